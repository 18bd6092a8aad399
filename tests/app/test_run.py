"""A whole centre, run and stopped as an operator does it: `arasha run`, then SIGTERM, then `arasha run` again."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.support.centre import free_port

ROOT = Path(__file__).parents[2]


class Centre:
    """A centre on its own embedded store."""

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="arasha-run-", dir="/tmp"))
        self.data.chmod(0o711)
        self.gateway, self.web = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        settings = {
            "ARASHA_DATA": str(self.data), "ARASHA_GATEWAY_PORT": self.gateway.rsplit(":", 1)[1],
            "ARASHA_WEB_PORT": self.web.rsplit(":", 1)[1], "ARASHA_JOURNAL_SEGMENT_MB": "1",
            "ARASHA_MACHINE_CODE": str(ROOT / ".arasha" / "machine-code"),
        }  # fmt: skip
        with (self.data / "run.log").open("ab") as log:
            command = [sys.executable, "-m", "arasha", "run"]
            self.process = subprocess.Popen(command, env=os.environ | settings, stderr=log, start_new_session=True)
        self.wait_until(lambda: self.answers(f"{self.gateway}/health") == 200)
        self.wait_until(lambda: self.answers(self.web) in {200, 302})
        return self.process

    def answers(self, url: str) -> int:
        try:
            return httpx.get(url, timeout=2).status_code
        except httpx.TransportError:
            return 0

    def wait_until(self, reached: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 90
        while not reached():
            assert time.monotonic() < deadline, (self.data / "run.log").read_text()
            time.sleep(0.1)


@pytest.fixture
def centre() -> Iterator[Centre]:
    made = Centre()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.terminate()
        made.process.wait(60)
    shutil.rmtree(made.data, ignore_errors=True)


@pytest.mark.store
def test_a_centre_starts_answers_stops_in_order_and_starts_again(centre: Centre) -> None:
    for _ in range(2):
        running = centre.start()
        health = httpx.get(f"{centre.gateway}/health").json()
        assert (health["status"], health["checks"]["journal"]) == ("ok", "ok")
        family = psutil.Process(running.pid).children(recursive=True)
        assert len(family) >= 4
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
        _, left = psutil.wait_procs(family, timeout=5)
        assert not left, "nobody is left behind"
        assert not (centre.data / "postgres" / "pgdata" / "postmaster.pid").exists(), "the store was stopped in order"
