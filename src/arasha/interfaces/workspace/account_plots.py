"""The plots of an account: money, payments, how long money stays, hours of the day, new faces; with tables as twins."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from arasha.domains.payments.queries import behaviour
from arasha.domains.payments.queries.behaviour import Step
from arasha.domains.payments.queries.legs import Leg
from arasha.domains.payments.queries.passing import Passed
from arasha.interfaces.ui import instants, mirrored
from arasha.interfaces.ui.amounts import short
from arasha.interfaces.ui.plots import Axes, Column, Plot, Series
from arasha.kernel import clock

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BOUNDS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12), DAY, timedelta(days=3))


class Period(NamedTuple):
    """So many days in steps of a length; `style` writes the time of a step."""

    days: int
    step: timedelta
    style: str

    @property
    def steps(self) -> int:
        """How many steps."""
        return DAY * self.days // self.step

    def start(self, now: datetime) -> datetime:
        """The beginning of the first step, so that the last one holds the present; steps begin at whole hours and,
        where they are long, at midnight in Almaty.
        """
        local = clock.on_screen(now).replace(minute=0, second=0, microsecond=0)
        local -= timedelta(hours=local.hour % max(1, self.step // HOUR))
        return local + self.step - DAY * self.days


PERIODS = {
    "1": Period(1, HOUR, "hour"),
    "7": Period(7, 6 * HOUR, "short"),
    "30": Period(30, DAY, "date"),
}


class Shown(NamedTuple):
    """A plot under its heading, with one line that sums it up."""

    title: str
    plot: Plot
    told: str


def over_time(steps: Sequence[Step], period: Period) -> list[Shown]:
    """What changes from step to step: money, payments, new faces."""
    language = get_language() or "kk"
    ways = ("came", pgettext("money or payments", "in"), "went", pgettext("money or payments", "out"))
    money = _mirror(steps, period, (_("Money in and out"), ways, lambda tiyn: short(tiyn, language)),
                    lambda step: (step.sum_in, step.sum_out))  # fmt: skip
    count = _mirror(steps, period, (_("Payments in and out"), ways, str), lambda step: (step.count_in, step.count_out))
    faces = ("came", _("new payers"), "went", _("new payees"))
    fresh = _mirror(steps, period, (_("New counterparties"), faces, str), lambda s: (s.new_payers, s.new_payees))
    payers, payees = sum(step.new_payers for step in steps), sum(step.new_payees for step in steps)
    met = _("%(payers)d new payers, %(payees)d new payees") % {"payers": payers, "payees": payees}
    return [Shown(money.title, money, ""), Shown(count.title, count, ""), Shown(fresh.title, fresh, met)]


def stay(passed: Passed) -> Shown:
    """How long money stays before it goes on."""
    language, title = get_language() or "kk", _("How long money stays")
    labels = [_("< %(span)s") % {"span": instants.span(bound)} for bound in BOUNDS]
    labels.append(_("longer"))
    columns = [Column(label, (amount,)) for label, amount in zip(labels, passed.by_length(BOUNDS), strict=True)]
    axes = Axes(title, [Series("went", _("passed on"))], write=lambda tiyn: short(tiyn, language))
    return Shown(title, mirrored.draw(axes, columns), _stayed(passed.half_within))


def _stayed(within: timedelta | None) -> str:
    if within is None:
        return ""
    if within < MINUTE:
        return _("half of what was passed on left within a minute")
    return _("half of what was passed on left within %(span)s") % {"span": instants.span(within)}


def day(legs: Sequence[Leg]) -> Shown:
    """At what hours it is used; the night stands apart."""
    title, by_hour = _("Hours of the day"), behaviour.hours(legs)
    nightly = behaviour.at_night(by_hour)
    columns = [
        Column(f"{hour:02}", (0, came + went) if behaviour.is_night(hour) else (came + went, 0))
        for hour, (came, went) in enumerate(by_hour)
    ]
    axes = Axes(title, [Series("came", _("by day")), Series("night", _("at night"))])
    total = sum(came + went for came, went in by_hour)
    said = _("%(count)d of %(all)d payments at night (23–6)") % {"count": nightly, "all": total} if nightly else ""
    return Shown(title, mirrored.draw(axes, columns), said)


Writer = tuple[str, tuple[str, str, str, str], Callable[[int], str]]


def _mirror(steps: Sequence[Step], period: Period, said: Writer, figures: Callable[[Step], tuple[int, int]]) -> Plot:
    """What comes above the axis, what goes below it, in one scale."""
    (title, (up, up_name, down, down_name), write), language = said, get_language() or "kk"
    columns = []
    for step in steps:
        came, went = figures(step)
        columns.append(Column(instants.written(step.start, language, period.style), (came,), (went,)))
    return mirrored.draw(Axes(title, [Series(up, up_name)], [Series(down, down_name)], write), columns)
