"""Incidents: stolen money that is followed, and the terms that run out next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Wanted
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.recovery_views import after_of, pager, views_of
from arasha.kernel.access.roles import Right

PAGE = 50
CLOCKS = 12

HANDLED = (
    IncidentState.TRACED, IncidentState.HOLDING, IncidentState.ANALYSING, IncidentState.RECALLING,
    IncidentState.REFUNDING,
)  # fmt: skip
VIEWS: dict[str, tuple[IncidentState, ...]] = {
    "open": (IncidentState.REPORTED, *HANDLED),
    "triage": (IncidentState.TRIAGED,),
    "watched": (IncidentState.MONITORING,),
    "all": (),
}


@page(Right.SEE_HOLDS)
def show(request: Visit) -> HttpResponse:
    """One page of the incidents, the newest first."""
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    found = handling.incidents(Wanted(states=VIEWS[view], after=after_of(request)), PAGE + 1)
    late, soon = handling.clocks_due(CLOCKS, breached=True), handling.clocks_due(CLOCKS)
    address = f"{reverse('workspace:incidents')}?view={view}"
    context: dict[str, Any] = {
        "tab": "incidents",
        "rows": [rows.incident_row(row) for row in found[:PAGE]],
        "views": views_of("workspace:incidents", view, VIEWS, _names()),
        "late": [rows.clock_row(clock) for clock in late],
        "soon": [rows.clock_row(clock) for clock in soon],
        **pager(request, address, [row.id for row in found], PAGE),
    }
    return render(request, "workspace/incidents.html", context)


def _names() -> dict[str, str]:
    return {
        "open": _("Open"),
        "triage": _("A person looks first"),
        "watched": _("Watched"),
        "all": _("All"),
    }
