"""The centre's processes, and the one that watches over the others."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from arasha.kernel import clock

logger = structlog.get_logger()

SUPERVISED = "SUPERVISED_BY_ARASHA"
PR_SET_PDEATHSIG = 1
LOOK_S = 0.2
STOP_S = 20.0
SHORTEST_LIFE_S = 5.0
LONGEST_PAUSE_S = 30.0

PROCESSES = ("gateway", "keeper", "web", "worker")


@dataclass
class Watched:
    """A process that is started again when it ends; the pauses grow while it dies young."""

    name: str
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = 0.5
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it, as a session of its own, to end when we end."""
        command = [sys.executable, "-m", "arasha", self.name]
        self.process = subprocess.Popen(command, start_new_session=True, env=os.environ | {SUPERVISED: "yes"})
        self.started = clock.monotonic()

    def look(self) -> None:
        """Start it again if it has ended and its pause is over."""
        now = clock.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lived = now - self.started
            self.pause = 0.5 if lived > SHORTEST_LIFE_S else min(2 * self.pause, LONGEST_PAUSE_S)
            self.due = now + (0.0 if lived > SHORTEST_LIFE_S else self.pause)
            logger.warning("process ended; it is started again", process=self.name, code=self.process.returncode)
            self.process = None
        if self.process is None and now >= self.due:
            self.start()

    def stop(self) -> None:
        """Ask it to end, and wait; kill it when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Starts processes in order, keeps them running, and stops them in the opposite order."""

    def __init__(self, names: Sequence[str] = PROCESSES) -> None:
        self.watched = [Watched(name) for name in names]
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let `run` return."""
        self._stopped.set()

    def run(self) -> None:
        """Watch until stopped or told to by SIGINT or SIGTERM.

        The handler leaves the stopping to a thread: it interrupts the very thread that waits on the event to be set,
        perhaps while that holds its lock.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: threading.Thread(target=self.stop, name="stop").start())
        try:
            while not self._stopped.wait(LOOK_S):
                for watched in self.watched:
                    watched.look()
        finally:
            for watched in reversed(self.watched):
                watched.stop()


def end_with_supervisor() -> None:
    """In a process that a supervisor started: have the kernel end it if the supervisor is killed (prctl(2))."""
    if os.environ.get(SUPERVISED):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
