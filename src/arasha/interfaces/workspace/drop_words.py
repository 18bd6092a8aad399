"""What stands against an account in words and as a plot: the first sentence, the reasons, the tier over time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.payments.queries.account_risk import TITLES, Candidate, Change, SignSeen
from arasha.interfaces.ui import curves, instants
from arasha.interfaces.ui.curves import Curves, Line, Scale, Sheet
from arasha.interfaces.ui.words import TIERS
from arasha.kernel import clock
from arasha.kernel.tiers import Tier

SHORTEST = timedelta(hours=6)
TICKS = 4


class Reason(NamedTuple):
    """One reason with its words."""

    seen: SignSeen
    title: str


class Changed(NamedTuple):
    """A change of tier with the reasons that stood then."""

    change: Change
    reasons: list[str]


def reasons(candidate: Candidate) -> list[Reason]:
    """The reasons in the reader's language, gravest first."""
    return [Reason(seen, _(seen.title)) for seen in candidate.signs]


def told(candidate: Candidate | None) -> str:
    """The first sentence: the tier, since when, and the two strongest reasons."""
    if candidate is None or not candidate.signs:
        return _("Nothing stands against this account.")
    why = "; ".join(reason.title for reason in reasons(candidate)[:2])
    if candidate.tier is Tier.NONE:
        return _("Too little for a tier of risk: %(why)s.") % {"why": why}
    values = {
        "tier": TIERS[candidate.tier.word], "why": why, "span": instants.span(clock.now() - candidate.since),
    }  # fmt: skip
    return _("%(tier)s risk for %(span)s: %(why)s.") % values


def changed(history: Sequence[Change]) -> list[Changed]:
    """The changes of tier, newest first, with their reasons in words."""
    return [Changed(change, [_(TITLES[sign]) for sign in change.signs]) for change in history]


def over_time(history: Sequence[Change], now: datetime) -> Curves | None:
    """The tier as a line of steps, from its first change until now; None when it never changed."""
    if not history:
        return None
    oldest = sorted(history, key=lambda change: change.at)
    start, end = oldest[0].at - SHORTEST, max(now, oldest[-1].at)
    points = [(start.timestamp(), float(oldest[0].before))]
    points += [(change.at.timestamp(), float(change.after)) for change in oldest]
    points.append((end.timestamp(), float(oldest[-1].after)))
    levels = Scale("", 0.0, float(max(Tier)), [float(tier) for tier in Tier], _tier)
    line = Line("one", _("Tier of risk"), points, steps=True)
    return curves.draw(Sheet(_("Tier over time"), times(start, end), levels, [line]))


def times(start: datetime, end: datetime) -> Scale:
    """A scale of time in the language of the page."""
    first, last = start.timestamp(), end.timestamp()
    ticks = [first + (last - first) * part / TICKS for part in range(1, TICKS)]
    return Scale(_("Time"), first, last, ticks, _instant)


def _instant(seconds: float) -> str:
    at = clock.from_us(int(seconds * 1_000_000))
    return instants.written(at, get_language() or "kk")


def _tier(level: float) -> str:
    return str(TIERS[Tier(round(level)).word])
