"""A clock that can be set, hurried and stopped: for a sandbox, where days pass in minutes and a lesson is paused.

All processes of a sandbox read one small file, mapped into memory: since when it has been showing which instant, and
how fast it runs. It never goes back: what was recorded stays older than what is recorded next.
"""

import fcntl
import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# How often the dial has been turned (odd while it is being turned), the real time (ns since 1970) since when it shows
# the simulated instant (µs since 1970), and simulated seconds a real one.
FACE = struct.Struct("<qqqd")
COUNT = struct.Struct("<q")
FASTEST = 100_000.0


class Dial:
    """The clock of a sandbox; whoever has the file may turn it."""

    def __init__(self, path: Path) -> None:
        """Open the clock, or make it: it then shows the real time and runs with it."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.{time.monotonic_ns()}.new")
            real = time.time_ns()
            draft.write_bytes(FACE.pack(0, real, real // 1_000, 1.0))
            draft.replace(path)
        self._path = path
        with path.open("r+b") as file:
            self._face = mmap.mmap(file.fileno(), FACE.size)

    def now_us(self) -> int:
        """The simulated instant, µs."""
        real, shown, rate = self._read()
        return shown + int((time.time_ns() - real) / 1_000 * rate)

    def rate(self) -> float:
        """Simulated seconds a real one; 0: it stands."""
        return self._read()[2]

    def go(self, rate: float) -> None:
        """Run so fast from now on; `ValueError` as with `set`."""
        _check(rate)
        with self._alone():
            self._turn(self.now_us(), rate)

    def pause(self) -> None:
        """Stand still."""
        self.go(0.0)

    def jump(self, us: int) -> None:
        """Show another instant, and run on as before; `ValueError` when it lies in the past."""
        self.set(us, self.rate())

    def set(self, us: int, rate: float) -> None:
        """Show an instant and run so fast; `ValueError` when it lies in the past or is too fast."""
        _check(rate)
        with self._alone():
            if us < self.now_us():
                raise ValueError("the clock of a sandbox never goes back")
            self._turn(us, rate)

    def _turn(self, us: int, rate: float) -> None:
        turned = COUNT.unpack_from(self._face)[0]
        COUNT.pack_into(self._face, 0, turned + 1)
        FACE.pack_into(self._face, 0, turned + 1, time.time_ns(), us, rate)
        COUNT.pack_into(self._face, 0, turned + 2)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Turn it while nobody else does: a trainee pauses it on a page, whoever plays hurries it."""
        with self._path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
            yield

    def _read(self) -> tuple[int, int, float]:
        """What stands there, as it stood at one moment."""
        while True:
            turned, real, shown, rate = FACE.unpack_from(self._face)
            if turned % 2 == 0 and COUNT.unpack_from(self._face)[0] == turned:
                return real, shown, rate


def _check(rate: float) -> None:
    if not 0.0 <= rate <= FASTEST:
        raise ValueError(f"a rate from 0 to {FASTEST:,.0f}")
