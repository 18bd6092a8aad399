"""A sandbox centre for one evaluation: its own folder, store, ports and clock; gone afterwards unless it is kept."""

import hashlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from arasha.app import demonstration_settings
from arasha.kernel import clock
from arasha.kernel.keyring import Purpose
from arasha.kernel.sandbox import FACE, Dial
from arasha.kernel.settings import PREFIX

CLOCK = "clock"
SETTINGS = {
    "DEMONSTRATION": "true", "LOG_FORMAT": "console", "LOG_LEVEL": "error", "JOURNAL_SEGMENT_MB": "16",
    "CONTROL_SAMPLE_PER_MILLE": "0", "DRAIN_INTERVAL_MS": "15", "REQUESTS_PER_SECOND": "10000",
    "LOOKUP_TOKENS": "10000000",
}  # fmt: skip


@contextmanager
def folder(kept: Path | None = None) -> Iterator[Path]:
    """A folder for the centre's data, in the environment of this process and its children."""
    path = kept or Path(tempfile.mkdtemp(prefix="arasha-evaluate-", dir="/tmp"))
    path.mkdir(mode=0o711, parents=True, exist_ok=True)
    path.chmod(0o711)  # the embedded server's user must be able to pass
    machine_code = os.environ.get(f"{PREFIX}MACHINE_CODE") or str(demonstration_settings.folder() / "machine-code")
    ports = dict(zip(("WEB_PORT", "GATEWAY_PORT"), map(str, _free_ports(2)), strict=True))
    chosen = SETTINGS | ports | {
        "DATA": str(path), "SANDBOX_CLOCK": str(path / CLOCK), "MACHINE_CODE": machine_code,
    }  # fmt: skip
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ |= {f"{PREFIX}{name}": value for name, value in chosen.items()}
    try:
        yield path
    finally:
        if kept is None:
            shutil.rmtree(path, ignore_errors=True)


def known_keys(folder: Path) -> None:
    """The same keys in every sandbox: what is sorted by a token then stands in the same order in every run.

    Nothing that they protect is anybody's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    master, ring = folder / "master.key", folder / "ring.json"
    if not ring.exists():
        wrapped = {purpose.value: aes_key_wrap(_known("master"), _known(purpose.value)).hex() for purpose in Purpose}
        for file, text in ((master, _known("master").hex()), (ring, json.dumps(wrapped))):
            file.touch(mode=0o600)
            file.write_text(text)


def _known(name: str) -> bytes:
    return hashlib.sha256(f"arasha sandbox {name}".encode()).digest()


def clock_at(path: Path, instant: int) -> Dial:
    """A clock that stands at an instant (µs), whenever that is: made before anybody follows it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(FACE.pack(0, clock.now_us() * 1_000, instant, 0.0))
    return Dial(path)


def _free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    opened = [socket.socket() for _ in range(count)]
    try:
        for each in opened:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in opened]
    finally:
        for each in opened:
            each.close()
