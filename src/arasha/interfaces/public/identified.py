"""Who is at the page: a person whom the national signature or the national log-in has named; for a quarter of an hour.

What was shown is kept as a sealed cookie: the centre keeps nothing, the browser reads nothing out of it. A log-in is
enough to look and to refuse credit; what takes protection away needs more (`signing`).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from arasha.interfaces.public.signing import Challenge, Signed, challenge_for, confirmed
from arasha.kernel import clock
from arasha.kernel.errors import Forbidden
from arasha.kernel.identifiers import IIN, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.seal import BrokenSeal, seal
from arasha.kernel.settings import current
from arasha.kernel.tokens import Tokens

COOKIE = "arasha_person"
ABOUT = b"public:person"
LIVES = timedelta(minutes=15)

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponse)


class Strength(StrEnum):
    """By what a person was named."""

    SIGNATURE = "signature"
    OIDC = "oidc"
    STAND_IN = "stand_in"  # of a demonstration: nobody was asked for anything


class Identified(msgspec.Struct, frozen=True, array_like=True):
    """A person at the page; `iin` is canonical, `at` and `until` are µs."""

    iin: str
    name: str
    strength: Strength
    at: int
    until: int

    @property
    def since(self) -> datetime:
        """When the person was named."""
        return clock.from_us(self.at)

    @property
    def person(self) -> bytes:
        """The token under which everything of the person stands (16 bytes)."""
        return Tokens(keyring().key(Purpose.TOKEN)).token(token_input(IIN.parse(self.iin)))

    @property
    def mask(self) -> str:
        """The IIN as it may be shown."""
        return IIN.parse(self.iin).mask


def named(iin: str, name: str, strength: Strength) -> Identified:
    """Somebody who was named just now."""
    now = clock.now()
    return Identified(IIN.parse(iin).canonical, name, strength, clock.to_us(now), clock.to_us(now + LIVES))


def grant(response: R, found: Identified) -> R:
    """Let the browser that gets this answer be that person's."""
    box = seal().close(msgspec.json.encode(found), about=ABOUT).hex()
    response.set_cookie(COOKIE, box, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def who(request: HttpRequest) -> Identified | None:
    """Who is at the page; None when nobody has been named, or not lately."""
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        found = msgspec.json.decode(seal().open(box, about=ABOUT), type=Identified)
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        return None
    if found.strength is Strength.STAND_IN and not current().demonstration:
        return None
    return found if found.until > clock.now_us() else None


def leave(response: R) -> R:
    """Nobody is at the page any more."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def sign_in_address(back: str) -> str:
    """Where somebody who is nobody yet is sent, and from where he comes back."""
    return f"{reverse('public:sign-in')}?{urlencode({'next': back})}"


def safe(back: str) -> str:
    """A way back that stays with us; the front page in place of any other."""
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else reverse("public:front")


def required(
    view: Callable[Concatenate[HttpRequest, Identified, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for somebody who has been named; others are asked who they are first."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = who(request)
        if found is None:
            return HttpResponseRedirect(sign_in_address(request.path))
        return view(request, found, *args, **kwargs)

    return shown


def challenge(request: HttpRequest, text: str) -> Challenge:
    """The text of one act for the person at the page to sign; goes into the page as `challenge`."""
    found = who(request)
    return challenge_for(request, text, stand_in=found is not None and found.strength is Strength.STAND_IN)


def signed_request(request: HttpRequest, text: str) -> Signed:
    """That the person at the page has signed this very text, just shown to him; `WrongSignature` when not.

    It must be his own key, one for signing acts. In a demonstration the stand-in confirms by a tick.
    """
    found = who(request)
    if found is None:
        raise Forbidden
    return confirmed(request, text, iin=found.iin, stand_in=found.strength is Strength.STAND_IN)
