"""What may become of the claim that a loan is void (national practice §15.4: VOID_CLAIM, write-off, correction).

Silence never helps the lender: a claim that nobody answers stays open, overdue, before the supervisor's eyes.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from arasha.domains.credit.facts.lending import ClaimState
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.terms import Code


class Part(StrEnum):
    """In which part somebody acts on a claim."""

    LENDER = "lender"
    BUREAU = "bureau"
    SUPERVISOR = "supervisor"
    PROCESS = "process"


class Step(NamedTuple):
    """One allowed transition: who may take it, and which clock runs from then on."""

    who: frozenset[Part]
    clock: Code | None = None


_LENDER = frozenset({Part.LENDER, Part.SUPERVISOR})  # what a lender says by telephone the centre writes down
_SUPERVISOR = frozenset({Part.SUPERVISOR})
_PROCESS = frozenset({Part.PROCESS, Part.SUPERVISOR, Part.LENDER, Part.BUREAU})  # whoever answers last ends it

CLAIM: Mapping[tuple[ClaimState | None, ClaimState], Step] = {
    (None, ClaimState.OPEN): Step(_PROCESS, Code.CREDIT_WRITE_OFF),
    (ClaimState.OPEN, ClaimState.DISPUTED): Step(_LENDER, Code.CREDIT_DECISION),
    (ClaimState.OPEN, ClaimState.WRITTEN_OFF): Step(_LENDER, Code.CREDIT_CORRECTION),
    (ClaimState.OPEN, ClaimState.UNFOUNDED): Step(_SUPERVISOR),
    (ClaimState.DISPUTED, ClaimState.WRITTEN_OFF): Step(_LENDER, Code.CREDIT_CORRECTION),
    (ClaimState.DISPUTED, ClaimState.UPHELD): Step(_SUPERVISOR, Code.CREDIT_WRITE_OFF),
    (ClaimState.DISPUTED, ClaimState.UNFOUNDED): Step(_SUPERVISOR),
    (ClaimState.UPHELD, ClaimState.WRITTEN_OFF): Step(_LENDER, Code.CREDIT_CORRECTION),
    (ClaimState.WRITTEN_OFF, ClaimState.CORRECTED): Step(_PROCESS),
}

# The lender has to do something.
WITH_LENDER = (ClaimState.OPEN, ClaimState.UPHELD)
ENDED = (ClaimState.CORRECTED, ClaimState.UNFOUNDED)

# Warned when a fifth of the term is left.
LEFT_AT_WARNING = 5


def step(before: ClaimState | None, to: ClaimState, part: Part) -> Step:
    """The row of a transition; `Conflict` when there is none, `Forbidden` when this part may not take it."""
    found = CLAIM.get((before, to))
    if found is None:
        raise Conflict(f"a claim that is {_words(before)} cannot become {_words(to)}")
    if part not in found.who:
        raise Forbidden(f"this is not for the {part} to do")
    return found


def following(before: ClaimState, part: Part) -> set[ClaimState]:
    """The states to which somebody may bring a claim that stands here."""
    return {to for (source, to), row in CLAIM.items() if source == before and part in row.who}


def warn_at(start: datetime, due: datetime) -> datetime:
    """When whoever is to act is told that little time is left."""
    return due - (due - start) / LEFT_AT_WARNING


def _words(state: ClaimState | None) -> str:
    return state.replace("_", " ") if state else "not there yet"
