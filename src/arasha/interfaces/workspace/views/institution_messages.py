"""Where an institution's messages go, in the hands of an administrator; and what did not arrive, to be sent again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import institution
from arasha.kernel.access import queries
from arasha.kernel.access.roles import Right
from arasha.kernel.deliveries import actions, addresses
from arasha.kernel.deliveries import queries as deliveries
from arasha.kernel.errors import Malformed, NotFound


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def keep(request: Visit, number: int) -> HttpResponse:
    """Set the address; the first time the secret stands on the answer to this very request and nowhere else, ever."""
    found = queries.institution_numbered(number)
    url = typed(request.POST, "url", addresses.LONGEST + 1)  # so that a longer one is refused, not cut
    try:
        secret = actions.set_endpoint(number, url, by(request))
    except Malformed:
        wrong = _("Give an address that begins with https:// and leads to a server that can be reached from outside.")
        return institution.shown(request, found, errors={"url": wrong, "typed_url": url})
    if secret is not None:
        return institution.shown(request, found, secret=secret)
    messages.success(request, _("Messages go to this address from now on, those that wait first."))
    return redirect("workspace:institution", number)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def replace_secret(request: Visit, number: int) -> HttpResponse:
    """Make a new secret; messages are signed with the former one too for a day, so that nothing stops."""
    found = queries.institution_numbered(number)
    return institution.shown(request, found, secret=actions.replace_secret(number, by(request)))


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def remove(request: Visit, number: int) -> HttpResponse:
    """Send nothing any more; asked once more before it is done."""
    found = queries.institution_numbered(number)
    if "sure" not in request.POST:
        return institution.shown(request, found, errors={"remove": _("Tick that the institution asks for messages.")})
    actions.remove_endpoint(number, by(request))
    messages.success(request, _("Messages are sent nowhere any more; they are kept to be asked for."))
    return redirect("workspace:institution", number)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def attempt(request: Visit, number: int) -> HttpResponse:
    """Send a message that says nothing."""
    actions.try_endpoint(queries.institution_numbered(number).number, by(request))
    messages.success(request, _("A trial message is on its way: look below in a moment."))
    return redirect("workspace:institution", number)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def resend(request: Visit, number: int, message: str) -> HttpResponse:
    """Send one dead message again."""
    if deliveries.message(message).institution_id != number:
        raise NotFound
    actions.resend(message, by(request))
    messages.success(request, _("The message is sent again."))
    return redirect("workspace:institution", number)


@require_POST
@page(Right.MANAGE_INSTITUTIONS)
def resend_all(request: Visit, number: int) -> HttpResponse:
    """Send everything again that has died."""
    count = actions.resend_all(queries.institution_numbered(number).number, by(request))
    said = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", count)
    messages.success(request, said % {"count": count})
    return redirect("workspace:institution", number)
