"""One attempt to bring a message to a receiver: resolved once, connected to what was resolved, bounded in all ways."""

import asyncio
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cached_property
from importlib.util import find_spec

import httpcore

from arasha import __version__
from arasha.kernel import clock
from arasha.kernel.deliveries import addresses, signing
from arasha.kernel.deliveries.addresses import NotAllowed, Place
from arasha.kernel.deliveries.patience import Attempt, Result, of_status
from arasha.kernel.errors import Malformed

# httpcore looks for it before every request, in every folder of the path, which costs more than the request does.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

CONNECT_S = 5.0
KEPT_S = 5.0  # so long an idle connection is kept
RETRY = b"retry-after"
FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
LONGEST_ANSWER = 65_536


class Way:
    """An open way to one receiver."""

    def __init__(self, pool: httpcore.AsyncConnectionPool, place: Place, address: str, bound_s: float) -> None:
        self._pool, self._place, self._bound_s = pool, place, bound_s
        literal = f"[{address}]" if ":" in address else address
        self._url = f"{place.scheme}://{literal}:{place.port}{place.target}"
        bounds = {"connect": CONNECT_S, "read": bound_s, "write": bound_s, "pool": bound_s}
        self._extensions = {"sni_hostname": place.host, "timeout": bounds}

    async def bring(self, name: str, body: bytes, secrets: Sequence[bytes]) -> Attempt:
        """Attempt one message; never raises for what the receiver does."""
        headers = signing.headers(secrets, name, clock.now_us() // clock.SECOND, body) | {
            "content-length": str(len(body)),
            "content-type": "application/json",
            "host": _host(self._place),
            "user-agent": f"arasha/{__version__}",
        }
        try:
            async with asyncio.timeout(self._bound_s):
                return await self._send(headers, body)
        except TimeoutError:
            return Attempt(Result.UNREACHABLE, "timeout")
        except (*FAILURES, ssl.SSLError, OSError) as error:
            return Attempt(Result.UNREACHABLE, "tls" if "CERTIFICATE" in str(error) else "connection")

    async def _send(self, headers: dict[str, str], body: bytes) -> Attempt:
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        request = self._pool.stream("POST", self._url, headers=sent, content=body, extensions=self._extensions)
        async with request as response:
            read = 0
            async for part in response.aiter_stream():  # so that the connection can be used again
                read += len(part)
                if read > LONGEST_ANSWER:
                    break
            later = next((value.decode("latin-1") for name, value in response.headers if name.lower() == RETRY), None)
            return of_status(response.status, later)


class NoWay:
    """There is no way to a receiver; every attempt says why."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    async def bring(self, _name: str, _body: bytes, _secrets: Sequence[bytes]) -> Attempt:
        """The attempt fails at once."""
        return Attempt(Result.UNREACHABLE, self._reason)


class Postman:
    """Opens ways to receivers; `bound_s` is how long an attempt may take, `private` allows the local network."""

    def __init__(self, *, private: bool, bound_s: float) -> None:
        self._private, self._bound_s = private, bound_s

    @asynccontextmanager
    async def way_to(self, url: str) -> AsyncIterator[Way | NoWay]:
        """A way to a receiver, for some messages one after the other."""
        try:
            place = addresses.read(url, private=self._private)
            address = await self._resolve(place)
        except (NotAllowed, Malformed):
            yield NoWay("address")
            return
        except (OSError, TimeoutError, UnicodeError):
            yield NoWay("name")
            return
        # httpcore alone, without httpx around it, knows no proxy of the environment and follows no redirect: a request
        # goes where it was checked to go, and nowhere else. It costs half as much, too.
        async with httpcore.AsyncConnectionPool(ssl_context=self._trust, keepalive_expiry=KEPT_S) as pool:
            yield Way(pool, place, address, self._bound_s)

    async def _resolve(self, place: Place) -> str:
        async with asyncio.timeout(CONNECT_S):
            found = await asyncio.get_running_loop().getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        return addresses.choose(addresses.results(found), place, private=self._private)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """The machine's certificates; read once, because it takes a while."""
        return ssl.create_default_context()


def _host(place: Place) -> str:
    """What the receiver is asked as."""
    name = f"[{place.host}]" if ":" in place.host else place.host
    usual = 443 if place.scheme == "https" else 80
    return name if place.port == usual else f"{name}:{place.port}"
