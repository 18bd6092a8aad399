"""Handing a notice over: the code is shown once, to be given to the person."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.views import entry
from arasha.kernel.access.roles import Right


@require_POST
@never_cache
@page(Right.CONFIRM_ENTRY)
def hand_over(request: Visit, number: int) -> HttpResponse:
    """Show the code of an entry's notice on its page, this once."""
    handed = actions.hand_over(number, by(request))
    return entry.shown(request, number, code=handed.code)
