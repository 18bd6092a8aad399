"""Following the sequence of facts from another process: LISTEN, and catching up by number.

A notification only says "look"; what is handed over is always read by sequence, so nothing is missed when the
connection breaks, and nothing comes twice.
"""

import threading
from collections.abc import Collection
from typing import Protocol

import psycopg
import structlog
from django.db import connection

from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import calls, read

logger = structlog.get_logger()

# Without a notification the sequence is looked at this often, in case one was lost with its connection.
PATIENCE_S = 1.0
RETRY_S = 0.5


class Listener(Protocol):
    """Who follows facts. Both are called from the follower's thread."""

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of facts that are wanted."""

    def heed(self, facts: list[Recorded[Fact]]) -> None:
        """Take in facts of the wanted kinds, in order."""

    def store_found(self) -> None:
        """The store is there, at the start or again; facts follow."""

    def store_lost(self) -> None:
        """The store is away."""


class Follower:
    """Hands every fact of the wanted kinds from `start` on to a listener, from a thread of its own."""

    def __init__(self, start: int, listener: Listener, url: str) -> None:
        self._next = start
        self._listener = listener
        self._url = url
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Stop following; returns when the thread has ended."""
        self._stopped.set()
        self._thread.join(timeout=2 * PATIENCE_S)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as listening:
                    calls.listen(listening)
                    self._listener.store_found()
                    self._follow(listening)
            except Exception as error:  # noqa: BLE001
                self._listener.store_lost()
                logger.warning("store lost; facts are followed again when it is back", error=type(error).__name__)
                self._stopped.wait(RETRY_S)
            finally:
                connection.close()

    def _follow(self, listening: psycopg.Connection) -> None:
        while not self._stopped.is_set():
            while facts := read.since(self._next, self._listener.kinds):
                self._listener.heed(facts)
                self._next = facts[-1].sequence + 1
            calls.wait(listening, frozenset(self._listener.kinds), PATIENCE_S)
