"""What counts of the registers of several bureaus, and where they contradict us or each other.

Any bureau that says "active" means refuse. A refusal is lifted only when the day of its lift is later than the day on
which it was last set: the rule of Russia's bureaus (Federal Law 218-FZ as amended, in force since 1 March 2025), which
holds whichever of two messages comes first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from arasha.domains.credit.facts.lending import ConflictKind
from arasha.domains.credit.rules.effects import NOTHING, Refused, Scope, bureau


class Marked(NamedTuple):
    """What one bureau's register says of a person, and whether a supervisor has overruled it."""

    bureau: int
    scope: Scope
    above: int
    set_at: datetime
    lifted_at: datetime | None = None
    overruled_at: datetime | None = None


class Own(NamedTuple):
    """The person's own refusal here: is there one, and if not, when was it lifted."""

    active: bool
    lifted_at: datetime | None = None


def is_active(mark: Marked) -> bool:
    """Does the bureau say that credit is refused, and does it count?"""
    ends = (mark.lifted_at, mark.overruled_at)
    return not any(end is not None and end > mark.set_at for end in ends)


def effect_of(mark: Marked) -> int:
    """What a mark adds to what lenders are told."""
    return bureau(Refused(mark.scope, mark.above)) if is_active(mark) else NOTHING


def merged(before: Marked | None, told: Marked) -> Marked:
    """A mark after the bureau has said something more: the latest setting and the latest lift that it ever told."""
    if before is None:
        return told
    latest = told if told.set_at >= before.set_at else before
    return latest._replace(
        lifted_at=max((each for each in (before.lifted_at, told.lifted_at) if each), default=None),
        overruled_at=before.overruled_at,
    )


def contradictions(own: Own, marks: Sequence[Marked]) -> dict[int, ConflictKind]:
    """Which bureaus' marks are contradicted, and by what. Where the person refuses credit here, nothing hangs on it."""
    if own.active:
        return {}
    found: dict[int, ConflictKind] = {}
    for mark in marks:
        if not is_active(mark):
            continue
        if own.lifted_at is not None and own.lifted_at > mark.set_at:
            found[mark.bureau] = ConflictKind.LIFTED_HERE
        elif _lifted_elsewhere(mark, marks):
            found[mark.bureau] = ConflictKind.BUREAUS_DISAGREE
    return found


def _lifted_elsewhere(mark: Marked, marks: Iterable[Marked]) -> bool:
    """Does another bureau say that it was lifted, later than this one has it set?"""
    return any(
        other.lifted_at is not None and not is_active(other) and other.lifted_at > mark.set_at
        for other in marks
        if other.bureau != mark.bureau
    )
