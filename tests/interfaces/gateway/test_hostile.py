"""Malformed and hostile requests: never a 500, always a word of what is wrong, and the next request is answered."""

import json
import socket
import threading
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cast import payment
from tests.support.door import Door, plain

SCREEN, BATCH = "/v1/payments/screen", "/v1/payments/screen-batch"
DOORS = (SCREEN, BATCH, "/v1/payments/outcome", "/v1/registry/check")

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
paths = st.sampled_from(
    ["/", "/v1", *DOORS, "/v1/payments/X/Y", "/health", "/metrics", "/v1/payments//", "/v1/payments/%ff/%00"]
)


def good(reply: httpx.Response) -> None:
    """Anything but a failure of ours; a refusal explains itself."""
    assert reply.status_code < 500, reply.text
    if reply.status_code >= 400:
        problem = reply.json()
        assert problem["status"] == reply.status_code
        assert problem["detail"]


@given(body=st.binary(max_size=300), path=st.sampled_from(DOORS))
def test_any_bytes_are_refused_in_words(door: Door, body: bytes, path: str) -> None:
    with door.http() as http:
        good(http.post(path, content=body))


@given(value=values, path=st.sampled_from(DOORS))
def test_any_json_is_refused_in_words(door: Door, value: Any, path: str) -> None:
    with door.http() as http:
        good(http.post(path, content=json.dumps(value).encode()))


@given(data=st.data(), value=values)
def test_a_payment_with_one_spoilt_field_is_refused_and_the_field_is_named(
    door: Door, data: st.DataObject, value: Any
) -> None:
    body = plain(payment("H-1"))
    field = data.draw(st.sampled_from([*sorted(body), "debtor.account", "creditor.phone", "session", "unheard-of"]))
    outer, _, inner = field.partition(".")
    if inner:
        body[outer][inner] = value
    else:
        body[outer] = value
    with door.http() as http:
        reply = http.post(SCREEN, content=json.dumps(body).encode())
    good(reply)
    if reply.status_code == 422 and "unknown field" not in reply.text:
        assert reply.json()["field"].startswith(outer.split("-")[0])


@given(method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]), path=paths)
def test_any_method_on_any_address_is_answered(door: Door, method: str, path: str) -> None:
    with door.http() as http:
        reply = http.request(method, path)
    assert reply.status_code < 500


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5_000, '{"id":"' + "x" * 100_000 + '"}', "9" * 5_000, '"\\ud800"', "\x00"]
)
def test_json_that_is_made_to_hurt_is_refused(door: Door, text: str) -> None:
    with door.http() as http:
        good(http.post(SCREEN, content=text.encode("utf-8", "surrogatepass")))


def test_no_error_repeats_what_was_sent(door: Door) -> None:
    secret = "КУПЮРА-900101300123"
    bodies = [plain(payment("H-2")) | {"kind": secret}, plain(payment("H-2")) | {"time": secret}]
    with door.http() as http:
        for body in bodies:
            reply = http.post(SCREEN, json=body)
            assert (reply.status_code, secret in reply.text) == (422, False)


def test_a_body_of_ten_megabytes_is_refused_before_it_is_sent(door: Door) -> None:
    head = request_head(door, 10_000_000) + b"\r\n"
    assert raw(door, head).startswith(b"HTTP/1.1 413 ")


def test_a_body_of_ten_megabytes_in_chunks_is_refused_on_the_way(door: Door) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = request_head(door, None) + b"transfer-encoding: chunked\r\n\r\n"
    assert b"413" in raw(door, head, *[chunk] * 160)[:20]


def test_a_body_that_is_not_json_by_its_own_word_is_refused(door: Door) -> None:
    with door.http() as http:
        reply = http.post(SCREEN, content=b"<xml/>", headers={"content-type": "application/xml"})
    assert reply.status_code == 415


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"422"),
        (b"GET / HTTP/1.1\r\n" + b"x: " + b"y" * 20_000 + b"\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 100 + b"\r\n", b"413"),
        (b"GET /" + b"u" * 20_000 + b" HTTP/1.1\r\n\r\n", b"413"),
        (b"POST /v1/payments/screen HTTP/1.1\r\ncontent-length: -1\r\n\r\n", b"422"),
        (b"POST /v1/payments/screen HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", b"422"),
        (b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nabc", b"422"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"422"),
    ],
)  # fmt: skip
def test_what_is_not_http_is_told_so_and_hung_up_on(door: Door, sent: bytes, status: bytes) -> None:
    assert raw(door, sent)[9:12] == status


def test_a_request_that_drips_in_byte_by_byte_is_answered(door: Door) -> None:
    body = msgspec.json.encode(payment("H-3"))
    whole = request_head(door, len(body)) + b"connection: close\r\n\r\n" + body
    assert raw(door, *[whole[at : at + 7] for at in range(0, len(whole), 7)]).startswith(b"HTTP/1.1 200 ")


def test_pipelined_requests_are_answered_in_their_order(door: Door) -> None:
    asked = [payment(f"H-4-{number}") for number in range(30)]
    bodies = [msgspec.json.encode(one) for one in asked]
    whole = b"".join(request_head(door, len(body)) + b"\r\n" + body for body in bodies[:-1])
    last = request_head(door, len(bodies[-1])) + b"connection: close\r\n\r\n" + bodies[-1]
    answers = raw(door, whole + last)
    places = [answers.index(f'"id":"{one.id}"'.encode()) for one in asked]
    assert places == sorted(places)


def test_many_hang_up_in_the_middle_and_the_gateway_goes_on(door: Door) -> None:
    body = msgspec.json.encode(payment("H-5"))
    whole = request_head(door, len(body)) + b"\r\n" + body

    def hang_up(at: int) -> None:
        with socket.create_connection(door.address) as connection:
            connection.sendall(whole[:at])

    threads = [threading.Thread(target=hang_up, args=(at,)) for at in range(1, len(whole), 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with door.client() as bank:
        assert bank.screen(payment("H-5")).sequence is not None


def request_head(door: Door, length: int | None) -> bytes:
    """The head of a question, its last empty line apart."""
    head = f"POST {SCREEN} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {door.keys['ALDARKZA']}\r\n"
    return (head + ("" if length is None else f"content-length: {length}\r\n")).encode()


def raw(door: Door, *parts: bytes) -> bytes:
    """What comes back until the gateway hangs up."""
    with socket.create_connection(door.address, timeout=20) as connection:
        try:
            for part in parts:
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass
        got = b""
        try:
            while piece := connection.recv(65536):
                got += piece
                if b"connection: close" in got and got.endswith(b"}"):
                    break
        except ConnectionResetError:
            pass
        return got
