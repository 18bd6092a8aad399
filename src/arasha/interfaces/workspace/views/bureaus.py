"""Credit bureaus: what their registers have, where registers contradict each other, imports and comparisons."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import conflicts
from arasha.domains.credit.facts.lending import Settlement
from arasha.domains.credit.queries import bureaus, listing
from arasha.interfaces.workspace import credit_rows as rows
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.kernel.access import queries as access
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.store import vault

SHOWN, LATELY = 100, 20
SETTLEMENTS = {"overrule": Settlement.OVERRULED, "stands": Settlement.STANDS}


@page(Right.SEE_CREDIT)
def show(request: Visit) -> HttpResponse:
    """The page."""
    found, settled = bureaus.conflicts(SHOWN), bureaus.conflicts(LATELY, settled=True)
    held = bureaus.marks_held()
    context = {
        "tab": "bureaus",
        "bureaus": [
            {"bureau": row, "marks": held.get(row.number, 0)}
            for row in access.institutions()
            if row.kind == InstitutionKind.CREDIT_BUREAU
        ],
        "conflicts": [rows.conflict_row(row) for row in found],
        "settled": [rows.conflict_row(row) for row in settled],
        "known": vault.open_values(row.person for row in (*found, *settled)),
        "imports": bureaus.imports(LATELY),
        "comparisons": bureaus.comparisons(LATELY),
        "list": listing.newest(),
        "may_settle": request.user.may(Right.SETTLE_BUREAUS),
    }
    return render(request, "workspace/bureaus.html", context)


@require_POST
@page(Right.SETTLE_BUREAUS)
def settle(request: Visit, number: int) -> HttpResponse:
    """A supervisor decides which register is right."""
    how = request.POST.get("how", "")
    if how not in SETTLEMENTS:
        raise Malformed("say which register is right", field="how")
    bureaus.conflict(number)
    try:
        conflicts.settle(number, SETTLEMENTS[how], by(request))
    except Conflict:
        messages.error(request, _("The lift is not in force yet, or this was settled meanwhile: nothing has changed."))
    else:
        messages.success(request, _("Settled. The bureau is told."))
    return redirect("workspace:bureaus")
