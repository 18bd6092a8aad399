"""Bech32 and Bech32m: how Bitcoin writes witness programs (BIP-173, BIP-350)."""

from enum import IntEnum

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LENGTH = 6
_LONGEST = 90


class Checksum(IntEnum):
    """What the checksum of a text comes to: which of the two encodings it is in."""

    BECH32 = 1
    BECH32M = 0x2BC830A3


def decode(text: str) -> tuple[str, list[int], int] | None:
    """Prefix, five-bit values and the sum that a text comes to, which is one of `Checksum` when it is whole.

    None where the text is not built like Bech32: case mixed, no separator, foreign characters, over 90
    characters.
    """
    prefix, separator, data = text.lower().rpartition("1")
    mixed = text not in (text.lower(), text.upper())
    printable = all("!" <= char <= "~" for char in prefix)
    if mixed or not separator or not prefix or not printable or len(text) > _LONGEST:
        return None
    if len(data) < _CHECK_LENGTH or not _VALUES.keys() >= set(data):
        return None
    values = [_VALUES[char] for char in data]
    return prefix, values[:-_CHECK_LENGTH], _sum(prefix, values)


def program(values: list[int]) -> bytes | None:
    """The bytes that five-bit values carry; None if over four bits, or bits other than 0, are left."""
    number = 0
    for value in values:
        number = number << 5 | value
    spare = len(values) * 5 % 8
    if spare > 4 or number & (1 << spare) - 1:
        return None
    return (number >> spare).to_bytes(len(values) * 5 // 8, "big")


def _sum(prefix: str, values: list[int]) -> int:
    """The polynomial remainder of BIP-173 over the expanded prefix and the values."""
    codes = prefix.encode("ascii")
    checksum = 1
    for value in (*(code >> 5 for code in codes), 0, *(code & 31 for code in codes), *values):
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, polynomial in enumerate(_GENERATOR):
            if top >> bit & 1:
                checksum ^= polynomial
    return checksum
