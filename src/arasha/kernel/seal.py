"""Sealing readable values: AES-256-GCM with a random nonce, bound to what they belong to.

A box is nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes). `about` is authenticated but not kept: a box that is moved
to another row does not open.
"""

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from arasha.kernel.errors import ArashaError
from arasha.kernel.keyring import Purpose, keyring

NONCE = 12


class BrokenSeal(ArashaError):
    """A sealed value was changed, or belongs to another place or another centre's key."""

    code, status, title = "broken-seal", 500, "A sealed value does not open."


class Seal:
    """Seals and opens under one key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, content: bytes, about: bytes) -> bytes:
        """Seal a value."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, about)

    def open(self, box: bytes, about: bytes) -> bytes:
        """Open a box; `BrokenSeal` when it was changed or is about something else."""
        try:
            return self._cipher.decrypt(box[:NONCE], box[NONCE:], about)
        except (InvalidTag, ValueError):  # or too short to be one
            raise BrokenSeal from None


@cache
def seal() -> Seal:
    """The seal of this centre."""
    return Seal(keyring().key(Purpose.SEAL))
