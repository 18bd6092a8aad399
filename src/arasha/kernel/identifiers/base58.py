"""Base58Check: how Bitcoin and TRON write a version byte and a hash."""

from hashlib import sha256

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_CHECK_BYTES = 4


def decode(text: str) -> bytes | None:
    """The bytes that `text` stands for, check bytes included; None where a character is foreign to Base58."""
    number = 0
    for char in text:
        if char not in _VALUES:
            return None
        number = number * 58 + _VALUES[char]
    leading_zeros = len(text) - len(text.lstrip(_ALPHABET[0]))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def checked(data: bytes) -> bytes | None:
    """`data` without its last four bytes, if these begin the double SHA-256 of the others; else None."""
    payload, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
    return payload if sha256(sha256(payload).digest()).digest()[:_CHECK_BYTES] == check else None
