"""The centre's keys: one master key wraps all others (RFC 3394); each other key serves one purpose.

The ring is a file, so that the gateway starts without the store. Purposes:
`token` keys the look-up tokens of identifiers (HMAC-SHA256), `seal` encrypts readable values (AES-256-GCM),
`log` signs checkpoints (Ed25519 seed), `web` signs sessions, `sample` draws the control sample. A leak of the ring's
file alone reveals nothing.
"""

import os
import secrets
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from arasha.kernel.settings import Settings, WrongSetting, current

KEY_BYTES = 32


class Purpose(StrEnum):
    """What a key is for; a key never serves two purposes."""

    TOKEN = "token"
    SEAL = "seal"
    LOG = "log"
    WEB = "web"
    SAMPLE = "sample"


class Keyring:
    """The unwrapped keys of this centre, by purpose; 32 bytes each."""

    def __init__(self, keys: dict[Purpose, bytes]) -> None:
        self._keys = keys

    def key(self, purpose: Purpose) -> bytes:
        """The 32 bytes of the key for this purpose."""
        return self._keys[purpose]

    def __repr__(self) -> str:
        return f"Keyring({', '.join(sorted(self._keys))})"


def open_keyring(settings: Settings) -> Keyring:
    """The centre's keyring; master key and missing keys are made at the first start, files are 0600.

    `WrongSetting` when the master key is not one, or is not the one that wrapped the ring.
    """
    master = _master_key(settings)
    path = settings.path("keys", "ring.json")
    wrapped = _read(path) if path.exists() else {}
    missing = [purpose for purpose in Purpose if purpose not in wrapped]
    for purpose in missing:
        wrapped[purpose] = aes_key_wrap(master, secrets.token_bytes(KEY_BYTES)).hex()
    if missing:
        _write_secret(path, msgspec.json.format(msgspec.json.encode(wrapped)))
    try:
        return Keyring({purpose: aes_key_unwrap(master, bytes.fromhex(wrapped[purpose])) for purpose in Purpose})
    except (InvalidUnwrap, ValueError):
        raise WrongSetting(
            f"the master key does not open {path}: it is another centre's, or the file was changed"
        ) from None


@cache
def keyring() -> Keyring:
    """The keyring of this process."""
    return open_keyring(current())


def _read(path: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except msgspec.MsgspecError:
        raise WrongSetting(
            f"{path} is damaged; restore it from a copy: without it nothing sealed can be opened"
        ) from None


def _master_key(settings: Settings) -> bytes:
    """The key-encryption key: from the operator's file, else our own file beside the ring."""
    path = settings.master_key_file or settings.path("keys", "master.key")
    if settings.master_key_file is None and not path.exists():
        _write_secret(path, secrets.token_hex(KEY_BYTES).encode())
    try:
        master = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError):
        raise WrongSetting(f"the master key file {path} must be readable and hold 64 hex digits") from None
    if len(master) != KEY_BYTES:
        raise WrongSetting(f"the master key file {path} must hold 64 hex digits")
    return master


def _write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
