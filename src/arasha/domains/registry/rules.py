"""What an entry may become, who may do it, and what a look-up answers: pure decisions."""

from collections.abc import Iterable
from typing import NamedTuple

from arasha.domains.registry.facts import EntryState, Ground
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.tiers import Tier

TRANSITIONS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.PROPOSED: frozenset({EntryState.CONFIRMED, EntryState.WITHDRAWN, EntryState.EXPIRED}),
    EntryState.CONFIRMED: frozenset({EntryState.WITHDRAWN, EntryState.EXPIRED}),
    EntryState.WITHDRAWN: frozenset(),
    EntryState.EXPIRED: frozenset(),
}

LIVE = (EntryState.PROPOSED, EntryState.CONFIRMED)

# Until a second person confirms an entry, it can warn and no more.
PROPOSED_CEILING = Tier.MEDIUM

TIER_BITS = 3


class Standing(NamedTuple):
    """What a live entry says."""

    state: EntryState
    tier: Tier
    ground: Ground


class Answer(NamedTuple):
    """What a look-up says of an identifier."""

    tier: Tier
    ground: Ground | None


def check_transition(state: EntryState, to: EntryState) -> None:
    """`Conflict` when an entry in this state may not become that."""
    if to not in TRANSITIONS[state]:
        raise Conflict(f"an entry that is {state} cannot become {to}")


def check_second_person(owner: str, confirmer: str) -> None:
    """Four eyes: `Forbidden` when the one who proposed an entry would confirm it."""
    if owner == confirmer:
        raise Forbidden("an entry is confirmed by somebody other than the one who proposed it")


def effect(standing: Standing) -> Tier:
    """The tier with which an entry counts in its state."""
    return min(standing.tier, PROPOSED_CEILING) if standing.state is EntryState.PROPOSED else standing.tier


def answer(standings: Iterable[Standing]) -> int:
    """The byte of a look-up over an identifier's live entries, the gravest of them: tier low, ground high.

    Of equally grave ones it is the one on the firmest ground, so that the order in which they are read does not matter.
    """
    tier, ground = max(((effect(standing), standing.ground) for standing in standings), default=(0, 0))
    return tier | ground << TIER_BITS


def read_answer(value: int) -> Answer:
    """The byte of a look-up as words."""
    ground = value >> TIER_BITS
    return Answer(Tier(value & (1 << TIER_BITS) - 1), Ground(ground) if ground else None)
