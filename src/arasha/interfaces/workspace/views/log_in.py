"""Log-in: name and password, then a one-time code (TOTP, RFC 6238); log-out."""

from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_otp import login as remember_device
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.interfaces.workspace import throttle, words
from arasha.interfaces.workspace.typed import typed
from arasha.kernel import clock
from arasha.kernel.access.models import Person
from arasha.kernel.access.roles import Role
from arasha.kernel.settings import current

logger = structlog.get_logger()

WAITING, WANTED = "waits_for_code", "wanted_page"
CODE_WITHIN_S = 300
LONGEST_ADDRESS = 1_000


def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    context = {
        "error": "",
        "username": "",
        "ended": "ended" in request.GET,
        "newcomers": _newcomers(),
        "wanted": _wanted(request),
    }
    if request.method == "POST":
        username = typed(request.POST, "username", 60)
        error = _refusal(request, username)
        if not error:
            return redirect("workspace:code")
        context |= {"error": error, "username": username}
    status = 422 if context["error"] else 200
    return render(request, "workspace/log_in.html", context, status=status)


def _refusal(request: HttpRequest, username: str) -> str:
    """Why a name and password do not open the door; empty when they do."""
    if seconds := throttle.wait_s(request, username):
        return _wait(seconds)
    person = authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(person, Person):
        throttle.failed(request, username)
        logger.warning("log-in failed", step="password")
        return _("The name or the password is not right.")
    throttle.succeeded(request, username)
    request.session.flush()
    request.session.set_expiry(CODE_WITHIN_S)
    request.session[WAITING], request.session[WANTED] = person.pk, _wanted(request)
    return ""


def code(request: HttpRequest) -> HttpResponse:
    """The one-time code."""
    person = waiting(request)
    if person is None:
        return redirect("workspace:log-in")
    device = TOTPDevice.objects.filter(user=person, confirmed=True).first()
    if device is None:
        return redirect("workspace:enrol")
    error = ""
    if request.method == "POST":
        error = wrong_code(device, request.POST.get("code", ""))
        if not error:
            return enter(request, person, device)
    context = {"error": error, "current_code": current_code(device) if current().demonstration else ""}
    return render(request, "workspace/code.html", context, status=422 if error else 200)


def waiting(request: HttpRequest) -> Person | None:
    """Who has given a good password and owes the code."""
    waits = request.session.get(WAITING)
    return None if waits is None else Person.objects.filter(pk=waits, is_active=True).first()


def wrong_code(device: Any, given: str) -> str:
    """Why a code is not taken; empty when it is."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        now = clock.machine_now()
        left = (why.get("locked_until", now) - now) if why else timedelta(seconds=1)
        return _wait(max(1, round(left.total_seconds())))
    if device.verify_token("".join(given.split())):
        return ""
    logger.warning("log-in failed", step="code")
    return _("This code is not right, or it was used already. Wait for the next one.")


def enter(request: HttpRequest, person: Person, device: Any) -> HttpResponse:
    """Begin the session and go where the person wanted to go."""
    wanted = request.session.pop(WANTED, "")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_device(request, device)
    request.session.pop(WAITING, None)
    request.session.set_expiry(clock.machine_now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(wanted) if wanted and ours else redirect("workspace:today")


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("workspace:log-in")


def current_code(device: Any) -> str:
    """The code that an authenticator would show now: a demonstration shows it, because nobody has its devices.

    A code is good once, so for somebody who has just used it this is already the next one.
    """
    generator = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    generator.time = clock.machine_now().timestamp()
    late = max(0, device.last_t + 1 - generator.t())
    generator.time = generator.time + late * device.step
    return f"{generator.token():0{device.digits}}"


def _wanted(request: HttpRequest) -> str:
    """Where the person wanted to go; it travels in the form, so that strangers leave nothing in the store."""
    return typed(request.POST, "next", LONGEST_ADDRESS) or typed(request.GET, "next", LONGEST_ADDRESS)


def _newcomers() -> list[dict[str, str]]:
    """The people of a demonstration, so that a newcomer gets in within seconds; nobody otherwise."""
    if not current().demonstration:
        return []
    people = Person.objects.filter(is_active=True).order_by("id")
    return [
        {
            "username": person.username,
            "name": person.name,
            "role": str(words.ROLES[Role(person.role)]),
            "password": settings.DEMONSTRATION_PASSWORD,
        }
        for person in people
    ]


def _wait(seconds: int) -> str:
    return ngettext(
        "Too many attempts. Wait %(count)d second.", "Too many attempts. Wait %(count)d seconds.", seconds
    ) % {"count": seconds}
