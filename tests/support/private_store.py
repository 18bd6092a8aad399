"""A centre on a PostgreSQL of its own, for tests that take the store away."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from arasha.kernel.store.embedded import EmbeddedPostgres
from tests.support.cast import ALDAR
from tests.support.centre import Centre, free_port

ROOT = Path(__file__).parents[2]


@dataclass
class PrivateCentre(Centre):
    """A centre whose processes find their store by an address that is given."""

    database: str = ""

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "ARASHA_DATA": str(self.folder), "ARASHA_DATABASE_URL": self.database,
            "ARASHA_GATEWAY_PORT": str(self.port), "ARASHA_MACHINE_CODE": str(ROOT / ".arasha" / "machine-code"),
        }  # fmt: skip

    def run(self, *words: str) -> str:
        """Run a command of `arasha` to its end; what it printed."""
        command = [sys.executable, "-m", "arasha", *words]
        return subprocess.run(command, env=self._environment(), check=True, capture_output=True, text=True).stdout


@dataclass
class PrivateStore:
    """The server, and the centre that stands on it."""

    server: EmbeddedPostgres
    centre: PrivateCentre

    def health(self) -> dict[str, Any]:
        """What the gateway says of itself."""
        return dict(httpx.get(f"{self.centre.url}/health", timeout=10).json())

    def wait_until_healthy(self, seconds: float = 30) -> None:
        """Return when the gateway has found the store."""
        deadline = time.monotonic() + seconds
        while (health := self.health())["status"] != "ok":
            assert time.monotonic() < deadline, health
            time.sleep(0.1)


@contextmanager
def private_store() -> Iterator[PrivateStore]:
    """A server and a centre in a folder of their own, with the bank Aldar connected."""
    with TemporaryDirectory(prefix="arasha-store-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's own user must be able to pass, when the tests run as root
        server = EmbeddedPostgres(folder / "store")
        server.start()
        centre = PrivateCentre(folder, free_port(), {}, {}, database=server.url)
        try:
            centre.run("migrate")
            centre.keys[ALDAR.code] = centre.run("institution", "connect", ALDAR.code, "--name", "Aldar").split()[-1]
            centre.start("gateway", "keeper")
            store = PrivateStore(server, centre)
            store.wait_until_healthy()
            yield store
        finally:
            centre.stop()
            server.stop()
