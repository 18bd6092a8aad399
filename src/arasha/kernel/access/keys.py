"""The text of an institution's key, and what is kept of it.

A key is `arasha_<id>_<secret>`: 10 characters that may be shown, then 32 random bytes. Only SHA-256 of the whole
text is kept; with 256 random bits a slow hash would add nothing (OWASP Cryptographic Storage, on API keys).
"""

import hashlib
import secrets
from typing import NamedTuple

from arasha.kernel.access.scopes import Scope

PREFIX = "arasha"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read two ways
ID_LENGTH = 10


class NewKey(NamedTuple):
    """A fresh key: its id, and the text that is shown once."""

    key_id: str
    text: str


class Caller(NamedTuple):
    """Who is behind a key: the institution's number and code, what the key may do, its stand-in policy, its kind."""

    number: int
    code: str
    key_id: str
    scopes: frozenset[Scope]
    stand_in: str
    expires_us: int
    kind: str = ""


def make() -> NewKey:
    """A new random key."""
    key_id = "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))
    return NewKey(key_id, f"{PREFIX}_{key_id}_{secrets.token_urlsafe(32)}")


def digest(text: bytes) -> bytes:
    """What is kept of a key: 32 bytes."""
    return hashlib.sha256(text).digest()
