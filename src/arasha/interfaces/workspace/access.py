"""Who may see a page: every view says which right it needs, and is reached only with password and one-time code."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look, Person
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Right, Role
from arasha.kernel.errors import Forbidden
from arasha.kernel.outbox.append import By

P = ParamSpec("P")

# What somebody of a role looks at data for, until he says otherwise.
USUAL_PURPOSE: dict[Role, Purpose] = {
    Role.ANALYST: Purpose.REVIEW,
    Role.SUPERVISOR: Purpose.REVIEW,
    Role.ADMINISTRATOR: Purpose.ADMINISTRATION,
    Role.PROSECUTOR: Purpose.SUPERVISION,
    Role.INSTITUTION_OFFICER: Purpose.RECOVERY,
    Role.TRAINER: Purpose.SUPERVISION,
}
PURPOSE_KEY = "purpose"


class Visit(HttpRequest):
    """A request of somebody who has logged in with password and one-time code."""

    user: Person


View = Callable[Concatenate[Visit, P], HttpResponse]
Open = Callable[Concatenate[HttpRequest, P], HttpResponse]


def page(right: Right | None = None) -> Callable[[View[P]], Open[P]]:
    """A view for those who have logged in and have the right; `Forbidden` for others, log-in for strangers."""

    def decorated(view: View[P]) -> Open[P]:
        @wraps(view)
        def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not is_known(request):
                return _to_log_in(request)
            visit = cast("Visit", request)
            if right is not None and not visit.user.may(right):
                raise Forbidden
            return view(visit, *args, **kwargs)

        return checked

    return decorated


def is_known(request: HttpRequest) -> bool:
    """Has the person passed both password and one-time code?"""
    return request.user.is_authenticated and bool(getattr(request.user, "is_verified", lambda: False)())


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """Log-in first, then back here; a request of a page's part makes the whole page go."""
    ended = settings.SESSION_COOKIE_NAME in request.COOKIES
    wanted = {"next": request.get_full_path()} if request.method == "GET" and not is_part(request) else {}
    query = urlencode(wanted | ({"ended": "1"} if ended else {}))
    address = reverse(settings.LOGIN_URL) + (f"?{query}" if query else "")
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def is_part(request: HttpRequest) -> bool:
    """Does a script of ours ask for a part of a page?"""
    return request.headers.get("HX-Request") == "true"


def back_address(request: HttpRequest) -> str:
    """Where a form or a dialog says that it was opened from; the first page when it names none of ours."""
    back = request.POST.get("back") or request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else "/"


def purpose_of(visit: Visit) -> Purpose:
    """What the person works for at present; said in the rail of every page."""
    return Purpose(visit.session.get(PURPOSE_KEY) or USUAL_PURPOSE[Role(visit.user.role)])


def by(visit: Visit) -> By:
    """Who acts and what for, as facts carry it."""
    return By(f"person:{visit.user.username}", purpose_of(visit))


def opened(visit: Visit, subject: str) -> None:
    """Leave the audit row of opening somebody's data."""
    note_look(visit.user, purpose_of(visit), Look.What.OPENED, subject)
