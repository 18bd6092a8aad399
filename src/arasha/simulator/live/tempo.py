"""How time passes for whoever plays: as it does for everybody, or N times faster through hours that have been.

Instants are µs since 1970 UTC. A sandbox, whose centre lives by a clock of its own, brings its tempo along.
"""

import time
from collections.abc import Callable
from typing import Protocol

SECOND = 1_000_000
LOOK_S = 0.2
POLL_S = 0.5

Stopped = Callable[[], bool]


class Tempo(Protocol):
    """The clock by which a play goes on."""

    def now(self) -> int:
        """The present instant."""
        ...

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Let time pass up to an instant, or for a while if that is still far; False: stopped."""
        ...

    def given(self, *, follows: bool = True) -> None:
        """The centre was told something; `follows`: it has to do something about it, which others will hear of."""
        ...

    def rest(self) -> None:
        """Return when the centre has done what it was given, where time waits for that."""
        ...

    def post(self, house: str, after: int) -> bool:
        """Is it time for an institution to look for messages behind the last one that it has?"""
        ...


class RealTempo:
    """Real time: with `begin` the hours since then are made up for, `rate` times faster than they passed."""

    def __init__(self, begin: int | None = None, rate: float = 1.0) -> None:
        """From `begin` on, which may lie in the past; by default from now on, where nothing can be hurried."""
        self._real = time.time_ns() // 1_000
        self._begin = self._real if begin is None else min(begin, self._real)
        self._rate = rate
        self._polled = dict[str, float]()

    def now(self) -> int:
        """The instant that is played; it never overtakes the present."""
        real = time.time_ns() // 1_000
        return min(real, self._begin + int((real - self._real) * self._rate))

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Sleep, but look up every fifth of a second."""
        if stopped():
            return False
        left = (until - self.now()) / SECOND / self._rate
        if left > 0:
            time.sleep(min(left, LOOK_S))
        return not stopped()

    def given(self, *, follows: bool = True) -> None:
        """Nothing: the centre does it while time passes."""

    def rest(self) -> None:
        """Nothing: time waits for nobody."""

    def post(self, house: str, after: int) -> bool:  # noqa: ARG002 - it cannot know without looking
        """Twice a second."""
        now = time.monotonic()
        if now - self._polled.get(house, 0.0) < POLL_S:
            return False
        self._polled[house] = now
        return True
