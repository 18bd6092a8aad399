"""A hundred thousand idle connections are refused in order, and whoever asks on an old connection is served."""

import resource
import socket
import threading
from itertools import islice, product

import msgspec
import pytest

from tests.support.cast import payment
from tests.support.door import Door, Doors

ALLOWED = 2_000


def flood(door: Door, count: int) -> tuple[list[socket.socket], int]:
    """Open so many idle connections, from many addresses of this machine; those kept, and how many were refused."""
    kept, refused = list[socket.socket](), 0
    sources = (f"127.0.{high}.{low}" for high, low in product(range(1, 5), range(1, 255)))
    for source in islice(sources, -(-count // 1_000)):
        for _ in range(min(1_000, count - len(kept) - refused)):
            connection = socket.create_connection(door.address, timeout=30, source_address=(source, 0))
            if len(kept) < ALLOWED:
                kept.append(connection)
                continue
            assert connection.recv(4096).startswith(b"HTTP/1.1 503 ")
            connection.close()
            refused += 1
    return kept, refused


def bear(doors: Doors, count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 3 * ALLOWED + 1_000), hard))
    door = doors.open(max_connections=ALLOWED + 1)
    with door.http() as old:
        old.get("/health")
        answered: list[int] = []

        def ask() -> None:
            for number in range(50):
                reply = old.post("/v1/payments/screen", content=msgspec.json.encode(payment(f"flood-{number}")))
                answered.append(reply.status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        kept, refused = flood(door, count)
        asking.join()
        assert answered == [200] * 50
        assert (len(kept), refused) == (ALLOWED, count - ALLOWED)
    for connection in kept:
        connection.close()
    door.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_three_thousand_idle_connections_are_borne(doors: Doors) -> None:
    bear(doors, 3_000)


@pytest.mark.proof
@pytest.mark.timeout(600)
def test_a_hundred_thousand_idle_connections_are_borne(doors: Doors) -> None:
    bear(doors, 100_000)
