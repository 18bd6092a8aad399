"""The prosecutor's queue: recalls that wait for his sanction, the first to fall due first, and those he has decided."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Recall, Wanted
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.recovery_views import after_of, pager, views_of
from arasha.kernel.access.roles import Right
from arasha.kernel.references import Letter, reference
from arasha.kernel.store import vault

PAGE = 50
VIEWS: dict[str, tuple[RecallState, ...]] = {
    "waiting": (RecallState.PROSECUTOR_PENDING,),
    "sanctioned": (
        RecallState.SANCTIONED,
        RecallState.ACCEPTED_FULL,
        RecallState.ACCEPTED_PART,
        RecallState.REJECTED,
    ),
    "declined": (RecallState.DECLINED,),
}


@page(Right.SANCTION_RECALL)
def show(request: Visit) -> HttpResponse:
    """One page of the queue; the act itself is on the hold's page, beside everything that it rests on."""
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    waits = view == "waiting"
    found = handling.recalls(Wanted(states=VIEWS[view], after=after_of(request), oldest_first=waits), PAGE + 1)
    context: dict[str, Any] = {
        "rows": _rows(found[:PAGE]),
        "known": vault.open_values(recall.hold.account for recall in found),
        "waits": waits,
        "views": views_of("workspace:sanctions", view, VIEWS, _names()),
        **pager(request, f"{reverse('workspace:sanctions')}?view={view}", [recall.id for recall in found], PAGE),
    }
    return render(request, "workspace/sanctions.html", context)


def _rows(recalls: list[Recall]) -> list[dict[str, Any]]:
    """Recalls, each with its clock and who asks."""
    clocks = rows.by_subject(handling.clocks(*map(str, recalls)))
    names = names_of(actor for recall in recalls for actor in (recall.opened_by, recall.agreed_by) if actor)
    return [
        {
            **rows.recall_row(recall),
            "hold_reference": reference(Letter.HOLD, recall.hold_id),
            "askers": [names[actor] for actor in (recall.opened_by, recall.agreed_by) if actor],
            "clock": next(map(rows.clock_row, clocks.get(str(recall), ())), None),
        }
        for recall in recalls
    ]


def _names() -> dict[str, str]:
    return {"waiting": _("Wait"), "sanctioned": _("Sanctioned"), "declined": _("Refused")}
