"""What every page for citizens has in common: no script at all, nothing kept by the browser, nothing personal in it."""

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


def page(view: View[P]) -> View[P]:
    """A view whose page runs no script."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = STRICTER
        return response

    return shown


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page made of its template."""
    return render(request, template, {"public_sheets": SHEETS, "hotline": current().hotline, **context}, status=status)
