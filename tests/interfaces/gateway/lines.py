"""A gateway beside the store whose journal has two files, and what may befall them."""

from pathlib import Path
from typing import Any

import httpx

from arasha.client import Client
from arasha.interfaces.gateway.restore import journal_folder
from arasha.kernel.access import queries as access
from arasha.kernel.journal import frames
from arasha.kernel.journal.segments import segments
from tests.support.cast import ALDAR, TOSTIK, payment
from tests.support.centre import connect
from tests.support.door import Door, Doors

ASKED = 3


class Lines:
    """A gateway beside the store, and what its journal has come to."""

    def __init__(self, doors: Doors) -> None:
        self.doors, self._key = doors, connect(ALDAR)
        self.door = self.open()

    def open(self) -> Door:
        """Open the gateway; a new file of the journal begins."""
        self.door = self.doors.open()
        self.door.gateway.callers.replace(access.good_keys())
        return self.door

    def client(self) -> Client:
        """The bank that asks."""
        return Client(self.door.url, self._key, deadline_s=20.0)

    def ask(self, name: str) -> None:
        """Ask three questions, each recorded in a frame of its own."""
        with self.client() as bank:
            for number in range(ASKED):
                creditor = TOSTIK.account(number)
                assert not bank.screen(payment(f"{name}-{number}", creditor=creditor)).degraded

    @property
    def files(self) -> list[Path]:
        """The journal's files."""
        return segments(journal_folder(self.door.settings))

    def health(self) -> dict[str, Any]:
        """What the gateway says of itself."""
        return dict(httpx.get(f"{self.door.url}/health").json())

    def gauge(self) -> str:
        """Its line about damage for Prometheus."""
        lines = httpx.get(f"{self.door.url}/metrics").text.splitlines()
        return next(line for line in lines if "journal_damaged" in line).split()[-1]


def second_frame(path: Path) -> int:
    """The byte with which the second frame of a file begins."""
    (end, _), *_ = frames.walk(memoryview(path.read_bytes()))
    return end


def spoil(path: Path) -> bytes:
    """Flip a bit in the second frame of a file; returns what was there."""
    whole = path.read_bytes()
    data = bytearray(whole)
    data[second_frame(path) + frames.HEADER.size] ^= 1
    path.write_bytes(data)
    return whole
