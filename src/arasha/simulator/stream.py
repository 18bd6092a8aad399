"""A file of payments as a living stream: yesterday's part at once, the rest as if it happened now."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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

# What an obedient bank does on each verdict.
OBEDIENCE: dict[Verdict, Outcome] = {"allow": "executed", "warn": "executed", "hold": "held", "refuse": "refused"}


class Place(msgspec.Struct):
    """How far the stream has come: through the file how many times, at which row of it, and which story is next."""

    lap: int = 0
    row: int = 0
    story: int = 0


class Stream:
    """Plays a file through the gateway; where it has come to is kept in a file, so that it goes on there next time."""

    def __init__(self, client: Client, kept: Path, file: Path = DEMONSTRATION) -> None:
        self._client, self._kept, self._source = client, kept, Source(file)
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
        self._move(row=count)
        return count

    def play(self, per_second: float, stopped: Callable[[], bool]) -> None:
        """Send the rest one by one, each as of now, with a story now and then; begins anew at the file's end."""
        told_at = time.monotonic()
        while not stopped():
            for row in islice(self._rows(), self._place.row, None):
                if stopped():
                    return
                if isinstance(row, Good):
                    self._screen(self._as_of_now(row.payment))
                    time.sleep(1 / per_second)
                self._move(row=self._place.row + 1, keep=self._place.row % 50 == 0)
                if time.monotonic() - told_at > STORY_EVERY_S:
                    told_at = time.monotonic()
                    self.tell()
            self._place.lap += 1
            self._move(row=0)

    def tell(self) -> None:
        """Send the payments of the next story."""
        for payment in tell(self._place.story, datetime.now(UTC)).payments:
            self._screen(payment)
        self._place.story += 1
        self._move(row=self._place.row)

    def _rows(self) -> Iterator[Good | Bad]:
        return payments(self._source, fitting(self._source.columns))

    def _as_of_now(self, payment: Payment) -> Payment:
        return msgspec.structs.replace(payment, id=f"D{self._place.lap}-{payment.id}", time=datetime.now(UTC))

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
