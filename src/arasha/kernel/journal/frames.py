"""The form of a journal file: frames end to end, each with a header that says what follows and a checksum over both.

    header (40 bytes)   payload (length bytes)   padding to 8 bytes

A file is reserved on the disk in advance and filled with zeros, so a header of zeros is the end. A frame that was being
written when the machine stopped fails its checksum and is the end too: it was never acknowledged. A disk may keep later
bytes and lose earlier ones that were never made durable, so a frame says whether the one before it was: a frame that
fails in front of one that was written after a `sync` is not the end, it is damage.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from arasha.kernel.errors import Unavailable

MAGIC = 0x41524A31  # "ARJ1"
HEADER = struct.Struct("<IHHIIQqII")
ALIGN = 8
BEGINNING = struct.pack("<I", MAGIC)
JOINED = 1 << 15  # in the header's kind


class JournalDamaged(Unavailable):
    """Rows that were acknowledged cannot be read any more; nothing is skipped and nothing is written over them."""

    code, title = "journal-damaged", "The journal is damaged."


class Frame(NamedTuple):
    """`rows` records of one kind, the first of which has the sequence `first`; written at `at` (µs).

    `joined` says that the frame before it was not durable yet: the two were acknowledged together.
    """

    kind: int
    first: int
    rows: int
    at: int
    payload: bytes
    joined: bool = False

    @property
    def following(self) -> int:
        """The sequence after the last row."""
        return self.first + self.rows


def size(payload_bytes: int) -> int:
    """How much room a frame takes in the file."""
    return -(-(HEADER.size + payload_bytes) // ALIGN) * ALIGN


def encode(frame: Frame) -> bytes:
    """A frame as it stands in the file."""
    crc = _checksum(frame, zlib.crc32(frame.payload))
    header = HEADER.pack(MAGIC, _flagged(frame), 1, frame.rows, len(frame.payload), frame.first, frame.at, crc, 0)
    return b"".join((header, frame.payload, bytes(size(len(frame.payload)) - HEADER.size - len(frame.payload))))


def decode(data: memoryview, offset: int) -> Frame | None:
    """The frame at an offset; None where the file ends, be it in zeros, in a half-written frame or in nothing."""
    if offset + HEADER.size > len(data):
        return None
    magic, flagged, version, rows, length, first, at, crc, _ = HEADER.unpack_from(data, offset)
    begin = offset + HEADER.size
    if magic != MAGIC or version != 1 or begin + length > len(data):
        return None
    kind, joined = flagged & ~JOINED, bool(flagged & JOINED)
    frame = Frame(kind, first, rows, at, bytes(data[begin : begin + length]), joined)
    return frame if _checksum(frame, zlib.crc32(frame.payload)) == crc else None


def walk(data: memoryview, offset: int = 0) -> Iterator[tuple[int, Frame]]:
    """The frames from an offset on, each with the offset behind it."""
    while frame := decode(data, offset):
        offset += size(len(frame.payload))
        yield offset, frame


def damaged(data: memoryview, offset: int) -> bool:
    """Is what stands behind the last whole frame, at `offset`, more than a write that was cut short?"""
    rest = bytes(data[offset:])
    place = rest.find(BEGINNING)
    while place >= 0:
        frame = decode(data, offset + place)
        if frame is not None and not frame.joined:
            return True
        place = rest.find(BEGINNING, place + 1)
    return False


def _flagged(frame: Frame) -> int:
    return frame.kind | JOINED if frame.joined else frame.kind


def _checksum(frame: Frame, payload_crc: int) -> int:
    """CRC-32 of the payload continued over what the header says."""
    return zlib.crc32(
        struct.pack("<HIQqI", _flagged(frame), frame.rows, frame.first, frame.at, len(frame.payload)), payload_crc
    )
