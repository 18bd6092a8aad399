"""What is done in a sandbox by the clock, and by nobody who plays: the staff's work and the worker's rounds.

The worker looks by real time whether terms are over; on a clock that leaps it would look too seldom. So its rounds are
made here too, by the same functions, whenever the sandbox's clock says so: recovery's clocks at the very instant at
which the next one warns or runs out, all others every so many minutes.
"""

from collections.abc import Callable

from arasha.app import worker
from arasha.app.evaluation.staff import Staff
from arasha.app.evaluation.tempo import NEVER, SandboxTempo
from arasha.domains.recovery.queries import handling
from arasha.kernel import clock

EVERY_US = 10 * clock.MINUTE
ROUNDS: tuple[Callable[[int], object], ...] = (
    worker.find_reported, worker.finish_lifts, worker.expire_entries, worker.mind_claims, worker.mind_contests,
    worker.close_recovered, worker.fade_risks,
)  # fmt: skip


class Rounds:
    """Does it when it is time; `next_at` says when that is."""

    def __init__(self, staff: Staff, tempo: SandboxTempo) -> None:
        self._staff, self._tempo = staff, tempo
        self.every_us = EVERY_US
        self._next = 0
        self._clock, self._rests = NEVER, -1

    def next_at(self) -> int:
        """The next instant at which there is something to do; clocks change only where the centre was at work."""
        if self._rests != self._tempo.rests:
            found = handling.next_clock()
            self._clock, self._rests = NEVER if found is None else clock.to_us(found), self._tempo.rests
        return min(self._next, self._clock)

    def __call__(self) -> None:
        """Do what is due."""
        now = self._tempo.now()
        if now < self.next_at():
            return
        self._tempo.rest()
        worker.heed_clocks(0)
        if now >= self._next:
            self._next = now - now % self.every_us + self.every_us
            for each in ROUNDS:
                each(0)
            self._staff.look()
        self._tempo.given()
