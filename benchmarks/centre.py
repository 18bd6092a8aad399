"""A centre for measuring: the embedded PostgreSQL, the gateway and its keeper as processes, in a folder that goes."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

if TYPE_CHECKING:
    from arasha.kernel.settings import Settings

ROOT = Path(__file__).parent.parent
SETTINGS = {
    "ARASHA_GATEWAY_PORT": "8491",
    "ARASHA_ENGINE_ACCOUNTS": "200000",
    "ARASHA_ENGINE_PAYMENTS": "8000000",
    "ARASHA_PAYMENTS_PER_SECOND": "1000000",
    "ARASHA_LOG_LEVEL": "warning",
}

NOTHING: Mapping[str, str] = {}


@dataclass
class Centre:
    """What is measured. `address` is the gateway's, `key` a switch's that may ask for all banks."""

    folder: Path
    key: str = ""
    address: tuple[str, int] = ("127.0.0.1", int(SETTINGS["ARASHA_GATEWAY_PORT"]))
    _processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{self.address[0]}:{self.address[1]}"

    def start(self, name: str) -> None:
        """Start a process of the centre."""
        self._processes[name] = subprocess.Popen([sys.executable, "-m", "arasha", name])

    def kill(self, name: str) -> None:
        """End a process without mercy."""
        process = self._processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End all processes."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.wait(60)
        self._processes.clear()

    def answering(self) -> float:
        """Wait until the gateway answers and knows its keys; returns how many seconds that took."""
        begin = time.perf_counter()
        while True:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/health", timeout=1).json()["checks"]["keys"] == "ok":
                    return time.perf_counter() - begin
            time.sleep(0.01)

    def rules(self) -> int:
        """The version of the book by which the gateway judges; it names the models too."""
        return int(httpx.get(f"{self.url}/health", timeout=10).json()["rules"])

    def processor_s(self, name: str = "gateway") -> float:
        """Processor time that a process has taken so far."""
        return _spent(psutil.Process(self._processes[name].pid))

    def processor_s_of_all(self, name: str) -> float:
        """The same, of a process and those that it has started: the web answers in a child."""
        process = psutil.Process(self._processes[name].pid)
        return sum(map(_spent, [process, *process.children(recursive=True)]))


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def centre(settings: Mapping[str, str] = NOTHING) -> Iterator[Centre]:
    """A running centre with one institution connected, gone afterwards."""
    with store(settings=settings) as folder:
        running = Centre(folder)
        try:
            running.key = _connect()
            running.start("gateway")
            running.start("keeper")
            running.answering()
            yield running
        finally:
            running.stop()


@contextmanager
def store(kept: Path | None = None, settings: Mapping[str, str] = NOTHING) -> Iterator[Path]:
    """The embedded PostgreSQL alone, in a folder that goes afterwards, or in one that is kept."""
    with alone(kept, settings) as ready:
        from arasha.kernel.store.embedded import embedded

        server = embedded(ready)
        server.start()
        try:
            yield ready.data
        finally:
            server.stop()


@contextmanager
def alone(kept: Path | None = None, settings: Mapping[str, str] = NOTHING) -> Iterator["Settings"]:
    """This process, ready to work in a folder that goes afterwards, or in one that is kept; nothing runs beside it."""
    folder = kept or Path(tempfile.mkdtemp(prefix="arasha-bench-", dir="/tmp"))
    folder.mkdir(mode=0o711, exist_ok=True)
    folder.chmod(0o711)
    for name in [name for name in os.environ if name.startswith("ARASHA_")]:
        del os.environ[name]
    os.environ |= SETTINGS | dict(settings) | {
        "ARASHA_DATA": str(folder), "ARASHA_MACHINE_CODE": str(ROOT / ".arasha" / "machine-code"),
    }  # fmt: skip
    from arasha.app.ready import ready

    try:
        yield ready()
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def _connect() -> str:
    from django.db import connection

    from arasha.app.centre import migrate
    from arasha.kernel.access import actions
    from arasha.kernel.access.models import InstitutionKind
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.access.scopes import EVERYDAY, Scope
    from arasha.kernel.outbox.append import By

    migrate()
    by, names = By("process:bench", Purpose.ADMINISTRATION), {"kk": "Өлшем", "ru": "Замер", "en": "Bench"}
    switch = actions.connect_institution("BENCHKZA", InstitutionKind.SWITCH, names, by)
    key = actions.issue_key(switch, by, scopes=(*EVERYDAY, Scope.ON_BEHALF))
    connection.close()
    return key
