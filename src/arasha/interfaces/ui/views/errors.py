"""The pages of what went wrong, in three languages; they name the remedy and never the value that was sent."""

from collections.abc import Callable
from typing import NamedTuple

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from arasha.interfaces.ui.context import screens
from arasha.interfaces.ui.text import Text
from arasha.kernel.errors import ArashaError

logger = structlog.get_logger()


class Said(NamedTuple):
    """What a page of an error says."""

    title: Text
    remedy: Text


SAID: dict[int, Said] = {
    400: Said(_("This request cannot be read"), _("Go back, reload the page and try again.")),
    403: Said(
        _("This is not yours to see or do"),
        _("Your role does not give this right. If your work needs it, ask the administrator of the centre."),
    ),
    404: Said(
        _("There is nothing here"),
        _("The address may be mistyped, or what stood here has been moved. Look for it through the search."),
    ),
    409: Said(
        _("Somebody was quicker"),
        _("What you wanted to change has changed meanwhile. Go back, reload the page and look again."),
    ),
    422: Said(_("This cannot be used as it is"), _("Go back and mend what you entered.")),
    429: Said(_("Too many attempts"), _("Wait a little and try again.")),
    500: Said(
        _("Something broke on our side"),
        _("It has been recorded. Nothing you entered was changed. Try again in a minute."),
    ),
    503: Said(
        _("The centre cannot answer now"),
        _("Its store is away. Payments go on being checked meanwhile. Try again in a minute."),
    ),
}
FORM_EXPIRED = Said(
    _("The form has expired"),
    _("You were logged out, or cookies are switched off. Go back, reload the page, try again."),
)


def page(request: HttpRequest, status: int, said: Said | None = None) -> HttpResponse:
    """The page of an error; it is made without the store, because the store may be what is missing."""
    title, remedy = said or SAID.get(status, SAID[500])
    if request.headers.get("HX-Request") == "true":  # a part of a page: the rest stands, and is not to be replaced
        notice = {"text": f"{title}. {remedy}", "kind": "error"}
        return HttpResponse(render_to_string("ui/components/notice.html", notice), status=status)
    context = screens(request) | {"request": request, "csrf_token": get_token(request)}
    content = render_to_string("ui/error.html", context | {"status": status, "title": title, "remedy": remedy})
    return HttpResponse(content, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """400."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """403."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """404."""
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(request, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """403 of a form whose token does not fit the session."""
    return page(request, 403, FORM_EXPIRED)


def error_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an error of ours, or a store that is away, becomes its page."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            logger.warning("store away; a page could not be made")
            return page(request, 503)
        return page(request, exception.status) if isinstance(exception, ArashaError) else None

    respond.process_exception = process_exception  # type: ignore[attr-defined]
    return respond
