"""Language and theme: kept in cookies, changed by a form, so that they work before log-in and without JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_POST

from arasha.interfaces.ui import words
from arasha.interfaces.ui.context import THEME_COOKIE

YEAR_S = 365 * 24 * 3600


def front_door(request: HttpRequest) -> HttpResponse:
    """`/`: to the pages in the language chosen before, else in the one the browser asks for, else in Kazakh."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The same page in another language."""
    language = request.POST.get("language", "")
    if language not in words.LANGUAGES:
        return HttpResponseRedirect(_back(request))
    response = HttpResponseRedirect(translate_url(_back(request), language))
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """The same page, light or dark."""
    response = HttpResponseRedirect(_back(request))
    theme = request.POST.get("theme", "")
    if theme in words.THEMES:
        _remember(response, THEME_COOKIE, theme)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR_S, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
