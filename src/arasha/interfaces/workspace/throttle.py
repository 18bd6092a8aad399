"""Slowing down whoever guesses passwords: after a few failures each further attempt waits twice as long.

Counted per name and address of the network in the memory of the one web process; the one-time code behind the password
has a counter of its own in the store (django-otp), so a restart does not open the door.
"""

import hashlib
from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest

from arasha.kernel import clock

FREE = 5
LONGEST_S = 900


class Attempts(NamedTuple):
    """How often it failed, and from when on it may be tried again (monotonic seconds)."""

    failures: int = 0
    free_at: float = 0.0


def wait_s(request: HttpRequest, username: str) -> int:
    """Seconds until the next attempt is heard; 0 when it may come now."""
    return max(0, round(_attempts(_key(request, username)).free_at - clock.monotonic()))


def failed(request: HttpRequest, username: str) -> None:
    """Count a failure."""
    key = _key(request, username)
    failures = _attempts(key).failures + 1
    pause = min(2 ** (failures - FREE), LONGEST_S) if failures >= FREE else 0
    cache.set(key, Attempts(failures, clock.monotonic() + pause), timeout=2 * LONGEST_S)


def succeeded(request: HttpRequest, username: str) -> None:
    """Forget the failures."""
    cache.delete(_key(request, username))


def _attempts(key: str) -> Attempts:
    found = cache.get(key)
    return found if isinstance(found, Attempts) else Attempts()


def _key(request: HttpRequest, username: str) -> str:
    who = f"{username.casefold()}\0{request.META.get('REMOTE_ADDR', '')}"
    return f"log-in:{hashlib.sha256(who.encode()).hexdigest()}"
