"""The form between two pages: the browser holds a secret, the centre the sealed answers, for an hour."""

from typing import Any, TypeVar

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.queries import Form

COOKIE = "arasha_report"
LONGEST_SECRET = 100

R = TypeVar("R", bound=HttpResponse)


def begun(response: R) -> R:
    """Begin a form for the browser that gets this answer."""
    response.set_cookie(
        COOKIE, actions.begin_draft(), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


def secret_of(request: HttpRequest) -> str:
    """The secret that a browser holds; empty when it holds none."""
    return request.COOKIES.get(COOKIE, "")[:LONGEST_SECRET]


def of(request: HttpRequest) -> Form | None:
    """The form of a browser; None when it has none, or it has gone away."""
    secret = secret_of(request)
    return queries.draft(secret) if secret else None


def keep(request: HttpRequest, form: Form, answers: dict[str, Any]) -> Form:
    """Keep a form with new answers."""
    changed = msgspec.structs.replace(form, answers=answers)
    actions.keep_draft(secret_of(request), changed)
    return changed


def ended(request: HttpRequest, response: R) -> R:
    """Forget a form, here and in the browser."""
    actions.end_draft(secret_of(request))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
