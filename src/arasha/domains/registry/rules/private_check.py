"""The check of a number without telling which: a public hash, a bucket that thousands share, and padding.

The browser makes PBKDF2-HMAC-SHA256 (RFC 8018) of kind, 0x00 and canonical form, 100 000 rounds under a public salt,
16 bytes, and asks for the bucket of the first two. Nothing unkeyed hides the hundred million telephone numbers of a
country from somebody with a graphics card: what protects people is what the list holds (docs/decisions/0025).
"""

import hashlib
import hmac
from collections.abc import Sequence

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Identifier, Kind, Unread, token_input
from arasha.kernel.tiers import Tier

SALT = b"arasha private check 1"
ROUNDS = 100_000
HASH_BYTES = 16
PREFIX_DIGITS = 4

# What is published: tools of fraud that citizens meet, confirmed and grave; never a number of a person's own.
KINDS = frozenset({Kind.PHONE, Kind.IBAN, Kind.DOMAIN})
LEAST_TIER = Tier.HIGH

# A bucket always has at least so many hashes, so that the length of an answer tells an eavesdropper nothing.
FULL = 32


def hash_of(identifier: Identifier | Unread) -> bytes:
    """The public hash of an identifier; tens of milliseconds."""
    return hashlib.pbkdf2_hmac("sha256", token_input(identifier), SALT, ROUNDS, HASH_BYTES)


def bounds(prefix: str) -> tuple[bytes, bytes]:
    """The least and the greatest hash of a bucket; `Malformed` unless the prefix is four lower-case hex digits."""
    if len(prefix) != PREFIX_DIGITS or any(digit not in "0123456789abcdef" for digit in prefix):
        raise Malformed("a prefix is four lower-case hex digits", field="prefix")
    first = bytes.fromhex(prefix)
    rest = HASH_BYTES - len(first)
    return first + b"\x00" * rest, first + b"\xff" * rest


def padded(hashes: Sequence[bytes], prefix: str, key: bytes) -> list[bytes]:
    """A bucket's hashes, filled up with others that nobody can tell from them, the same each time."""
    first = bytes.fromhex(prefix)
    filling = [
        first + hmac.digest(key, b"padding\0%d\0%b" % (place, first), "sha256")[: HASH_BYTES - len(first)]
        for place in range(FULL - len(hashes))
    ]
    return sorted({*hashes, *filling})
