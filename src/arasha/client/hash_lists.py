"""Lists of the registry for checking at home: the message, and the list that a bank keeps up to date.

In the shape of Safe Browsing v5: 8-byte prefixes of keyed hashes, sorted; an update names the places to be taken out
and the values to be put in, both Rice–Golomb coded; a SHA-256 tells whether both sides have the same list. A hit means:
ask the centre for tier and ground. No hit means: it is not listed, as of the list's version.
"""

import base64
import bisect
import hashlib
import hmac
from array import array
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

ListName = Literal["warn", "hold"]
PREFIX_BYTES = 8


class WrongList(ValueError):
    """An update that does not fit the list that is there: ask for the whole list, with `since` 0."""


class RiceDeltas(msgspec.Struct, frozen=True, kw_only=True):
    """Ascending numbers as differences: the first, the parameter, how many follow, their bits (base64)."""

    first_value: int
    rice_parameter: int
    entries_count: Annotated[int, Meta(description="How many differences follow the first; -1: there is no number.")]
    encoded_data: str


class HashList(msgspec.Struct, frozen=True, kw_only=True):
    """A list's newest version, whole or as a change since another one."""

    name: ListName
    version: Annotated[int, Meta(description="Name it as `since` the next time.")]
    partial_update: Annotated[bool, Meta(description="A change since the version that was named, not the whole list.")]
    compressed_removals: Annotated[RiceDeltas, Meta(description="Places in the old list, of 32 bits.")]
    additions_eight_bytes: Annotated[RiceDeltas, Meta(description="Prefixes to be put in, of 64 bits, big-endian.")]
    sha256_checksum: Annotated[str, Meta(description="Of the new list's sorted prefixes, big-endian; hexadecimal.")]
    minimum_wait_s: Annotated[int, Meta(description="Ask again after so many seconds at the earliest.")]
    key: Annotated[
        str,
        Meta(
            description="Key of the hashes, hexadecimal: prefix = first 8 bytes of HMAC-SHA256(key, kind, 0x00, "
            "canonical form). Keep it as you keep your own key."
        ),
    ]
    count: int


class HomeList:
    """A list at home: about 8 bytes an entry in memory, a look-up takes a microsecond."""

    def __init__(self) -> None:
        self.version = 0
        self._key = b""
        self._values = array("Q")

    def __len__(self) -> int:
        return len(self._values)

    def update(self, answer: HashList) -> None:
        """Take over an answer of the centre; `WrongList` when it does not fit, and then nothing has changed."""
        old = self._values if answer.partial_update else array("Q")
        places = set(_numbers(answer.compressed_removals))
        if any(place >= len(old) for place in places):
            raise WrongList("the update is for another version")
        kept = [value for place, value in enumerate(old) if place not in places]
        values = array("Q", sorted({*kept, *_numbers(answer.additions_eight_bytes)}))
        if _checksum(values) != answer.sha256_checksum:
            raise WrongList("the checksums differ")
        self._values, self._key, self.version = values, bytes.fromhex(answer.key), answer.version

    def has(self, kind: str, canonical: str) -> bool:
        """Is an identifier on the list? `canonical` is its one form: `+77015550199`, an IBAN in capitals, a domain."""
        message = f"{kind}\0{canonical}".encode()
        wanted = int.from_bytes(hmac.digest(self._key, message, "sha256")[:PREFIX_BYTES], "big")
        place = bisect.bisect_left(self._values, wanted)
        return place < len(self._values) and self._values[place] == wanted


def _checksum(values: "array[int]") -> str:
    return hashlib.sha256(b"".join(value.to_bytes(PREFIX_BYTES, "big") for value in values)).hexdigest()


def _numbers(coded: RiceDeltas) -> Iterator[int]:
    """The numbers behind Rice coded differences; bits fill a byte from the lowest. `WrongList` if they end early."""
    if coded.entries_count < 0:
        return
    value, width = coded.first_value, coded.rice_parameter
    yield value
    bits = _Bits(base64.b64decode(coded.encoded_data))
    for _ in range(coded.entries_count):
        quotient = bits.ones()
        value += quotient << width | bits.take(width)
        yield value


class _Bits:
    """Bits of some bytes, the lowest of each first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._next, self._held, self._count = data, 0, 0, 0

    def ones(self) -> int:
        """How many ones come before the next zero."""
        count = 0
        while self.take(1):
            count += 1
        return count

    def take(self, width: int) -> int:
        """The next bits as a number."""
        while self._count < width:
            if self._next >= len(self._data):
                raise WrongList("the coded numbers end early")
            self._held |= self._data[self._next] << self._count
            self._next, self._count = self._next + 1, self._count + 8
        value = self._held & ((1 << width) - 1)
        self._held, self._count = self._held >> width, self._count - width
        return value
