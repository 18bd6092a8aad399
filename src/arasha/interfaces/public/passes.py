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
    """What is open, until when (µs), and the code that opened it, where an act asks for it again."""

    letter: Letter
    number: int
    until: int
    code: str = ""


def grant(response: R, letter: Letter, number: int, code: str = "") -> R:
    """Let the browser that gets this answer see a thing."""
    given = Pass(letter, number, clock.to_us(clock.now() + LIVES), code)
    response.set_cookie(
        COOKIE,
        seal().close(msgspec.json.encode(given), about=ABOUT).hex(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def held(request: HttpRequest, *letters: Letter) -> Pass | None:
    """The pass that this browser holds for a thing of one of these kinds; None without one that is good."""
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        given = msgspec.json.decode(seal().open(box, about=ABOUT), type=Pass)
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        return None
    return given if given.letter in letters and given.until > clock.now_us() else None


def take_back(response: R) -> R:
    """Close what is open."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
