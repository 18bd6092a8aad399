"""The tempo of a sandbox: its clock stands, and is set forward to the next thing that is due.

Before anything follows from what the centre was told, the centre comes to rest. Meanwhile the clock stands too: how
long that takes is the machine's affair, it differs from run to run, and a mule's payment that comes a second after a
hold in one run and before it in the next would make another country of it. So those seconds are measured (`rested`)
and reported beside the minutes, not mixed into them.
"""

import time
from collections.abc import Callable, Mapping
from enum import IntEnum

from arasha.kernel.sandbox import Dial
from arasha.simulator.live.tempo import LOOK_S, SECOND, Stopped

NEVER = 2**62

Rest = Callable[[Stopped], float]
Letters = Callable[[], Mapping[str, int]]


class Told(IntEnum):
    """What the centre was told since it rested."""

    NOTHING = 0
    WRITTEN_DOWN = 1  # it has to be recorded; nobody hears of it
    FOLLOWS = 2  # somebody will hear of what follows


class SandboxTempo:
    """Turns a sandbox's clock.

    `rest` returns when the centre rests, in how many seconds; `letters` says how many messages each house has got.
    """

    def __init__(self, dial: Dial, rest: Rest, letters: Letters) -> None:
        self._dial, self._rest, self._letters = dial, rest, letters
        self._told, self._stopped = Told.NOTHING, _never
        self._lie: Mapping[str, int] = {}
        self.rested: list[float] = []
        self.rests = 0
        self.end = NEVER  # the clock is not set beyond it
        self.alarm: Callable[[], int] = lambda: NEVER  # when somebody besides whoever plays has something to do

    def now(self) -> int:
        """The instant that the sandbox's clock shows."""
        return self._dial.now_us()

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Let the centre come to rest if something follows; if nothing does, set the clock to the next due instant."""
        self._stopped = stopped
        if stopped():
            return False
        if self._told is Told.FOLLOWS:
            self.rest()
        else:
            self._set_to(min(until, self.alarm(), self.end))
        return not stopped()

    def given(self, *, follows: bool = True) -> None:
        """The centre was told something."""
        self._told = max(self._told, Told.FOLLOWS if follows else Told.WRITTEN_DOWN)

    def rest(self) -> None:
        """Wait until the centre has done all that it was given."""
        if self._told is Told.NOTHING:
            return
        took = self._rest(self._stopped)
        if self._told is Told.FOLLOWS:
            self.rested.append(took)
        self._told, self.rests, self._lie = Told.NOTHING, self.rests + 1, self._letters()

    def post(self, house: str, after: int) -> bool:
        """When something lies there that it has not read."""
        return self._lie.get(house, 0) > after

    def _set_to(self, instant: int) -> None:
        """What is due and could not be done is tried again a moment later."""
        now = self.now()
        if instant <= now < self.end:
            time.sleep(LOOK_S)
            instant = min(now + int(LOOK_S * SECOND), self.end)
        self._dial.set(max(instant, now), 0.0)


def _never() -> bool:
    return False
