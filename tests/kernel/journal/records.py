"""Rows for journals of tests: each says its own number, so that a lost, doubled or changed one is seen."""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from arasha.kernel.journal.frames import Frame
from arasha.kernel.journal.writer import Journal

ROW = struct.Struct("<q16s")
KIND = 7


def rows(first: int, count: int) -> bytes:
    return b"".join(ROW.pack(number, b"row") for number in range(first, first + count))


def numbers(frames: Iterable[Frame]) -> list[int]:
    """The numbers that the rows say, in order."""
    return [number for frame in frames for number, _ in ROW.iter_unpack(frame.payload)]


def commit(journal: Journal, *counts: int) -> None:
    """Write frames of so many rows, and make them durable together."""
    for count in counts:
        journal.write(KIND, count, rows(journal.next, count))
    journal.sync()


def opened(folder: Path, segment_bytes: int = 4096) -> Iterator[Journal]:
    """A journal, closed at the end."""
    journal = Journal(folder, segment_bytes)
    yield journal
    journal.close()
