"""What a contest may become, who may decide it, and what each outcome does to the entry."""

from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.domains.registry.facts import ContestState, EntryState
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.tiers import Tier


class Step(NamedTuple):
    """A transition of a contest, and what becomes of an entry that still stands; None leaves it as it is."""

    before: ContestState
    after: ContestState
    entry: EntryState | None


STEPS = (
    Step(ContestState.FILED, ContestState.UPHELD, None),
    Step(ContestState.FILED, ContestState.CORRECTED, EntryState.REDUCED),
    Step(ContestState.FILED, ContestState.REMOVED, EntryState.WITHDRAWN),
)

OUTCOMES: dict[ContestState, EntryState | None] = {step.after: step.entry for step in STEPS}

# What stood two persons' look can be corrected; a softer thing is upheld or removed.
CORRECTABLE = (EntryState.CONFIRMED, EntryState.REDUCED)


class Ruling(NamedTuple):
    """A decision on a contest: the outcome, the reason that the person reads, the tier of a corrected entry."""

    outcome: ContestState
    reason: str
    tier: Tier = Tier.NONE


def check_ruling(state: ContestState, ruling: Ruling) -> None:
    """`Conflict` when the contest was decided before, `Malformed` without an outcome or a reason."""
    if state is not ContestState.FILED:
        raise Conflict(f"this contest has been decided: {state}")
    if ruling.outcome not in OUTCOMES:
        raise Malformed("a contest is upheld, corrected or removed", field="outcome")
    if not ruling.reason.strip():
        raise Malformed("say why: the person reads it", field="reason")


def check_decider(decider: str, *involved: str) -> None:
    """`Forbidden` when somebody would decide on what he himself proposed or confirmed."""
    if decider in involved:
        raise Forbidden("a contest is decided by somebody who neither proposed nor confirmed the entry")


def check_lower(present: Tier, tier: Tier) -> None:
    """`Malformed` unless a corrected tier is lower than the present one, and says something at all."""
    if not Tier.NONE < tier < present:
        raise Malformed("a reduced entry has a lower tier than before; withdraw it to leave nothing", field="tier")


def warning_at(filed_at: datetime, due_at: datetime) -> datetime:
    """When a running clock begins to warn: at the last quarter of its term, a day ahead at least."""
    return min(due_at - (due_at - filed_at) / 4, due_at - timedelta(days=1))
