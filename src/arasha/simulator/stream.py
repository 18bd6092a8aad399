"""A file of payments as a living stream: its first part at once, the rest one by one, every payment in its own time.

Whoever watches wants to see more than a country of this size pays in a minute, and behaviour is a matter of time: a
week squeezed into an hour would make everybody a fraud. So what lies in the past is played faster than it happened, and
at the present life goes on at its own pace.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from arasha.client import Client, Problem
from arasha.client.schemas import Outcome, OutcomeReport, Payment, Verdict
from arasha.simulator.replay.mapping import fitting
from arasha.simulator.replay.reading import Bad, Good, Source, payments
from arasha.simulator.replay.sending import send
from arasha.simulator.stories import tell

DEMONSTRATION = Path(__file__).parent / "data" / "amlgentex_12bank_valid.parquet"
HISTORY_SHARE = 0.7
STORY_EVERY_S = 25.0
LOOK_EVERY_S = 0.5

# What an obedient bank does on each verdict.
OBEDIENCE: dict[Verdict, Outcome] = {"allow": "executed", "warn": "executed", "hold": "held", "refuse": "refused"}


class Place(msgspec.Struct):
    """How far the stream has come: through the file how many times, at which row of it, and which story is next.

    `began` is when the file's first payment was made this time through.
    """

    lap: int = 0
    row: int = 0
    story: int = 0
    began: datetime | None = None


class Stream:
    """Plays a file through the gateway; where it has come to is kept in a file, so that it goes on there next time."""

    def __init__(self, client: Client, kept: Path, file: Path = DEMONSTRATION) -> None:
        self._client, self._kept, self._source = client, kept, Source(file)
        self._told_at = time.monotonic()
        self._place = msgspec.json.decode(kept.read_bytes(), type=Place) if kept.exists() else Place()

    @property
    def begun(self) -> bool:
        """Has the history been loaded?"""
        return self._place.row > 0 or self._place.lap > 0

    def load_history(self, progress: Callable[[int], None]) -> int:
        """Send the first part of the file as the payments of the days before; returns how many."""
        count = int(self._source.rows * HISTORY_SHARE)
        for _ in send(self._client, islice(self._rows(), count), lambda _: None):
            progress(1)
        self._place.began = self._first()
        self._move(row=count)
        return count

    def play(self, per_second: float, stopped: Callable[[], bool]) -> None:
        """Send the rest one by one, what lies in the past at this pace, with a story now and then.

        At its end the file begins anew, from now on.
        """
        while not stopped():
            first = self._first()
            later = (self._place.began or first) - first
            self._place.began = first + later
            for row in islice(self._rows(), self._place.row, None):
                if isinstance(row, Good):
                    payment = self._renamed(row.payment, row.payment.time + later)
                    if not self._wait_for(payment.time, per_second, stopped):
                        return
                    self._screen(payment)
                self._move(row=self._place.row + 1, keep=self._place.row % 50 == 0)
            self._place.lap += 1
            self._place.began = datetime.now(UTC)
            self._move(row=0)

    def _wait_for(self, due: datetime, per_second: float, stopped: Callable[[], bool]) -> bool:
        """Tell stories until a payment is due, and no sooner than the pace allows; False when it was stopped."""
        soonest = datetime.now(UTC) + timedelta(seconds=1 / per_second)
        while not stopped():
            if time.monotonic() - self._told_at > STORY_EVERY_S:
                self.tell()
            left = (max(due, soonest) - datetime.now(UTC)).total_seconds()
            if left <= 0:
                return True
            time.sleep(min(left, LOOK_EVERY_S))
        return False

    def tell(self) -> None:
        """Send the payments of the next story, as of now."""
        self._told_at = time.monotonic()
        for payment in tell(self._place.story, datetime.now(UTC)).payments:
            self._screen(payment)
        self._place.story += 1
        self._move(row=self._place.row)

    def _rows(self) -> Iterator[Good | Bad]:
        return payments(self._source, fitting(self._source.columns))

    def _first(self) -> datetime:
        return next(row.payment.time for row in self._rows() if isinstance(row, Good))

    def _renamed(self, payment: Payment, at: datetime) -> Payment:
        return msgspec.structs.replace(payment, id=f"D{self._place.lap}-{payment.id}", time=at)

    def _screen(self, payment: Payment) -> None:
        """Ask, and do as an obedient bank does: what may pass is executed, what is to be held is held."""
        try:
            answer = self._client.screen(payment)
            if not answer.degraded:
                outcome = OutcomeReport(id=payment.id, outcome=OBEDIENCE[answer.verdict], time=datetime.now(UTC))
                self._client.report([outcome])
        except Problem:
            time.sleep(0.5)

    def _move(self, *, row: int, keep: bool = True) -> None:
        self._place.row = row
        if keep:
            draft = self._kept.with_suffix(".new")
            draft.write_bytes(msgspec.json.encode(self._place))
            draft.replace(self._kept)
