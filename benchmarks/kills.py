"""Kill the gateway at random moments under load, and count what was acknowledged and lost, or kept twice.

Every question is asked again under the same id until it has an answer, as a bank would. An answer that once came is
remembered; when the same question is asked again after all kills, and in the store, it must be the very same.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

import httpx
import msgspec

from benchmarks.payload import LAP

ASKERS, TOGETHER = 4, 20
LIVES_S = (0.3, 2.0)


class Killable(Protocol):
    """A centre whose processes can be killed and started again."""

    @property
    def url(self) -> str:
        """Where the gateway answers."""

    @property
    def key(self) -> str:
        """A key that may ask for all banks."""

    def kill(self, name: str) -> None:
        """End a process without mercy."""

    def start(self, name: str) -> None:
        """Start a process."""

    def answering(self) -> float:
        """Wait until the gateway answers; returns how many seconds that took."""


@dataclass
class Killed:
    """What came of it."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    restarts_s: list[float] = field(default_factory=list)


class Askers:
    """Threads that ask, and ask again, until told to stop; `heard` is every answer that came, by the payment's id."""

    def __init__(self, centre: Killable, bodies: Sequence[bytes], lap: int) -> None:
        self._centre, self._stopped, self._lock = centre, threading.Event(), threading.Lock()
        prefix = f'"L{lap:02d}-'.encode()
        self._bodies = iter([body.replace(LAP, prefix) for body in bodies])
        self.heard: dict[str, tuple[int, str, int]] = {}
        self.changed = 0
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(ASKERS)]

    def start(self) -> None:
        """Begin asking."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let every question under way come to its answer."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        headers = {"authorization": f"Bearer {self._centre.key}", "content-type": "application/json"}
        with httpx.Client(base_url=self._centre.url, headers=headers, timeout=10) as http:
            while not self._stopped.is_set():
                with self._lock:
                    asked = list(islice(self._bodies, 1 if number % 2 else TOGETHER))
                if not asked:
                    return
                self._insist(http, asked)
                if random.random() < 0.1:  # a bank that did not hear the answer asks again
                    self._insist(http, asked)

    def _insist(self, http: httpx.Client, asked: Sequence[bytes]) -> None:
        path, body = "/v1/payments/screen-batch", b'{"payments":[' + b",".join(asked) + b"]}"
        while True:
            try:
                reply = http.post(path, content=body)
            except httpx.TransportError:
                time.sleep(0.02)
                continue
            if reply.status_code == 200:
                break
            time.sleep(0.02)
        answers = msgspec.json.decode(reply.content)["answers"]
        with self._lock:
            for answer in answers:
                given = answer["sequence"], answer["verdict"], answer["score"]
                self.changed += self.heard.setdefault(answer["id"], given) != given


def kill_again_and_again(
    centre: Killable, bodies: Sequence[bytes], times: int, progress: Callable[[int], None], lap: int = 99
) -> Killed:
    """Kill and start the gateway so many times under load; then compare what was heard with what is kept."""
    killed, askers = Killed(), Askers(centre, bodies, lap)
    askers.start()
    for number in range(times):
        time.sleep(random.uniform(*LIVES_S))
        centre.kill("gateway")
        centre.start("gateway")
        killed.restarts_s.append(centre.answering())
        killed.kills += 1
        progress(number + 1)
    askers.stop()
    killed.acknowledged = len(askers.heard)
    kept, killed.doubled = _kept(centre, f"L{lap:02d}-")
    killed.lost = askers.changed + sum(kept.get(name) != given for name, given in askers.heard.items())
    return killed


def _kept(centre: Killable, prefix: str) -> tuple[dict[str, tuple[int, str, int]], int]:
    """What the store has under ids with this prefix, and how many of them it has twice."""
    from django.db import connection

    from arasha.domains.payments.facts import Verdict

    wait_until_drained(centre)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payment_id, sequence, verdict, score FROM payment WHERE payment_id LIKE %s", [prefix + "%"]
        )
        rows = cursor.fetchall()
    connection.close()
    kept = {name: (sequence, Verdict(verdict).word, score) for name, sequence, verdict, score in rows}
    return kept, len(rows) - len(kept)


def wait_until_drained(centre: Killable, seconds: float = 600) -> None:
    """Return when the store has all that the gateway has answered."""
    from django.db import connection

    from arasha.domains.payments.actions import record
    from arasha.interfaces.gateway.drain import JOURNAL

    following = httpx.get(f"{centre.url}/health", timeout=10).json()["next_sequence"]
    deadline = time.monotonic() + seconds
    while record.position(JOURNAL) < following:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the store has {record.position(JOURNAL)} of {following} rows after {seconds} s")
        time.sleep(0.25)
    connection.close()
