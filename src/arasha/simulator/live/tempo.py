"""How time passes for whoever plays: as it does for everybody, or N times faster through hours that have been.

Instants are µs since 1970 UTC. A sandbox, whose centre lives by a clock of its own, brings its tempo along.
"""

import time
from collections.abc import Callable
from typing import Protocol

SECOND = 1_000_000
LOOK_S = 0.2

Stopped = Callable[[], bool]


class Tempo(Protocol):
    """The clock by which a play goes on."""

    def now(self) -> int:
        """The present instant."""
        ...

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Return at an instant, or a fifth of a second (of real time) later if that is still far; False: stopped."""
        ...

    def calm(self) -> None:
        """The centre is at work: go at real time for a moment, so that its minutes are minutes."""
        ...


class RealTempo:
    """Real time: with `begin` the hours since then are made up for, `rate` times faster than they passed."""

    def __init__(self, begin: int | None = None, rate: float = 1.0) -> None:
        """From `begin` on, which may lie in the past; by default from now on, where nothing can be hurried."""
        self._real = time.time_ns() // 1_000
        self._begin = self._real if begin is None else min(begin, self._real)
        self._rate = rate

    def now(self) -> int:
        """The instant that is played; it never overtakes the present."""
        real = time.time_ns() // 1_000
        return min(real, self._begin + int((real - self._real) * self._rate))

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Sleep, but look up from time to time."""
        if stopped():
            return False
        left = (until - self.now()) / SECOND / self._rate
        if left > 0:
            time.sleep(min(left, LOOK_S))
        return not stopped()

    def calm(self) -> None:
        """Nothing: at real time everything is calm, and hours that have been cannot be lived again slowly."""
