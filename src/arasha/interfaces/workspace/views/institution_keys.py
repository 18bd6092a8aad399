"""An institution's keys and policy, in the hands of an administrator: issue, replace with an overlap, revoke."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import institution
from arasha.kernel.access import actions, queries
from arasha.kernel.access.models import Institution, StandIn
from arasha.kernel.access.roles import Right
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import Malformed, NotFound

LONGEST_LABEL = 80


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def issue(request: Visit, number: int) -> HttpResponse:
    """Make a key; its text stands on the answer to this very request and nowhere else, ever."""
    found = queries.institution_numbered(number)
    scopes = {Scope(scope) for scope in request.POST.getlist("scope") if scope in set(Scope)}
    if not scopes:
        return institution.shown(request, found, errors={"scope": _("Choose at least one thing that it may do.")})
    label = typed(request.POST, "label", LONGEST_LABEL)
    return institution.shown(request, found, key_text=actions.issue_key(found, by(request), scopes=scopes, label=label))


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def replace(request: Visit, number: int, key_id: str) -> HttpResponse:
    """Make a key with the same scopes; the old one stays good for the overlap, so that nothing stops."""
    found = _owner(number, key_id)
    days = request.POST.get("days", "")
    if days not in map(str, institution.OVERLAPS):
        raise Malformed("the overlap is not one of those offered", field="days")
    text = actions.replace_key(key_id, timedelta(days=int(days)), by(request))
    return institution.shown(request, found, key_text=text)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def revoke(request: Visit, number: int, key_id: str) -> HttpResponse:
    """Make a key useless at once; asked once more before it is done."""
    found = _owner(number, key_id)
    if "sure" not in request.POST:
        return institution.shown(request, found, errors={"revoke": _("Tick that nothing uses this key any more.")})
    actions.revoke_key(key_id, by(request))
    messages.success(request, _("The key is revoked: the gateway refuses it from now on."))
    return redirect("workspace:institution", number)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def stand_in(request: Visit, number: int) -> HttpResponse:
    """Set what counts as the answer when none comes in time, as the institution has asked for."""
    found = queries.institution_numbered(number)
    chosen = request.POST.get("stand_in", "")
    if chosen not in StandIn.values:
        raise Malformed("the policy is not one of those offered", field="stand_in")
    actions.choose_stand_in(found.code, StandIn(chosen), by(request))
    messages.success(request, _("The stand-in policy is changed."))
    return redirect("workspace:institution", number)


def _owner(number: int, key_id: str) -> Institution:
    """The institution, if the key is one of its own; `NotFound` otherwise."""
    found = queries.institution_numbered(number)
    if key_id not in {key.key_id for key in queries.keys_of(found)}:
        raise NotFound
    return found
