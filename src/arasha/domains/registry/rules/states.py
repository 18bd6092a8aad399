"""What an entry may become: one table of who may do it, which clock starts, which fact says so."""

from enum import StrEnum
from typing import NamedTuple

from arasha.domains.registry.facts import (
    EntryConfirmed,
    EntryExpired,
    EntryFact,
    EntryProvisional,
    EntryReduced,
    EntryState,
    EntryWithdrawn,
)
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.terms import Code


class Who(StrEnum):
    """Who may take a step."""

    PERSON = "person"  # anybody who may; a second person where care is asked for
    SECOND_PERSON = "second person"
    CLOCK = "clock"


class Step(NamedTuple):
    """A transition: from, to, who may, which clock starts with it, which fact is written.

    The clock of a confirmed entry grows with repetition (`rules.repetition`); `LISTING_FIRST` stands for the three.
    """

    before: EntryState
    after: EntryState
    who: Who
    starts: Code | None
    fact: type[EntryFact]


_P = EntryState

STEPS = (
    Step(_P.PROPOSED, _P.PROVISIONAL, Who.PERSON, Code.LISTING_PROVISIONAL, EntryProvisional),
    Step(_P.PROPOSED, _P.CONFIRMED, Who.SECOND_PERSON, Code.LISTING_FIRST, EntryConfirmed),
    Step(_P.PROPOSED, _P.WITHDRAWN, Who.PERSON, None, EntryWithdrawn),
    Step(_P.PROPOSED, _P.EXPIRED, Who.CLOCK, None, EntryExpired),
    Step(_P.PROVISIONAL, _P.CONFIRMED, Who.SECOND_PERSON, Code.LISTING_FIRST, EntryConfirmed),
    Step(_P.PROVISIONAL, _P.WITHDRAWN, Who.PERSON, Code.REMOVAL_CONFIRMATION, EntryWithdrawn),
    Step(_P.PROVISIONAL, _P.EXPIRED, Who.CLOCK, None, EntryExpired),
    Step(_P.CONFIRMED, _P.REDUCED, Who.PERSON, None, EntryReduced),
    Step(_P.CONFIRMED, _P.WITHDRAWN, Who.PERSON, Code.REMOVAL_CONFIRMATION, EntryWithdrawn),
    Step(_P.CONFIRMED, _P.EXPIRED, Who.CLOCK, None, EntryExpired),
    Step(_P.REDUCED, _P.WITHDRAWN, Who.PERSON, Code.REMOVAL_CONFIRMATION, EntryWithdrawn),
    Step(_P.REDUCED, _P.EXPIRED, Who.CLOCK, None, EntryExpired),
)

TRANSITIONS: dict[EntryState, frozenset[EntryState]] = {
    state: frozenset(step.after for step in STEPS if step.before is state) for state in EntryState
}

LIVE = (EntryState.PROPOSED, EntryState.PROVISIONAL, EntryState.CONFIRMED, EntryState.REDUCED)

# A proposal that nobody has looked at says nothing to anybody.
IN_FORCE = (EntryState.PROVISIONAL, EntryState.CONFIRMED, EntryState.REDUCED)

# Whose proposal has a soft effect at once: somebody who answers for it has looked.
ANSWERABLE = ("person:", "institution:")


def check_transition(state: EntryState, to: EntryState) -> None:
    """`Conflict` when an entry in this state may not become that."""
    if to not in TRANSITIONS[state]:
        raise Conflict(f"an entry that is {state} cannot become {to}")


def check_second_person(owner: str, confirmer: str) -> None:
    """Four eyes: `Forbidden` when the one who proposed an entry would confirm it."""
    if owner == confirmer:
        raise Forbidden("an entry is confirmed by somebody other than the one who proposed it")


def first_state(actor: str, *, care: bool) -> EntryState:
    """In which state a proposal begins: soft at once when somebody answers for it and nothing asks for care."""
    return EntryState.PROVISIONAL if actor.startswith(ANSWERABLE) and not care else EntryState.PROPOSED
