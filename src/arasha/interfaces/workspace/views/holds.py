"""Holds: what every institution was asked to hold, and what it said."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Hold, Wanted
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.recovery_views import after_of, number_of, pager, views_of
from arasha.kernel.access import queries as access
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault

PAGE = 50

WAITING = (HoldState.REQUESTED, HoldState.RECEIVED, HoldState.TIMED_OUT)
HELD = (HoldState.HELD_FULL, HoldState.HELD_PARTIAL, HoldState.CONFIRMED)
VIEWS: dict[str, tuple[HoldState, ...]] = {
    "waiting": WAITING,
    "held": HELD,
    "recalled": (HoldState.CONVERTED,),
    "all": (),
}


@page(Right.SEE_HOLDS)
def show(request: Visit) -> HttpResponse:
    """One page of the holds, of one institution or all, the newest first."""
    at = number_of(request.GET.get("institution", ""))
    context = {
        "tab": "holds",
        "institutions": [(row.number, title_of(row)) for row in access.institutions()],
        "institution": at,
        **listed(request, "workspace:holds", at),
    }
    return render(request, "workspace/holds.html", context)


@page(Right.ANSWER_OWN_HOLDS)
def own(request: Visit) -> HttpResponse:
    """What is asked of the officer's own institution, and nothing else."""
    institution = own_institution(request)
    context = {"title": _title(request), **listed(request, "workspace:own-holds", institution)}
    return render(request, "workspace/own_holds.html", context)


def own_institution(request: Visit) -> int:
    """The number of the institution that somebody is bound to; 0, which no institution has, for others."""
    return request.user.institution_id or 0


def listed(request: Visit, name: str, institution: int | None) -> dict[str, Any]:
    """A page of holds with everything that a table of them shows."""
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    wanted = Wanted(states=VIEWS[view], institution=institution, after=after_of(request))
    found = handling.holds(wanted, PAGE + 1)
    address = f"{reverse(name)}?view={view}" + (f"&institution={institution}" if institution else "")
    counts = handling.counts(institution)
    return {
        "rows": table(found[:PAGE]),
        "known": vault.open_values(hold.account for hold in found),
        "view": view,
        "views": views_of(name, view, VIEWS, _names()),
        "waiting": sum(counts.get(state, 0) for state in WAITING),
        "kept": sum(counts.get(state, 0) for state in HELD),
        **pager(request, address, [hold.id for hold in found], PAGE),
    }


def table(holds: list[Hold]) -> list[dict[str, Any]]:
    """Holds as rows, each with the first of its clocks."""
    clocks = rows.by_subject(handling.clocks(*map(str, holds)))
    return [rows.hold_row(hold, clocks.get(str(hold), ())) for hold in holds]


def _names() -> dict[str, str]:
    return {
        "waiting": _("Wait for an answer"),
        "held": pgettext("of money", "Held"),
        "recalled": _("Asked back"),
        "all": _("All"),
    }


def _title(request: Visit) -> str:
    return title_of(request.user.institution) if request.user.institution else ""
