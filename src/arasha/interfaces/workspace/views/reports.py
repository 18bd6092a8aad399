"""Reports of theft: which wait, which are underway, which have ended."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.complaints import queries
from arasha.domains.complaints.facts import ComplaintState, Situation, Source
from arasha.domains.complaints.queries import Complaint, Wanted
from arasha.interfaces.workspace import report_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.kernel.access.roles import Right
from arasha.kernel.references import Letter, reference

PAGE = 50

# Views that are asked for every day: the name in the address, and what it narrows to.
VIEWS: dict[str, Wanted] = {
    "open": Wanted(open=True),
    "received": Wanted(state=ComplaintState.RECEIVED),
    "hotline": Wanted(source=Source.HOTLINE),
    "citizens": Wanted(source=Source.CITIZEN),
    "all": Wanted(),
}


@page(Right.SEE_REPORTS)
def show(request: Visit) -> HttpResponse:
    """One page of the reports, the newest first; nothing that anybody told stands on it."""
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    before = request.GET.get("before", "")
    found = queries.page(VIEWS[view], PAGE + 1, int(before) if before.isdigit() and len(before) < 19 else None)
    received, underway = queries.totals()
    address = f"{reverse('workspace:reports')}?view={view}"
    context = {
        "rows": [row_of(each) for each in found[:PAGE]],
        "views": _views(view),
        "received": received,
        "underway": underway,
        "first": address if before else "",
        "following": f"{address}&before={found[PAGE - 1].id}" if len(found) > PAGE else "",
    }
    return render(request, "workspace/reports.html", context)


def row_of(row: Complaint) -> dict[str, Any]:
    """A report as a row of a table."""
    state = ComplaintState(row.state)
    return {
        "report": row,
        "reference": reference(Letter.COMPLAINT, row.id),
        "situation": report_words.SITUATIONS[Situation(row.situation)],
        "source": report_words.SOURCES[Source(row.source)],
        "state": report_words.STATES[state],
        "badge": report_words.STATE_BADGES[state],
    }


def _views(here: str) -> list[dict[str, Any]]:
    names = {
        "open": _("Open"),
        "received": _("Not taken up"),
        "hotline": _("Hotline"),
        "citizens": _("Citizens"),
        "all": _("All"),
    }
    address = reverse("workspace:reports")
    return [{"name": names[view], "address": f"{address}?view={view}", "here": view == here} for view in VIEWS]
