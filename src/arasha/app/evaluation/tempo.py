"""The tempo of a sandbox: hurried through the hours, at real time for a moment whenever the centre is at work."""

import threading
import time

from arasha.kernel.sandbox import Dial
from arasha.simulator.live.tempo import LOOK_S, SECOND, Stopped

CALM_S = 1.0


class SandboxTempo:
    """Turns a sandbox's clock. `rate`: how many simulated seconds pass in a real one while nothing is urgent."""

    def __init__(self, dial: Dial, rate: float, calm_s: float = CALM_S) -> None:
        self._dial, self._rate, self._calm_s = dial, rate, calm_s
        self._calm_until = 0.0
        self._lock = threading.Lock()

    def now(self) -> int:
        """The instant that the sandbox's clock shows."""
        return self._dial.now_us()

    def wait(self, until: int, stopped: Stopped) -> bool:
        """Let time pass, at the pace of the moment."""
        if stopped():
            return False
        self._pace()
        rate = max(self._dial.rate(), 1.0)
        left = (until - self.now()) / SECOND / rate
        if left > 0:
            time.sleep(min(left, LOOK_S))
        return not stopped()

    def calm(self) -> None:
        """Go at real time for the next second."""
        with self._lock:
            self._calm_until = time.monotonic() + self._calm_s
        self._turn(1.0)

    def hurry(self, times: float) -> None:
        """From now on go so many times faster where nothing is urgent."""
        self._rate *= times

    def still(self) -> None:
        """Stand still."""
        self._turn(0.0)

    def jump(self, us: int) -> None:
        """Leap over so many µs."""
        self._dial.set(self._dial.now_us() + us, 1.0)

    def _pace(self) -> None:
        with self._lock:
            calm = time.monotonic() < self._calm_until
        self._turn(1.0 if calm else self._rate)

    def _turn(self, rate: float) -> None:
        if self._dial.rate() != rate:
            self._dial.go(rate)
