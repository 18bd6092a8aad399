"""The keeper: the process beside the gateway that drains its journal and does its housekeeping.

Snapshots are made by a short-lived process, so that neither answers nor the drain wait for them.
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import structlog
from django.db import DatabaseError

from arasha.domains.credit.actions import files as register
from arasha.domains.credit.queries import register as credit
from arasha.domains.payments.actions import record
from arasha.domains.registry import actions as registry
from arasha.interfaces.gateway.credit import restoring
from arasha.interfaces.gateway.credit.drain import CreditDrain
from arasha.interfaces.gateway.drain import JOURNAL, Drain
from arasha.interfaces.gateway.draining import Stepped
from arasha.interfaces.gateway.restore import journal_folder, registry_path, restore, snapshot_path
from arasha.kernel import clock, prefixmap, snapshot
from arasha.kernel.journal.segments import drop_before, prepare_spare
from arasha.kernel.settings import Settings

logger = structlog.get_logger()

SPARE_EVERY_S = 0.1
LOOK_EVERY_S = 2.0
REGISTRY_HOURS = 1
DAY_S = 86_400
FAILED_REST_S = 300.0  # after a snapshot that failed: a rehearsal of a restart takes the processor from the answers

# The keeper gives way when processors are scarce: the journal holds what it has not stored yet, an answer cannot wait.
BEHIND_THE_GATEWAY = 19


class Keeper:
    """Keeps one gateway's house."""

    def __init__(self, settings: Settings, stepped: Stepped | None = None) -> None:
        self._settings = settings
        self._drain, self._credit = Drain(settings, stepped), CreditDrain(settings)
        self._stopped = threading.Event()
        self._snapshot: subprocess.Popen[bytes] | None = None
        self._snapshot_at, self._snapshot_next, self._rest_s = clock.monotonic(), 0, 0.0

    def run(self) -> None:
        """Keep house until SIGTERM.

        The handler leaves the stopping to a thread: it interrupts the very thread that waits on the events to be set,
        perhaps while that holds their lock.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=self._stop, name="stop").start())
        housekeeping = threading.Thread(target=self._keep_house, name="housekeeping", daemon=True)
        lending = threading.Thread(target=self._credit.run, name="credit", daemon=True)
        housekeeping.start()
        lending.start()
        self._drain.run()
        for beside in (lending, housekeeping):
            beside.join(timeout=2 * LOOK_EVERY_S)

    def _stop(self) -> None:
        self._stopped.set()
        self._drain.stop()
        self._credit.stop()

    def _keep_house(self) -> None:
        folders = journal_folder(self._settings), restoring.journal_folder(self._settings)
        size, looked = self._settings.journal_segment_mb << 20, 0.0
        while not self._stopped.wait(SPARE_EVERY_S):
            try:
                for folder in folders:
                    prepare_spare(folder, size)
                if clock.monotonic() - looked >= LOOK_EVERY_S:
                    looked = clock.monotonic()
                    self._look()
            except (OSError, DatabaseError) as error:
                logger.warning("housekeeping failed; it is tried again", error=type(error).__name__)

    def _look(self) -> None:
        settings = self._settings
        self._make_snapshot()
        if _age_s(registry_path(settings)) > REGISTRY_HOURS * 3600:
            registry.write_snapshot(registry_path(settings))
        if _age_s(restoring.register_path(settings)) > REGISTRY_HOURS * 3600:
            register.write_snapshot(restoring.register_path(settings))
        safe, kept = min(record.position(JOURNAL), self._snapshot_next), _now_s() - settings.journal_keep_days * DAY_S
        drop_before(journal_folder(settings), safe, kept)
        drop_before(restoring.journal_folder(settings), self._credit_safe(), kept)

    def _credit_safe(self) -> int:
        """The sequence before which nothing of the credit journal is needed any more: store and file both have it."""
        written = prefixmap.open_map(restoring.register_path(self._settings), register.WIDTH).as_of
        return credit.first_after(written)

    def _make_snapshot(self) -> None:
        """Begin a snapshot when enough has happened since the last; one at a time."""
        if self._snapshot is not None:
            code = self._snapshot.poll()
            if code is None:
                return
            if code:
                logger.error("no snapshot could be made; the last one stands", code=code)
            self._snapshot, self._rest_s = None, FAILED_REST_S if code else 0.0
            self._snapshot_next = snapshot_next(self._settings)
        new = record.position(JOURNAL) - self._snapshot_next
        waited = clock.monotonic() - self._snapshot_at
        if waited < self._rest_s:
            return
        if new >= self._settings.snapshot_payments or (new > 0 and waited >= self._settings.snapshot_minutes * 60):
            self._snapshot_at = clock.monotonic()
            self._snapshot = subprocess.Popen([sys.executable, "-m", "arasha", "snapshot"])


def make_snapshot(settings: Settings) -> int:
    """Start up as the gateway would, and save what that gives; returns the sequence behind it."""
    memory = restore(settings)
    snapshot.save(snapshot_path(settings), memory.arrays())
    return memory.next


def snapshot_next(settings: Settings) -> int:
    """The sequence behind the last snapshot."""
    path = snapshot_path(settings)
    return int(snapshot.load(path, only="next")["next"][0]) if path.exists() else 0


def run(settings: Settings, stepped: Stepped | None = None) -> None:
    """The process; `stepped` hears of every transaction of the drain."""
    os.nice(BEHIND_THE_GATEWAY)
    Keeper(settings, stepped).run()


def _age_s(path: Path) -> float:
    """Seconds since a file was written; for ever when there is none."""
    return _now_s() - path.stat().st_mtime if path.exists() else float("inf")


def _now_s() -> float:
    """Now as the file system says it."""
    return clock.now_us() / clock.SECOND
