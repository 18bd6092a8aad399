"""Requests and responses of the gateway, and the headers that mean something here."""

from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs

import msgspec

from arasha.interfaces.gateway.problems import MEDIA_TYPE, problem_of, retry_after
from arasha.kernel.errors import ArashaError, Malformed, MethodNotAllowed

JSON = b"application/json"
FIXED = b"cache-control: no-store\r\nx-content-type-options: nosniff\r\n"


class Request(NamedTuple):
    """A whole request; `headers` holds only those that the gateway reads, by their lower-case names."""

    method: str
    path: str
    headers: dict[bytes, bytes]
    body: bytes
    query: str = ""


class Response(NamedTuple):
    """An answer: status, body, media type, further headers."""

    status: int
    body: bytes
    media_type: bytes = JSON
    headers: bytes = b""

    def encode(self, *, close: bool) -> bytes:
        """The bytes on the wire."""
        ending = b"connection: close\r\n\r\n" if close else b"\r\n"
        length = b"\r\ncontent-length: %d\r\n" % len(self.body)
        return b"".join(
            (
                STATUS_LINES[self.status],
                b"content-type: ",
                self.media_type,
                length,
                FIXED,
                self.headers,
                ending,
                self.body,
            )
        )


Reply = Callable[[Response], None]
Application = Callable[[Request, Reply], None]

STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


def problem(error: ArashaError) -> Response:
    """An error as a response (RFC 9457)."""
    headers = b""
    if seconds := retry_after(error):
        headers += b"retry-after: %d\r\n" % seconds
    if isinstance(error, MethodNotAllowed):
        headers += b"allow: %b\r\n" % ", ".join(error.allowed).encode()
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers += b"www-authenticate: Bearer\r\n"
    return Response(error.status, msgspec.json.encode(problem_of(error)), MEDIA_TYPE.encode(), headers)


def whole_number(request: Request, name: str, otherwise: int, allowed: range) -> int:
    """A parameter of the address that is a whole number; `Malformed` when it is something else or not allowed."""
    given = parse_qs(request.query, keep_blank_values=True).get(name, [str(otherwise)])
    text = given[0] if len(given) == 1 else ""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) in allowed):
        raise Malformed(f"{name} is one whole number from {allowed.start} to {allowed.stop - 1}", field=name)
    return int(text)


def deadline_of(request: Request) -> int | None:
    """The milliseconds within which the caller wants its answer, from the header Arasha-Deadline-Ms."""
    text = request.headers.get(b"arasha-deadline-ms")
    if text is None:
        return None
    if not (text.isdigit() and 1 <= int(text[:7]) <= 60_000):
        raise Malformed(
            "Arasha-Deadline-Ms is a whole number of milliseconds from 1 to 60000", field="Arasha-Deadline-Ms"
        )
    return int(text)
