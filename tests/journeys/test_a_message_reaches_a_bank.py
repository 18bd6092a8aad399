"""A message reaches a bank through a real worker, and again when the worker is killed before the bank has answered."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from arasha.client import webhooks
from arasha.kernel.access import queries
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries.actions import endpoints, set_endpoint
from arasha.kernel.settings import current
from tests.client.gateway import Handler, MisbehavingGateway, says_bytes
from tests.kernel.deliveries.letters import BODY, sent, states
from tests.support.cast import SAULE, TOSTIK
from tests.support.centre import Centre, connect, free_port

TAKEN = says_bytes(b"", 204)


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    """A centre of which only the worker runs, on trial."""
    settings = msgspec.structs.replace(current(), private_webhooks=True)
    monkeypatch.setattr(endpoints, "current", lambda: settings)
    shutil.copytree(data / "keys", tmp_path / "keys")
    running = Centre(tmp_path, free_port(), {TOSTIK.code: connect(TOSTIK)}, {"ARASHA_PRIVATE_WEBHOOKS": "true"})
    yield running
    running.stop()


def until(true: Callable[[], bool], workers: Centre) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, workers.log("worker")
        time.sleep(0.05)


def hangs(handler: Handler) -> None:
    """Take the message and say nothing for long."""
    time.sleep(5)


def test_what_was_not_answered_when_the_worker_was_killed_comes_again_under_the_same_id(workers: Centre) -> None:
    bank: Institution = queries.institution(TOSTIK.code)
    with MisbehavingGateway([hangs]) as receiver:
        secret = set_endpoint(bank.number, f"{receiver.url}/hooks", SAULE) or ""
        workers.start("worker")
        (message,) = sent(bank)
        until(lambda: len(receiver.asked) == 1, workers)
        workers.kill("worker", signal.SIGKILL)
        assert states(bank) == ["waiting"]
        receiver.does(TAKEN)
        workers.start("worker")
        until(lambda: states(bank) == ["delivered"], workers)
        first, again = [webhooks.verify(asked.headers, asked.body, secret) for asked in receiver.asked]
        assert first == again
        assert (again.id, again.data) == (f"msg_{message.id.hex}", BODY)
        began = time.monotonic()
        sent(bank)
        until(lambda: states(bank) == ["delivered", "delivered"], workers)
        assert time.monotonic() - began < 3, "it goes out when it is sent, not when somebody looks"
