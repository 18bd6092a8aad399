"""Bounds: connections, silence, what waits, room on the disk. Each is told in words, and passes."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from tests.support.cast import ALDAR, TOSTIK, payment
from tests.support.door import Door, Doors, plain

SCREEN, BATCH = "/v1/payments/screen", "/v1/payments/screen-batch"


def connect(door: Door, count: int) -> list[socket.socket]:
    return [socket.create_connection(door.address, timeout=20) for _ in range(count)]


def test_more_connections_than_allowed_are_told_so_and_the_others_are_served(doors: Doors) -> None:
    door = doors.open(max_connections=50)
    idle = connect(door, 50)
    time.sleep(0.1)
    with socket.create_connection(door.address, timeout=20) as one_too_many:
        refusal = one_too_many.recv(4096)
    assert refusal.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 1" in refusal
    idle.pop().close()
    time.sleep(0.1)
    assert httpx.get(f"{door.url}/health").status_code == 200
    for connection in idle:
        connection.close()


def test_whoever_says_nothing_for_too_long_is_hung_up_on(doors: Doors) -> None:
    door = doors.open(idle_timeout_s=1)
    (silent,) = connect(door, 1)
    assert silent.recv(1) == b""
    silent.close()


def test_what_would_wait_too_long_is_refused_at_once(doors: Doors) -> None:
    door = doors.open(max_pending=500)
    many = {"payments": [plain(payment(f"L-{number}")) for number in range(501)]}
    with door.http() as http:
        refused = http.post(BATCH, json=many)
        assert http.post(SCREEN, json=plain(payment("L-after"))).status_code == 200
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False).returncode
    ):
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_refuses_in_words_and_loses_nothing_that_was_acknowledged(small_disk: Path) -> None:
    doors = Doors(small_disk)
    door = doors.open()
    acknowledged: dict[str, int] = {}
    with door.http() as http:
        while (reply := http.post(BATCH, content=batch(len(acknowledged)))).status_code == 200:
            acknowledged |= {answer["id"]: answer["sequence"] for answer in reply.json()["answers"]}
            assert len(acknowledged) < 50_000
        assert (reply.status_code, reply.json()["type"]) == (503, "urn:arasha:problem:disk-full")
        following = door.gateway.screening.journal.next
        assert following == max(acknowledged.values()) + 1
        assert httpx.get(f"{door.url}/health").status_code == 200

        subprocess.run(["mount", "-o", "remount,size=16m", small_disk], check=True)
        assert http.post(BATCH, content=batch(len(acknowledged))).status_code == 200
    door.close()

    door = doors.open()
    for name, sequence in list(acknowledged.items())[:: len(acknowledged) // 50]:
        row, _ = door.gateway.screening.stored(sequence)
        assert row["ask"]["sequence"] == sequence, name
    assert door.gateway.screening.journal.next >= following + 100
    door.close()


def batch(number: int) -> bytes:
    """A hundred payments that nobody has asked about."""
    payments = [payment(f"D-{number}-{at}", debtor=ALDAR.account(at), creditor=TOSTIK.account(at)) for at in range(100)]
    return msgspec.json.encode({"payments": payments})
