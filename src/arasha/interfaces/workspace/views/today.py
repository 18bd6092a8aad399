"""Today: what happened in the last 24 hours, what waits, and whether the centre itself is well."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import books, figures, queue
from arasha.domains.payments.queries.figures import Counted
from arasha.interfaces.ui import instants, plots
from arasha.interfaces.ui.plots import Axes, Column, Series
from arasha.interfaces.workspace import stolen_today
from arasha.interfaces.workspace.access import Visit, by, is_part, page
from arasha.interfaces.workspace.condition import condition
from arasha.interfaces.workspace.views import incidents
from arasha.kernel import clock
from arasha.kernel.access.roles import Right

HOURS = 24
ALERTS = (Verdict.WARN, Verdict.HOLD, Verdict.REFUSE)


@page()
def today(request: Visit) -> HttpResponse:
    """The first page after log-in; it shows counts and nobody's data, so everybody of the centre may see it."""
    if request.user.may(Right.ANSWER_OWN_HOLDS):
        return redirect("workspace:own-holds")
    now = clock.now()
    start = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    counted = figures.by_hour(start)
    waiting = queue.counts()
    context = {
        "figures": {verdict.word: _total(counted, verdict) for verdict in Verdict},
        "checked": sum(each.payments for each in counted),
        "stopped": sum(each.amount for each in counted if each.verdict >= Verdict.HOLD),
        "plot": _plot(counted, start),
        "waiting": [(verdict.word, waiting[verdict]) for verdict in reversed(Verdict) if verdict in waiting],
        "stolen": stolen_today.figures(request.user, now, incidents.VIEWS["open"]),
        "in_hand": len(queue.in_hand(by(request).actor, now)),
        "book": books.current(),
        "last": figures.last_decided_at(),
        "now": now,
    }
    return render(request, "workspace/today.html", context)


@page()
def state(request: Visit) -> HttpResponse:
    """Whether gateway, journal and store are well; asked for by the page again and again."""
    context: dict[str, Any] = {"parts": condition(), "now": clock.now()}
    return render(
        request, "workspace/parts/condition.html" if is_part(request) else "workspace/condition.html", context
    )


def _total(counted: list[Counted], verdict: Verdict) -> int:
    return sum(each.payments for each in counted if each.verdict == verdict)


def _plot(counted: list[Counted], start: datetime) -> plots.Plot:
    """Warned, held and refused above the axis, allowed below it on a scale of its own: they are many more."""
    found = {(each.hour, each.verdict): each.payments for each in counted}
    names = {
        Verdict.ALLOW: _("Allowed"), Verdict.WARN: _("Warned"), Verdict.HOLD: _("Held"), Verdict.REFUSE: _("Refused"),
    }  # fmt: skip
    axes = Axes(
        _("Verdicts of the last 24 hours, by hour"),
        [Series(verdict.word, names[verdict]) for verdict in ALERTS],
        [Series(Verdict.ALLOW.word, names[Verdict.ALLOW])],
        write=lambda figure: f"{figure:,}".replace(",", "\N{NO-BREAK SPACE}"),
    )
    hours = [start + timedelta(hours=hour) for hour in range(HOURS)]
    columns = [
        Column(
            instants.written(hour, get_language() or "kk", "hour"),
            [found.get((hour, verdict), 0) for verdict in ALERTS],
            [found.get((hour, Verdict.ALLOW), 0)],
        )
        for hour in hours
    ]
    return plots.draw(axes, columns)
