"""The list of all who refuse credit, for bureaus: what a row is, under which name people stand there, what is signed.

A row is 20 bytes: the person's name in the list, 16 bytes of HMAC-SHA256(list key, "iin", 0x00, IIN), and what is said
of the person, 4 bytes, big-endian (`rules/effects.py`, without cautions, which last for days and are nobody else's).
Rows ascend by name. A change is a row as it is now; with nothing said (four zero bytes) the person is struck.
"""

import hmac
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from arasha.domains.credit.rules.effects import CAUTION

NAME_BYTES = 16
ROW_BYTES = 20
LABEL = b"credit-list\0"
GONE = 0


class Row(NamedTuple):
    """A person's name in the list, and what is said of the person."""

    name: bytes
    effect: int

    def packed(self) -> bytes:
        """The 20 bytes."""
        return self.name + self.effect.to_bytes(ROW_BYTES - NAME_BYTES, "big")


class Statement(NamedTuple):
    """What is signed of a list, or of what makes it of the version before; `digest` is SHA-256 of the file."""

    origin: str
    kind: str
    version: int
    rows: int
    digest: str
    made_at: int

    def text(self) -> str:
        """The note's text: a line each."""
        return "\n".join(["arasha credit list", *map(str, self), ""])


def list_key(token_key: bytes) -> bytes:
    """The key of names in the list; bureaus are given it, and it tells nothing of the key of tokens."""
    return hmac.digest(token_key, LABEL, "sha256")


def name_of(canonical: str, key: bytes) -> bytes:
    """Under which name a person (the IIN) stands in the list."""
    return hmac.digest(key, b"iin\0" + canonical.encode(), "sha256")[:NAME_BYTES]


def listed(effect: int) -> int:
    """What of an effect is told to bureaus."""
    return effect & ~CAUTION


def unpacked(portion: bytes) -> Iterator[Row]:
    """The rows of some bytes."""
    for at in range(0, len(portion), ROW_BYTES):
        row = portion[at : at + ROW_BYTES]
        yield Row(row[:NAME_BYTES], int.from_bytes(row[NAME_BYTES:], "big"))


def changes(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Row]:
    """What makes the new list of the old one; both ascend, and neither is held in memory."""
    before, after = iter(old), iter(new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.name < right.name):
            yield Row(left.name, GONE)  # type: ignore[union-attr]
            left = next(before, None)
        elif left is None or right.name < left.name:
            yield right
            right = next(after, None)
        else:
            if left.effect != right.effect:
                yield right
            left, right = next(before, None), next(after, None)
