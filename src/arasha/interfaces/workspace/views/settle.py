"""Settling an entry: somebody gives it a soft effect, a second person confirms it, it is reduced or withdrawn."""

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
from arasha.kernel.tiers import Tier

LONGEST_REASON = 500
TIERS = {tier.word: tier for tier in Tier}


@require_POST
@page(Right.PROPOSE_ENTRY)
def take_effect(request: Visit, number: int) -> HttpResponse:
    """Give a proposal its soft effect; `Forbidden` to the proposer where care is asked for."""
    actions.take_effect(number, by(request))
    messages.success(request, _("The entry warns from now on, for 72 hours at most."))
    return redirect("workspace:entry", number)


@require_POST
@page(Right.CONFIRM_ENTRY)
def confirm(request: Visit, number: int) -> HttpResponse:
    """Give an entry its full effect; `Forbidden` to the one who proposed it."""
    actions.confirm_entry(number, by(request))
    messages.success(request, _("The entry is confirmed: it counts in full from now on."))
    return redirect("workspace:entry", number)


@require_POST
@page(Right.CONFIRM_ENTRY)
def reduce(request: Visit, number: int) -> HttpResponse:
    """Let a confirmed entry count with a lower tier; without a reason the page comes again and says so."""
    reason, tier = typed(request.POST, "reason", LONGEST_REASON), typed(request.POST, "tier", 12)
    if not reason or tier not in TIERS:
        error = _("Write why.") if not reason else _("Choose one of those offered.")
        return entry.shown(request, number, errors={"tier" if reason else "reason": error}, reason=reason)
    actions.reduce_entry(number, TIERS[tier], reason, by(request))
    messages.success(request, _("The entry is reduced."))
    return redirect("workspace:entry", number)


@require_POST
@page(Right.WITHDRAW_ENTRY)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take an entry back; without a reason the page comes again and says so."""
    reason = typed(request.POST, "reason", LONGEST_REASON)
    if not reason:
        return entry.shown(request, number, errors={"reason": _("Write why it is withdrawn.")}, reason=reason)
    actions.withdraw_entry(number, reason, by(request))
    messages.success(request, _("The entry is withdrawn: it counts no more."))
    return redirect("workspace:entry", number)
