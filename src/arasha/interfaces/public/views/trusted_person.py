"""Somebody trusts me: the trusted person's own page, opened by the code that he was given, and by nothing else."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import trusted
from arasha.domains.credit.actions.acting import TRUSTED
from arasha.domains.credit.queries.refusals import Standing, of_trusted
from arasha.interfaces.public import typed
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.seal import BrokenSeal, seal

COOKIE = "arasha_trusted"
ABOUT = b"public:trusted-person"
LIVES = timedelta(minutes=15)
LONGEST = 40

ACTS: dict[str, Callable[[str, By], None]] = {
    "accept": trusted.accept,
    "decline": trusted.decline,
    "agree": trusted.agree,
    "object": trusted.object_,
    "stay": trusted.stay,
}


@page
def show(request: HttpRequest) -> HttpResponse:
    """GET asks for the code, or shows what is asked; POST opens it."""
    if request.method == "POST":
        return _opened(request)
    code = _held(request)
    standing = _standing(code)
    if standing is None:
        return shown(request, "public/trusted.html", {"values": {}, "errors": {}})
    context = {"standing": standing, "done": _done(request.GET.get("done", ""), standing)}
    return shown(request, "public/trusted_asked.html", context)


@require_POST
@page
def decide(request: HttpRequest) -> HttpResponse:
    """Say yes or no; what is not to be decided any more is shown as it stands."""
    count(request, Deed.SEND)
    deed, code = request.POST.get("deed", ""), _held(request)
    back = reverse("public:trusted")
    if deed not in ACTS or _standing(code) is None:
        return HttpResponseRedirect(back)
    try:
        ACTS[deed](code, TRUSTED)
    except Conflict:
        return HttpResponseRedirect(back)
    return HttpResponseRedirect(f"{back}?done={deed}") if deed != "decline" else _left(back)


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Close what is open."""
    return _left(reverse("public:trusted"))


def _done(deed: str, standing: Standing) -> str:
    """What was just done, unless something else has happened since."""
    lifting = standing.lifting
    holds = {
        "accept": lifting is None,
        "agree": lifting is not None and (lifting.agreed or lifting.cooling_until is not None),
        "object": lifting is None,
        "stay": standing.release_at is None,
    }
    return deed if holds.get(deed) else ""


def _left(back: str) -> HttpResponse:
    response = HttpResponseRedirect(back)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _opened(request: HttpRequest) -> HttpResponse:
    count(request, Deed.LOOK)
    code = typed.text(request.POST, "code", LONGEST)
    if not code or _standing(code) is None:
        said = _("Nobody is asked under this code. Check it for slips.") if code else _("Write the code.")
        return shown(request, "public/trusted.html", {"values": {}, "errors": {"code": said}}, status=422)
    response = HttpResponseRedirect(reverse("public:trusted"))
    until = clock.to_us(clock.now() + LIVES)
    box = seal().close(msgspec.json.encode([code, until]), about=ABOUT).hex()
    response.set_cookie(COOKIE, box, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def _held(request: HttpRequest) -> str:
    """The code that this browser has shown; empty without one that is good."""
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        code, until = msgspec.json.decode(seal().open(box, about=ABOUT), type=tuple[str, int])
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        return ""
    return code if until > clock.now_us() else ""


def _standing(code: str) -> Standing | None:
    try:
        return of_trusted(code) if code else None
    except NotFound:
        return None
