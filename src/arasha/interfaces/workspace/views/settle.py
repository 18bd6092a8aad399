"""Settling an entry: a second person confirms it, or somebody withdraws it and says why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import entry
from arasha.kernel.access.roles import Right

LONGEST_REASON = 500


@require_POST
@page(Right.CONFIRM_ENTRY)
def confirm(request: Visit, number: int) -> HttpResponse:
    """Give an entry its full effect; `Forbidden` to the one who proposed it."""
    actions.confirm_entry(number, by(request))
    messages.success(request, _("The entry is confirmed: it counts in full from now on."))
    return redirect("workspace:entry", number)


@require_POST
@page(Right.WITHDRAW_ENTRY)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take an entry back; without a reason the page comes again and says so."""
    reason = typed(request.POST, "reason", LONGEST_REASON)
    if not reason:
        return entry.shown(request, number, error=_("Write why it is withdrawn."), reason=reason)
    actions.withdraw_entry(number, reason, by(request))
    messages.success(request, _("The entry is withdrawn: it counts no more."))
    return redirect("workspace:entry", number)
