"""HTTP/1.1 connections, on the event loop itself: llhttp parses (httptools), uvloop carries.

A general server hands every request over to the loop from another thread, or as a task with its own futures; measured
here, that costs two to three times as much as all the rest of an answer (docs/decisions/0008). What is needed instead
is little: one request at a time on a connection, bounded heads, bodies, connections and patience.
"""

import asyncio
from collections import deque
from functools import partial
from typing import cast
from urllib.parse import unquote

import httptools

from arasha.interfaces.gateway.http import Application, Request, Response, problem
from arasha.kernel.errors import Malformed, TooLarge, Unavailable, UnsupportedMedia

READ = frozenset({b"authorization", b"content-type", b"arasha-deadline-ms", b"expect", b"content-length"})
LARGEST_HEAD = 16_384
MOST_HEADERS = 64
MOST_PIPELINED = 16
LOOK_EVERY_S = 1.0

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Listener:
    """All connections of a gateway: how many there may be, and how long they may be idle."""

    def __init__(
        self,
        application: Application,
        *,
        connections: int,
        body_bytes: int,
        idle_s: float,
        read: frozenset[bytes] = READ,
    ) -> None:
        self.application, self.largest_body, self.read = application, body_bytes, read
        self.open: set[Connection] = set()
        self._most, self._idle_s = connections, idle_s
        self._server: asyncio.Server | None = None
        self._looking: asyncio.TimerHandle | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(partial(Connection, self), host, port, backlog=1024, reuse_address=True)
        self._look(loop)

    async def stop(self) -> None:
        """Take no more connections, let answers that are under way go out, close."""
        if self._server is not None:
            self._server.close()
        if self._looking is not None:
            self._looking.cancel()
        for connection in list(self.open):
            connection.leave()
        for _ in range(100):
            if not self.open:
                return
            await asyncio.sleep(0.05)

    @property
    def full(self) -> bool:
        """Are there as many connections as there may be?"""
        return len(self.open) >= self._most

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Close the connections that have been silent for too long, whether between requests or within one."""
        since = loop.time() - self._idle_s
        for connection in [one for one in self.open if one.heard_at < since and not one.answering]:
            connection.close()
        self._looking = loop.call_later(LOOK_EVERY_S, self._look, loop)


class Connection(asyncio.Protocol):
    """One connection. Requests are answered one after the other; what is pipelined behind them waits."""

    def __init__(self, listener: Listener) -> None:
        self._listener, self._read = listener, listener.read
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._waiting: deque[tuple[Request, bool]] = deque()
        self._clear()
        self.answering = False
        self.heard_at = self._loop.time()
        self._leaving = self._broken = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep it, or say that there are too many and hang up."""
        self._transport = cast("asyncio.Transport", transport)
        if self._listener.full:
            self._refuse(problem(Unavailable("too many connections; use fewer and keep them open", retry_after_s=1)))
            return
        self._listener.open.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        """Forget it; an answer that comes now goes nowhere, and its verdict is there for the next question."""
        self._transport = None
        self._listener.open.discard(self)

    def data_received(self, data: bytes) -> None:
        """Parse what has come."""
        self.heard_at = self._loop.time()
        if self._broken:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError as error:
            cause = error.__context__
            self._refuse(problem(cause if isinstance(cause, TooLarge | UnsupportedMedia | Malformed) else Malformed()))
        except httptools.HttpParserError:
            self._refuse(problem(Malformed("this is not a request in HTTP/1.1")))
        if len(self._waiting) > MOST_PIPELINED and self._transport is not None:
            self._transport.pause_reading()

    # What llhttp tells while it parses.

    def on_url(self, url: bytes) -> None:
        """A part of the request's target."""
        self._url += url
        self._count_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        self._count_head(len(name) + len(value))
        self._header_count += 1
        if self._header_count > MOST_HEADERS:
            raise TooLarge(f"a request has at most {MOST_HEADERS} headers")
        name = name.lower()
        if name in self._read:
            self._headers[name] = value

    def on_headers_complete(self) -> None:
        """The head is whole: refuse a body that would be too large, or is not JSON, before it comes."""
        kind = self._headers.get(b"content-type")
        if kind is not None and not kind.lower().startswith(b"application/json"):
            raise UnsupportedMedia
        length = self._headers.get(b"content-length", b"0")
        if int(length) > self._listener.largest_body:
            raise self._too_large()
        if self._headers.get(b"expect", b"").lower() == b"100-continue" and self._transport is not None:
            self._transport.write(CONTINUE)

    def on_body(self, part: bytes) -> None:
        """A part of the body."""
        self._body_bytes += len(part)
        if self._body_bytes > self._listener.largest_body:
            raise self._too_large()
        self._body.append(part)

    def on_message_complete(self) -> None:
        """The request is whole: hand it over, or let it wait behind the one that is being answered."""
        path, _, query = self._url.decode("ascii", "replace").partition("?")
        body = self._body[0] if len(self._body) == 1 else b"".join(self._body)
        request = Request(self._parser.get_method().decode(), path, self._headers, body, query)
        self._waiting.append((request, self._parser.should_keep_alive()))
        self._clear()
        if not self.answering:
            self._next()

    def _next(self) -> None:
        request, keep = self._waiting.popleft()
        self.answering = True
        self._listener.application(request, partial(self._reply, keep))

    def _reply(self, keep: bool, response: Response) -> None:
        """Send an answer, and go on with what waits behind it."""
        self.answering = False
        transport = self._transport
        if transport is None:
            return
        close = self._leaving or self._broken or not keep
        transport.write(response.encode(close=close))
        if close:
            transport.close()
        elif self._waiting:
            self._next()
        else:
            transport.resume_reading()

    def leave(self) -> None:
        """Close as soon as the present answer is out."""
        self._leaving = True
        if not self.answering:
            self.close()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def _refuse(self, response: Response) -> None:
        """Answer what cannot be parsed, and hang up: nobody knows where the next request would begin."""
        self._broken = True
        if self._transport is not None and not self.answering:
            self._transport.write(response.encode(close=True))
            self._transport.close()

    def _clear(self) -> None:
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._body: list[bytes] = []
        self._head_bytes = self._header_count = self._body_bytes = 0

    def _count_head(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > LARGEST_HEAD:
            raise TooLarge(f"the head of a request has at most {LARGEST_HEAD} bytes")

    def _too_large(self) -> TooLarge:
        return TooLarge(f"a body has at most {self._listener.largest_body} bytes; send fewer payments in a request")


def parts_of(path: str, prefix: str) -> list[str]:
    """The decoded parts of a path behind its prefix."""
    return [unquote(part) for part in path.removeprefix(prefix).split("/")]
