"""What stands in the credit journal: answers to lenders, and changes of what is said of people, in one order.

    CHECKS   box length (uint32) | rows × CHECK | rows × hash (32 bytes) | box
    CHANGES  rows × CHANGE | rows × hash (32 bytes)

A hash is the leaf of the row's statement (`statement.py`), so that a row is proved without its neighbours' texts.
The applications' ids lie in a sealed box: a lender may have put a name into one.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from arasha.kernel.answered import QUESTION
from arasha.kernel.compiled import Array
from arasha.kernel.seal import Seal
from arasha.kernel.tokens import TOKEN_BYTES

CHECKS, CHANGES = 1, 2
HASH = 32

# A question and its answer: of whom (the token), when (µs), how much, until when the answer stands, the last fact that
# had been heeded (`register`), under which key it is remembered, who asked, what was said of the person (`effect`).
CHECK = np.dtype(
    [
        ("lo", "u8"), ("hi", "u8"), ("at", "i8"), ("amount", "i8"), ("until", "i8"), ("register", "i8"),
        ("question", QUESTION), ("lender", "i4"), ("effect", "u4"), ("answer", "u1"), ("reasons", "u1"),
        ("channel", "u1"), ("product", "u1"), ("micro", "u1"), ("_", "u1", (3,)),
    ]
)  # fmt: skip

# What is said of a person from here on, since when (µs), and the fact that ordered it.
CHANGE = np.dtype([("lo", "u8"), ("hi", "u8"), ("fact", "i8"), ("at", "i8"), ("effect", "u4"), ("_", "u4")])

LENGTH = struct.Struct("<I")
LARGEST_ROW = CHECK.itemsize + HASH + 8


class Checks(NamedTuple):
    """What a frame of answers holds; the box is still sealed."""

    first: int
    rows: Array
    hashes: bytes
    box: bytes


class Changes(NamedTuple):
    """What a frame of changes holds."""

    first: int
    rows: Array
    hashes: bytes


def encode_checks(first: int, rows: Array, hashes: Sequence[bytes], applications: Sequence[str], seal: Seal) -> bytes:
    """The payload of a frame of answers."""
    box = seal.close(msgspec.msgpack.encode(applications), _about(first))
    return b"".join((LENGTH.pack(len(box)), rows.tobytes(), *hashes, box))


def decode_checks(first: int, count: int, payload: bytes) -> Checks:
    """Read the payload of a frame of answers."""
    (box,) = LENGTH.unpack_from(payload)
    end = len(payload) - box
    rows = np.frombuffer(payload, CHECK, count, LENGTH.size)
    return Checks(first, rows, payload[LENGTH.size + rows.nbytes : end], payload[end:])


def applications_of(checks: Checks, seal: Seal) -> list[str]:
    """The ids under which a frame's answers were asked for."""
    return msgspec.msgpack.decode(seal.open(checks.box, _about(checks.first)), type=list[str])


def encode_changes(rows: Array, hashes: Sequence[bytes]) -> bytes:
    """The payload of a frame of changes."""
    return b"".join((rows.tobytes(), *hashes))


def decode_changes(first: int, count: int, payload: bytes) -> Changes:
    """Read the payload of a frame of changes."""
    rows = np.frombuffer(payload, CHANGE, count)
    return Changes(first, rows, payload[rows.nbytes :])


def people_of(rows: Array) -> list[str]:
    """The tokens of rows' people, in hex; they stand at the beginning of each row."""
    tokens = rows.view(np.uint8).reshape(len(rows), rows.itemsize)[:, :TOKEN_BYTES].tobytes().hex()
    return [tokens[at : at + 2 * TOKEN_BYTES] for at in range(0, len(tokens), 2 * TOKEN_BYTES)]


def hashes_of(content: bytes) -> list[bytes]:
    """The hashes of a frame, one a row."""
    return [content[at : at + HASH] for at in range(0, len(content), HASH)]


def _about(first: int) -> bytes:
    """What binds a box to its group."""
    return b"credit" + first.to_bytes(8, "big")
