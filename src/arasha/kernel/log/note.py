"""Signed notes: a text and the signatures under it (C2SP signed-note, Ed25519), as Go's sumdb and Sigstore use them.

A signer is known by a *verifier key* `name+KEYID+BASE64`, where KEYID is the first four bytes, in hex, of
SHA-256(name ‖ newline ‖ 0x01 ‖ public key), and BASE64 encodes 0x01 ‖ public key.
"""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from arasha.kernel.errors import Malformed

ED25519 = b"\x01"
DASH = "— "


class WrongNote(Malformed):
    """The note, its signature or the verifier key cannot be accepted."""

    code, title = "wrong-note", "The signed note cannot be accepted."


@dataclass(frozen=True, slots=True)
class Verifier:
    """A signer's name and public key (32 bytes)."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Read a verifier key; `WrongNote` when it is not one or its key id does not fit."""
        name, key_id, encoded = [*text.strip().split("+", 2), "", ""][:3]
        try:
            blob = base64.b64decode(encoded, validate=True)
        except ValueError:
            blob = b""
        verifier = cls(name, blob[1:])
        if blob[:1] != ED25519 or len(blob) != 33 or verifier.key_id.hex() != key_id:
            raise WrongNote("a verifier key is name+keyid+base64 of an Ed25519 key")
        return verifier


class Signer:
    """Signs notes with the log's key, given as its 32-byte Ed25519 seed."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note: the text, an empty line, one signature line."""
        return f"{text}\n{self.line(text)}"

    def line(self, text: str) -> str:
        """One signature line over a text; a witness adds its own below the log's."""
        signature = self._key.sign(text.encode())
        return f"{DASH}{self.verifier.name} {base64.b64encode(self.verifier.key_id + signature).decode()}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """The text of a note that this verifier signed; `WrongNote` when he did not, or one signature of his is bad."""
    text, found, lines = note.rpartition("\n\n")
    if not found or not lines.startswith(DASH):
        raise WrongNote("a note is a text, an empty line and signature lines")
    text += "\n"
    blobs = [blob for line in lines.splitlines() if (blob := _signature_of(line, verifier))]
    if not blobs or not all(_signed(text, blob, verifier) for blob in blobs):
        raise WrongNote("the note bears no good signature of this key")
    return text


def _signature_of(line: str, verifier: Verifier) -> bytes:
    """What a signature line holds if it is of this key; lines of keys that we do not know are passed over."""
    name, _, encoded = line.removeprefix(DASH).rpartition(" ")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise WrongNote("a signature line is a dash, a name and base64") from None
    if base64.b64encode(blob).decode() != encoded:  # bits that base64 leaves over could be anything else
        raise WrongNote("a signature has exactly one spelling")
    return blob[4:] if (name, blob[:4]) == (verifier.name, verifier.key_id) else b""


def _signed(text: str, signature: bytes, verifier: Verifier) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(verifier.public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True
