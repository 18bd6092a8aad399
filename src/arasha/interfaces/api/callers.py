"""Who asks: the institution behind a key, what the key may do, and how much of it a second."""

import threading

from arasha.kernel import clock
from arasha.kernel.access import keys, queries
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import Forbidden, RateLimited, Unauthenticated

BEARER = "Bearer "
BURST_S = 2.0  # an allowance may be saved up for so long


def authenticate(authorization: str | None, scope: Scope) -> Caller:
    """The institution behind an Authorization header; `Unauthenticated`, or `Forbidden` without the scope."""
    if authorization is None or not authorization.startswith(BEARER):
        raise Unauthenticated("send your key as Authorization: Bearer <key>")
    caller = queries.caller(keys.digest(authorization[len(BEARER) :].encode()))
    if caller is None:
        raise Unauthenticated
    if scope not in caller.scopes:
        raise Forbidden(f"this key lacks the scope {scope}")
    return caller


class Allowances:
    """What each key has left of its requests, in this process."""

    def __init__(self, per_second: int) -> None:
        self._per_second, self._full = per_second, per_second * BURST_S
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def spend(self, caller: Caller) -> None:
        """Take a request from the caller's allowance; `RateLimited` when it is used up."""
        now = clock.monotonic()
        with self._lock:
            left, since = self._left.get(caller.key_id, (self._full, now))
            left = min(self._full, left + (now - since) * self._per_second) - 1
            if left >= 0:
                self._left[caller.key_id] = (left, now)
        if left < 0:
            raise RateLimited(retry_after_s=max(1, round(-left / self._per_second)))
