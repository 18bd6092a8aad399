"""Appeals of holders: which wait, the first to fall due first; one of them, and its decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.recovery.actions import appeals
from arasha.domains.recovery.facts.returning import AppealState
from arasha.domains.recovery.queries import handling, sealed
from arasha.domains.recovery.queries.handling import OPEN_APPEALS, Wanted
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.recovery_views import after_of, pager, views_of
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.holds import table
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed
from arasha.kernel.store import vault

PAGE = 50
LONGEST_REASONS = 3000
VIEWS: dict[str, tuple[AppealState, ...]] = {
    "open": OPEN_APPEALS,
    "decided": (AppealState.UPHELD, AppealState.REJECTED, AppealState.WITHDRAWN),
}
DECISIONS = {"uphold": True, "reject": False}


@page(Right.SEE_HOLDS)
def queue(request: Visit) -> HttpResponse:
    """The appeals that wait, or those that were decided."""
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    found = handling.appeals(Wanted(states=VIEWS[view], after=after_of(request)), PAGE + 1)
    address = f"{reverse('workspace:appeals')}?view={view}"
    context: dict[str, Any] = {
        "tab": "appeals",
        "rows": [rows.appeal_row(row) for row in found[:PAGE]],
        "known": vault.open_values(row.hold.account for row in found),
        "views": views_of("workspace:appeals", view, VIEWS, {"open": _("Wait"), "decided": _("Decided")}),
        **pager(request, address, [row.id for row in found], PAGE),
    }
    return render(request, "workspace/appeals.html", context)


@page(Right.SEE_HOLDS)
def show(request: Visit, number: int) -> HttpResponse:
    """One appeal; opening it leaves an audit row."""
    return _shown(request, number)


@require_POST
@page(Right.DECIDE_APPEAL)
def decide(request: Visit, number: int) -> HttpResponse:
    """Uphold or reject; without reasons the page comes again and says so."""
    how, reasons = request.POST.get("how", ""), typed(request.POST, "reasons", LONGEST_REASONS)
    if how not in DECISIONS:
        raise Malformed("say how the appeal is decided", field="how")
    if not reasons:
        return _shown(request, number, error=_("Write the reasons: the holder reads them."))
    found = appeals.decide(number, DECISIONS[how], reasons, by(request))
    told = {
        AppealState.UPHELD: _("Upheld: the holder has his money again."),
        AppealState.REJECTED: _("Rejected: the hold stands."),
        AppealState.SECOND_LOOK: _("Above the threshold: a second person decides too."),
    }
    messages.success(request, told[AppealState(found.state)])
    return redirect("workspace:appeal", number)


def _shown(request: Visit, number: int, *, error: str = "") -> HttpResponse:
    appeal = handling.appeal(number)
    opened(request, str(appeal))
    actor, hold = by(request).actor, appeal.hold
    waits = appeal.state in OPEN_APPEALS
    hands = {hold.owner, appeal.seconded_by, *hold.recalls.values_list("opened_by", flat=True)}
    context: dict[str, Any] = {
        **rows.appeal_row(appeal),
        "hold_row": table([hold])[0],
        "known": vault.open_values([hold.account]),
        "text": sealed.read(appeal.text, str(appeal)),
        "reasons": sealed.read(appeal.reasons, f"{appeal} reasons"),
        "files": handling.evidence_of(str(appeal), str(hold)),
        "decider": names_of([appeal.decided_by])[appeal.decided_by] if appeal.decided_by else "",
        "had_a_hand": actor in hands,
        "may_decide": waits and actor not in hands and request.user.may(Right.DECIDE_APPEAL),
        "waits": waits,
        "left": appeal.due_at - clock.now(),
        "error": error,
        "typed": request.POST.get("reasons", ""),
    }
    return render(request, "workspace/appeal.html", context, status=422 if error else 200)
