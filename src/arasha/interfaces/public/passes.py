"""What somebody has shown reference and code for stays open to his browser for half an hour.

The pass is a sealed cookie: the centre keeps nothing, the browser reads nothing out of it, and no address carries it.
"""

from datetime import timedelta
from typing import TypeVar

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from arasha.kernel import clock
from arasha.kernel.references import Letter
from arasha.kernel.seal import BrokenSeal, seal

COOKIE = "arasha_pass"
ABOUT = b"public:pass"
LIVES = timedelta(minutes=30)

R = TypeVar("R", bound=HttpResponse)


class Pass(msgspec.Struct, frozen=True, array_like=True):
    """What is open, and until when (µs)."""

    letter: Letter
    number: int
    until: int


def grant(response: R, letter: Letter, number: int) -> R:
    """Let the browser that gets this answer see a thing."""
    given = Pass(letter, number, clock.to_us(clock.now() + LIVES))
    response.set_cookie(
        COOKIE,
        seal().close(msgspec.json.encode(given), about=ABOUT).hex(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def opened(request: HttpRequest, letter: Letter) -> int | None:
    """The number of the thing that this browser may see; None without a pass for one of this kind."""
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        held = msgspec.json.decode(seal().open(box, about=ABOUT), type=Pass)
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        return None
    return held.number if held.letter is letter and held.until > clock.now_us() else None


def take_back(response: R) -> R:
    """Close what is open."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
