"""Lifting the protection of a victim's identifier, where it is misused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions
from arasha.interfaces.workspace.access import Visit, back_address, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access.roles import Right

LONGEST_REASON = 500


@require_POST
@page(Right.DECIDE_CONTEST)
def lift(request: Visit, number: int) -> HttpResponse:
    """End a protection; `Malformed` without a reason."""
    actions.lift_protection(number, typed(request.POST, "lift", LONGEST_REASON), by(request))
    messages.success(request, _("The protection is lifted: what is said of the identifier counts again."))
    return redirect(back_address(request))
