"""Coerced victims: whose payments wait for somebody they trust, until when, and the word that lets them go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.recovery.actions import protection
from arasha.domains.recovery.actions.protection import Trusted
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.queries import handling
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import recovery_words as said
from arasha.interfaces.workspace.access import Visit, by, page, purpose_of
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access import queries as access
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Right, Role
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.identifiers import Kind, Unread, read
from arasha.kernel.store import vault

MOST = 200
FIELDS = {"account": 60, "institution": 35, "trusted_name": 120, "trusted_phone": 40}


@page(Right.PROTECT_VICTIM)
def show(request: Visit) -> HttpResponse:
    """GET gives the list and the form; POST lets an account's payments wait, or says what to mend."""
    if request.method != "POST":
        return _shown(request, {}, {})
    values = {name: typed(request.POST, name, longest) for name, longest in FIELDS.items()}
    if request.user.institution:
        values["institution"] = request.user.institution.code
    account = read(Kind.IBAN, values["account"])
    errors = _errors(values)
    if isinstance(account, Unread):
        errors["account"] = _("An account looks like KZ86 125K ZT50 0410 0100: copy it again.")
    if errors or isinstance(account, Unread):
        return _shown(request, values, errors)
    person = Trusted(values["trusted_name"], values["trusted_phone"])
    try:
        protection.protect_account(account, values["institution"], person, by(request))
    except Malformed:  # all else was looked at above
        errors["account"] = _("Payments out of this account come from another institution: it keeps the account.")
        return _shown(request, values, errors)
    messages.success(request, _("The payments of this account wait from now on."))
    return redirect("workspace:coercion")


@require_POST
@page(Right.PROTECT_VICTIM)
def end(request: Visit, number: int) -> HttpResponse:
    """The trusted person agrees, or a supervisor lifts it without; whoever may not is refused."""
    protection.end(number, by(request), trusted_agrees=request.POST.get("how") == "trusted")
    messages.success(request, _("The account pays again."))
    return redirect("workspace:coercion")


@require_POST
@page(Right.PROTECT_VICTIM)
def renew(request: Visit, number: int) -> HttpResponse:
    """A supervisor gives it another term."""
    protection.renew(number, by(request))
    messages.success(request, _("It has another term from now on."))
    return redirect("workspace:coercion")


@require_POST
@page(Right.PROTECT_VICTIM)
def trusted(request: Visit, number: int) -> HttpResponse:
    """Whom to call: shown to the victim's bank and to the centre, with an audit row."""
    found = handling.protection(number, own.number if (own := request.user.institution) else None)
    note_look(request.user, purpose_of(request), Look.What.REVEALED, str(found))
    return _shown(request, {}, {}, told=(number, protection.trusted(found)))


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    try:
        access.institution(values["institution"])
    except NotFound:
        errors["institution"] = _("Choose one of those offered.")
    if not values["trusted_name"]:
        errors["trusted_name"] = _("Name somebody whom the victim trusts.")
    if not values["trusted_phone"]:
        errors["trusted_phone"] = _("Give a telephone under which the person is reached.")
    return errors


def _shown(
    request: Visit, values: dict[str, str], errors: dict[str, str], *, told: tuple[int, Trusted] | None = None
) -> HttpResponse:
    own = request.user.institution
    running = handling.protections(MOST, own.number if own else None)
    names = names_of(row.owner for row in running)
    context: dict[str, Any] = {
        "rows": [(row, said.PROTECTIONS[ProtectionState(row.state)], names[row.owner]) for row in running],
        "known": vault.open_values(row.account for row in running),
        "institutions": [] if own else [(row.code, title_of(row)) for row in access.institutions()],
        "supervises": request.user.role == Role.SUPERVISOR,
        "told": told,
        "values": values,
        "errors": errors,
    }
    return render(request, "workspace/coercion.html", context, status=422 if errors else 200)
