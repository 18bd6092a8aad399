"""Draining a journal: what stands in it goes into the store, in the order in which it was answered.

In a process of its own beside the gateway, so that answers never wait for the store. When the store is away the journal
waits; when the drain is killed it goes on where its last transaction ended. When the journal is damaged nothing behind
the damage is recorded, nothing is skipped, and it is said loudly until somebody has mended it.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import structlog
from django.db import InterfaceError, OperationalError, connection

from arasha.interfaces.gateway.damage import Damage
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.journal.reader import Tail, end_of
from arasha.kernel.settings import Settings

logger = structlog.get_logger()

MOST_ROWS = 4_000  # in one transaction: beyond it the log would be locked for too long
WORTH_IT = MOST_ROWS // 4
RETRY_S = 1.0
DAMAGED_RETRY_S = 30.0  # a person has to bring the file back, so there is no hurry to look again

# Hears of every transaction: how many rows, and how many seconds they took.
Stepped = Callable[[int, float], None]


class Draining(ABC):
    """Drains one journal; what its frames mean is for the one who says `record`."""

    def __init__(self, folder: Path, settings: Settings, stepped: Stepped | None = None) -> None:
        self._folder, self._interval = folder, settings.drain_interval_ms / 1000
        self._damage = Damage(folder)
        self._stepped = stepped
        self._tail: Tail | None = None
        self._position = 0
        self._stopped = threading.Event()

    @abstractmethod
    def position(self) -> int:
        """The sequence up to which the store has the journal."""

    @abstractmethod
    def record(self, frames: Sequence[Frame]) -> None:
        """Store some frames in one transaction, with the new position; what was stored before is skipped."""

    @abstractmethod
    def prepare(self) -> None:
        """Do what has to be done whenever the store is there again."""

    def stop(self) -> None:
        """Stop after the present transaction."""
        self._stopped.set()

    def run(self) -> None:
        """Drain until stopped; the store may come and go meanwhile."""
        while not self._stopped.is_set():
            self._stopped.wait(self.turn())

    def turn(self) -> float:
        """Record all that is there; returns for how many seconds to rest then.

        A transaction has its price whatever its size, so when little is left more is waited for.
        """
        try:
            while (rows := self._timed_step()) and not self._stopped.is_set():
                if rows < WORTH_IT:
                    self._stopped.wait(self._interval)
        except (OperationalError, InterfaceError) as error:
            logger.warning("store away; the journal waits", error=type(error).__name__)
            self._tail = None
            connection.close()
            return RETRY_S
        except JournalDamaged:
            self._report_damage()
            return DAMAGED_RETRY_S
        self._damage.mended()
        return self._interval

    def _report_damage(self) -> None:
        """Say it where operators look: in the log, and at the gateway, in its health and its metrics."""
        sequence = self._tail.position if self._tail else self._position
        self._tail = None
        self._damage.found(sequence)
        logger.error(
            "JOURNAL DAMAGED: no answer from next_sequence on reaches the store; bring its files back from a copy",
            folder=str(self._folder),
            next_sequence=sequence,
        )

    def _timed_step(self) -> int:
        begin = clock.monotonic()
        rows = self.step()
        if rows and self._stepped:
            self._stepped(rows, clock.monotonic() - begin)
        return rows

    def step(self) -> int:
        """Record the next rows of the journal in one transaction; returns how many there were."""
        if self._tail is None:
            self.prepare()
            self._tail = self._begin()
        frames = self._tail.read(MOST_ROWS)
        if frames:
            self.record(frames)
        return sum(frame.rows for frame in frames)

    def _begin(self) -> Tail:
        """Go on where the last transaction ended; `JournalDamaged` when the journal ends before that."""
        self._position, end = self.position(), end_of(self._folder)
        if end < self._position:
            raise JournalDamaged(f"the store has rows up to {self._position}, the journal up to {end}; restore it")
        return Tail(self._folder, self._position)


@lru_cache(maxsize=4096)
def code_of(number: int) -> str:
    """The code of an institution; numbers are never reused."""
    return access.code_of(number)
