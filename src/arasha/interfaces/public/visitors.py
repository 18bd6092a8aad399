"""Who asks, as far as the network says, and how often he may: no log-in, no puzzle, a bound for machines.

Many people share one address of a mobile operator, so the bounds are wide; they stop programs, not a family. Counted in
the store, so that all processes of the web count together; an address is kept as a keyed digest, for a day.
"""

import ipaddress
from enum import StrEnum

from django.http import HttpRequest

from arasha.kernel.allowances.actions import Bound, spend
from arasha.kernel.settings import current

HOUR_S = 3600.0
NETWORK_BITS = 64  # of an IPv6 address: what one line is given


class Deed(StrEnum):
    """What is counted."""

    BEGIN = "begin"
    SEND = "send"
    LOOK = "look"
    UPLOAD = "upload"
    CHECK = "check"
    SIGN = "sign"


# How many of each an address may do at once, and within an hour.
MOST = {Deed.BEGIN: 60, Deed.SEND: 40, Deed.LOOK: 60, Deed.UPLOAD: 40, Deed.CHECK: 200, Deed.SIGN: 60}


def count(request: HttpRequest, deed: Deed) -> None:
    """Count a deed of whoever asks; `RateLimited` when it is too much."""
    spend(f"public {deed}", network_of(address_of(request)), Bound(MOST[deed], MOST[deed] / HOUR_S))


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
