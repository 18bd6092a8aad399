"""Who asks, as far as the network says, and how often he may: no log-in, no puzzle, a bound for machines.

Many people share one address of a mobile operator, so the bounds are wide; they stop programs, not a family. Counted in
the memory of the one web process: a restart forgets, which harms nobody.
"""

import hashlib
import ipaddress
import threading
from collections import OrderedDict
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpRequest

from arasha.kernel import clock
from arasha.kernel.errors import RateLimited
from arasha.kernel.settings import current

HOUR_S = 3600.0
MOST_KNOWN = 100_000
NETWORK_BITS = 64  # of an IPv6 address: what one line is given


class Deed(StrEnum):
    """What is counted."""

    BEGIN = "begin"
    SEND = "send"
    LOOK = "look"
    UPLOAD = "upload"
    CHECK = "check"


# How many of each an address may do at once, and within an hour.
MOST = {Deed.BEGIN: 60, Deed.SEND: 40, Deed.LOOK: 60, Deed.UPLOAD: 40, Deed.CHECK: 200}


class _Bucket(NamedTuple):
    """What is left, and when it was so (monotonic seconds)."""

    left: float
    at: float


class Allowance:
    """Buckets that fill up evenly: one for each deed of each address, the least used forgotten first."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._buckets: OrderedDict[tuple[Deed, bytes], _Bucket] = OrderedDict()
        self._lock = threading.Lock()
        self._most = most

    def spend(self, deed: Deed, who: str, now: float) -> None:
        """Count one deed; `RateLimited` when an address has used up what it may."""
        key = (deed, hashlib.sha256(who.encode()).digest())
        with self._lock:
            bucket = self._buckets.pop(key, _Bucket(MOST[deed], now))
            left = min(MOST[deed], bucket.left + (now - bucket.at) * MOST[deed] / HOUR_S)
            self._buckets[key] = _Bucket(left - 1 if left >= 1 else left, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        if left < 1:
            raise RateLimited(retry_after_s=1 + int((1 - left) * HOUR_S / max(1, MOST[deed])))


_allowance = Allowance()


def count(request: HttpRequest, deed: Deed) -> None:
    """Count a deed of whoever asks; `RateLimited` when it is too much."""
    _allowance.spend(deed, network_of(address_of(request)), clock.monotonic())


def address_of(request: HttpRequest) -> str:
    """The network address that asks: the connection's, or the one that the last trusted proxy was asked from."""
    proxies = current().proxies
    passed: list[str] = [
        word.strip() for word in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if word.strip()
    ]
    if proxies and len(passed) >= proxies:
        return passed[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What is counted as one asker: an IPv4 address, or the network of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, NETWORK_BITS), strict=False))
