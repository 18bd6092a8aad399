"""Gateways for tests: one in this process without HTTP, one as real processes with everything."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from django.db import connection

from arasha.client import Client
from arasha.kernel.access import actions
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.scopes import EVERYDAY, Scope
from tests.support.cast import ALDAR, KEREMET, SAULE, TOSTIK, Bank


def connect(bank: Bank, *scopes: Scope) -> str:
    """Connect an institution of the cast; returns its key."""
    institution = actions.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)
    return actions.issue_key(institution, SAULE, scopes=(*EVERYDAY, *scopes))


@dataclass
class Centre:
    """A gateway and its keeper as real processes, on the test database."""

    folder: Path
    port: int
    keys: dict[str, str]
    settings: dict[str, str]
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, bank: Bank = ALDAR, **options: float) -> Client:
        """A client with the key of an institution of the cast."""
        return Client(self.url, self.keys[bank.code], deadline_s=options.get("deadline_s", 10.0))

    def start(self, *names: str) -> None:
        """Start processes by name."""
        for name in names:
            command = [sys.executable, "-m", "arasha", name]
            with (self.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(command, env=self._environment(), stderr=log)
        if "gateway" in names:
            self.wait_until_it_answers()

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """End a process, by default without mercy."""
        self.processes[name].send_signal(number)
        self.processes.pop(name).wait(120)

    def stop(self) -> None:
        """End all processes in order."""
        for process in self.processes.values():
            process.terminate()
        try:
            for process in self.processes.values():
                process.wait(120)
        finally:
            for process in self.processes.values():
                process.kill()  # none is left behind that would hold the test database

    def wait_until_it_answers(self, seconds: float = 180.0) -> None:
        """Return when the gateway answers those who may ask: at the first start of all its machine code is compiled.

        It answers before it has heard from the store who may ask; on a busy machine that takes seconds.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                httpx.get(f"{self.url}/health", timeout=5)
                if all(self._knows(key) for key in self.keys.values()):
                    return
            time.sleep(0.05)
        raise TimeoutError((self.folder / "gateway.log").read_text())

    def _knows(self, key: str) -> bool:
        headers = {"Authorization": f"Bearer {key}"}
        asked = httpx.post(f"{self.url}/v1/registry/check", content=b'{"identifiers":[]}', headers=headers, timeout=5)
        return asked.status_code not in {401, 503}

    def log(self, name: str) -> str:
        """What a process has logged."""
        return (self.folder / f"{name}.log").read_text()

    def _environment(self) -> dict[str, str]:
        database = connection.settings_dict
        url = f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?host={database['HOST']}"
        if database["PORT"]:
            url += f"&port={database['PORT']}"
        return os.environ | {
            "ARASHA_DATA": str(self.folder), "ARASHA_DATABASE_URL": url, "ARASHA_GATEWAY_PORT": str(self.port),
            "ARASHA_MACHINE_CODE": str(Path(__file__).parents[2] / ".arasha" / "machine-code"), **self.settings,
        }  # fmt: skip


@pytest.fixture
def centre_settings() -> dict[str, str]:
    """Settings of the `centre`; override it in a test module."""
    return {}


@pytest.fixture
def centre(transactional_db: None, tmp_path: Path, data: Path, centre_settings: dict[str, str]) -> Iterator[Centre]:
    """A running gateway and keeper, with the banks Aldar and Tostik and the switch Keremet connected."""
    shutil.copytree(data / "keys", tmp_path / "keys")
    keys = {
        ALDAR.code: connect(ALDAR), TOSTIK.code: connect(TOSTIK), KEREMET.code: connect(KEREMET, Scope.ON_BEHALF),
    }  # fmt: skip
    running = Centre(tmp_path, free_port(), keys, centre_settings)
    try:
        running.start("gateway", "keeper")
        yield running
    finally:
        running.stop()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
