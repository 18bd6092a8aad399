"""Guardians who wait to be confirmed: looked up in the state's registers, where no portal does it by itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import guardians
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState
from arasha.domains.credit.queries import guardians as queries
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict
from arasha.kernel.store import vault

SHOWN = 100
GROUNDS: dict[GuardianKind, Text] = {
    GuardianKind.MINOR: pgettext_lazy("ground of a guardianship", "A child under 18"),
    GuardianKind.INCAPABLE: pgettext_lazy("ground of a guardianship", "An adult whom a court declared incapable"),
}


@page(Right.SEE_CREDIT)
def show(request: Visit) -> HttpResponse:
    """Those that wait, the oldest first."""
    rows = queries.waiting(0, SHOWN)
    context = {
        "tab": "guardians",
        "rows": [{"row": row, "ground": GROUNDS[GuardianKind(row.ground)]} for row in rows],
        "known": vault.open_values(token for row in rows for token in (row.guardian, row.ward)),
        "may_decide": request.user.may(Right.CONFIRM_GUARDIAN),
    }
    return render(request, "workspace/guardians.html", context)


@page(Right.CONFIRM_GUARDIAN)
def one(request: Visit, number: int) -> HttpResponse:
    """One of them with numbers and document, readable: opening it leaves an audit row."""
    row = queries.guardianship(number)
    opened(request, str(row))
    known = vault.open_values((row.guardian, row.ward))
    context = {
        "tab": "guardians",
        "row": row,
        "ground": GROUNDS[GuardianKind(row.ground)],
        "people": [(_("Guardian"), known.get(row.guardian)), (_("Ward"), known.get(row.ward))],
        "document": queries.document_of(row),
        "waits": row.state == GuardianState.ASKED,
    }
    return render(request, "workspace/guardian.html", context)


@require_POST
@page(Right.CONFIRM_GUARDIAN)
def decide(request: Visit, number: int) -> HttpResponse:
    """What the registers say."""
    act = guardians.confirm if request.POST.get("confirmed") == "yes" else guardians.decline
    try:
        act(number, by(request))
    except Conflict:
        messages.error(request, _("This was decided meanwhile, or the ward is of age: nothing has changed."))
    else:
        messages.success(request, _("Noted. The ward and the guardian are told."))
    return redirect("workspace:guardians")
