"""Where messages may be sent: to a public address, over TLS. What an institution types must not reach inside.

Server-side request forgery is what this stands against: the address is resolved once, every result must be allowed, and
the connection goes to exactly that result, so that a name cannot change its meaning in between (OWASP SSRF Prevention).
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from arasha.kernel.errors import ArashaError, Malformed
from arasha.kernel.settings import Settings

LONGEST = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")
LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(ArashaError):
    """The name leads to an address to which nothing may be sent."""

    code, status, title = "address-not-allowed", 422, "Messages may not be sent to this address."


class Place(NamedTuple):
    """The parts of an address that a connection needs."""

    scheme: str
    host: str
    port: int
    target: str


def may_be_private(settings: Settings) -> bool:
    """May messages stay in the local network? In a closed network, on trial, and in a demonstration, yes."""
    return settings.private_webhooks or settings.demonstration


def read(url: str, *, private: bool, field: str = "url") -> Place:
    """The parts of a receiver's address; `Malformed` with the remedy when nothing can be sent there.

    `private` allows the local network, and plain HTTP to this very machine.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise Malformed("this is not an address", field=field) from None
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise Malformed(f"an address has at most {LONGEST} characters, ASCII only and no spaces", field=field)
    if parts.scheme not in {"https", "http"} or not host or parts.username is not None or parts.fragment:
        raise Malformed("give https://host/path, without a name, a password or a #part", field=field)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = Place(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target)
    _check_name(place, private, field)
    return place


def allowed(address: Address, *, private: bool) -> bool:
    """May messages be sent to this address?"""
    address = _inside(address)
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    return private or (address.is_global and not address.is_private and not address.is_reserved)


def choose(found: Iterable[str], place: Place, *, private: bool) -> str:
    """The address to connect to, of all that a name resolves to; `NotAllowed` when any of them is not."""
    addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    if not addresses or not all(allowed(address, private=private) for address in addresses):
        raise NotAllowed
    if place.scheme == "http" and not all(address.is_loopback for address in addresses):
        raise NotAllowed
    return str(addresses[0])


def results(found: Iterable[tuple[object, ...]]) -> list[str]:
    """The addresses of `getaddrinfo`, those of IPv4 first: more networks have it."""
    ordered = sorted(found, key=lambda each: each[0] != socket.AF_INET)
    return [str(each[4][0]) for each in ordered if isinstance(each[4], tuple)]


def _check_name(place: Place, private: bool, field: str) -> None:
    """What the name alone tells: literal addresses, names of this machine."""
    try:
        literal = ipaddress.ip_address(place.host)
    except ValueError:
        local = place.host.endswith(LOCAL_NAMES) or "." not in place.host
        if local and not private:
            raise Malformed("this is a name of the local network; give a public one", field=field) from None
        loopback = place.host == "localhost"
    else:
        if not allowed(literal, private=private):
            raise Malformed("this is an address of the local network; give a public one", field=field)
        loopback = literal.is_loopback
    if place.scheme == "http" and not (private and loopback):
        raise Malformed("messages are sent over https only", field=field)


def _inside(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, if it does: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address
