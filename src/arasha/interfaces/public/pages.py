"""What pages for citizens have in common: no script (signing apart), nothing kept by the browser, nothing personal."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arasha.interfaces.ui.security import POLICY
from arasha.kernel.settings import current

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

SHEETS = ("ui/fonts.css", "ui/tokens.css", "ui/base.css", "ui/components.css", "ui/shell.css", "public/public.css")

# Citizens' pages work without scripts, so none may run on them.
STRICTER = POLICY.replace("script-src 'self'", "script-src 'none'").replace("connect-src 'self'", "connect-src 'none'")

# Where people sign, our own script asks the signing program of the national authority, NCALayer, on their machine.
SIGNING = POLICY.replace("connect-src 'self'", "connect-src 'self' wss://127.0.0.1:13579")


def page(view: View[P]) -> View[P]:
    """A view whose page runs no script."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = STRICTER
        return response

    return shown


def signing_page(view: View[P]) -> View[P]:
    """A view on whose page somebody signs."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = SIGNING
        return response

    return shown


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page made of its template."""
    return render(request, template, {"public_sheets": SHEETS, "hotline": current().hotline, **context}, status=status)
