"""Keyed tokens: how identifiers are compared and exchanged without being readable.

A token is HMAC-SHA256(token key, kind, 0x00, canonical form) cut to 128 bits (RFC 2104 §5; NIST SP 800-107 §5.1
allows the left-most bits). It is 16 bytes inside, 32 hex digits outside, a `uuid` column in the store.
"""

import hmac
import re
from uuid import UUID

from arasha.kernel.errors import Malformed

TOKEN_BYTES = 16
HEX = re.compile(r"[0-9a-f]{32}")


class Tokens:
    """Makes tokens under one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, message: bytes) -> bytes:
        """The 16-byte token of an identifier, given `identifiers.token_input(identifier)`."""
        return hmac.digest(self._key, message, "sha256")[:TOKEN_BYTES]


def from_hex(text: str, *, field: str) -> bytes:
    """A token as an institution sends it: 32 lower-case hex digits."""
    if not HEX.fullmatch(text):
        raise Malformed("a token is 32 lower-case hex digits (HMAC-SHA256 cut to 128 bits)", field=field)
    return bytes.fromhex(text)


def as_uuid(token: bytes) -> UUID:
    """The token as the store keeps it."""
    return UUID(bytes=token)
