"""A gateway that misbehaves as it is told to: a real HTTP server, in a thread of its own."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import msgspec

SLOW_S = 0.4
DRIP_S = 0.1

Behaviour = Callable[["Handler"], None]


class Asked(msgspec.Struct):
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class MisbehavingGateway:
    """Does what `script` says, one behaviour a request; the last one for good."""

    script: list[Behaviour] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.gateway = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def does(self, *script: Behaviour) -> None:
        self.script[:] = script

    def next(self) -> Behaviour:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    gateway: MisbehavingGateway


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request_of_any_method(self) -> None:
        gateway: MisbehavingGateway = self.server.gateway  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = Asked(self.command, self.path, headers, body)
        gateway.asked.append(self.asked)
        gateway.next()(self)

    do_GET = do_POST = handle_request_of_any_method  # noqa: N815 - the names are the library's

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def says(message: Any, status: int = 200, **headers: str) -> Behaviour:
    """Answer with a message."""
    return lambda handler: handler.answer(status, msgspec.json.encode(message), **headers)


def says_bytes(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answer with bytes that may be anything."""
    return lambda handler: handler.answer(status, body, **headers)


def problem(status: int, code: str, place: str | None = None, **headers: str) -> Behaviour:
    """Refuse as RFC 9457 says."""
    whole = {"type": f"https://arasha.invalid/problems/{code}", "title": code, "status": status, "detail": "mend it"}
    return says(whole | ({"field": place} if place else {}), status, **headers)


def resets(handler: Handler) -> None:
    """Tear the connection down without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def hangs_up_half_way(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"id":')
    handler.close_connection = True


def slow(then: Behaviour) -> Behaviour:
    """Think for a while first."""

    def behave(handler: Handler) -> None:
        time.sleep(SLOW_S)
        try_to(lambda: then(handler))

    return behave


def drips(handler: Handler) -> None:
    """Send something every now and then, and never come to an end."""

    def drip() -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(DRIP_S)

    try_to(drip)


def try_to(write: Callable[[], None]) -> None:
    """Write to somebody who may have gone."""
    with suppress(OSError):
        write()
