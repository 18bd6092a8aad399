"""The desk: questions that arrive together are judged together.

Requests put their payments, or their credit checks, down here. As soon as the event loop has taken in everything that
is there, the desk judges and records up to `LARGEST` of them in one go, and answers. Nothing else runs meanwhile: one
loop owns everything that is held in memory, and no lock is needed.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import structlog

from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.clock import SECOND
from arasha.kernel.errors import ArashaError, Unavailable

logger = structlog.get_logger()

# Questions judged in one go: beyond it the last of them would wait too long for the first.
LARGEST = 2_000
NEVER = 2**62

RESTART_S = 3

Answered = str | ArashaError
Tell = Callable[[list[Answered] | ArashaError], None]
# Hears of every micro-batch: how many questions, and how many seconds from the oldest arrival to the answers.
Judged = Callable[[int, float], None]


class Restarting(Unavailable):
    """Judging has failed in a way that nobody foresaw; the process ends and starts again."""

    code, title = "restarting", "The gateway starts again; ask again: what was recorded is answered the same."


class Inquiry(NamedTuple):
    """The questions of one request, who asks, when they came, until when answers are of use (both µs), whom to tell."""

    items: Sequence[Any]
    caller: Caller
    arrived_us: int
    deadline_us: int
    tell: Tell


# Judges and records what some inquiries ask, at an instant (µs): for each inquiry its answers, in order.
Judge = Callable[[Sequence[Inquiry], int], list[list[Answered]]]


class Desk:
    """Gathers inquiries into micro-batches."""

    def __init__(self, judge: Judge, judged: Judged, max_pending: int) -> None:
        self._judge, self._judged = judge, judged
        self._max_pending = max_pending
        self._waiting: deque[Inquiry] = deque()
        self._pending = 0
        self._called = False
        self.broken = False
        self.when_broken: Callable[[], None] = _nothing

    def ask(self, items: Sequence[Any], caller: Caller, deadline_ms: int | None, tell: Tell) -> None:
        """Put questions down; `tell` gets their answers, in order. `Unavailable` when too many wait already."""
        self.check()
        if self._pending + len(items) > self._max_pending:
            raise Unavailable("more questions wait than can be answered in time", retry_after_s=1)
        now = clock.now_us()
        self._waiting.append(
            Inquiry(items, caller, now, NEVER if deadline_ms is None else now + deadline_ms * 1000, tell)
        )
        self._pending += len(items)
        if not self._called:
            self._called = True
            asyncio.get_running_loop().call_soon(self._serve)

    def check(self) -> None:
        """`Restarting` when the process is about to end."""
        if self.broken:
            raise Restarting(retry_after_s=RESTART_S)

    def give_up(self) -> None:
        """What is in memory may not be what is recorded: answer nobody any more, and start again from the record."""
        self.broken = True
        for inquiry in self._waiting:
            inquiry.tell(Restarting(retry_after_s=RESTART_S))
        self._waiting.clear()
        self._pending = 0
        self.when_broken()

    def _serve(self) -> None:
        """Judge what waits; what is over the largest micro-batch is called again after the loop has taken in more."""
        batch, count = list[Inquiry](), 0
        while self._waiting and (not batch or count + len(self._waiting[0].items) <= LARGEST):
            inquiry = self._waiting.popleft()
            batch.append(inquiry)
            count += len(inquiry.items)
        self._pending -= count
        self._called = bool(self._waiting)
        if self._called:
            asyncio.get_running_loop().call_soon(self._serve)
        try:
            answered = self._judge(batch, clock.now_us())
        except ArashaError as error:  # no room to record: nothing was, and every one of them hears it
            for inquiry in batch:
                inquiry.tell(error)
            return
        except Exception as error:
            logger.exception("judging failed", error=type(error).__name__)
            self._waiting.extendleft(reversed(batch))
            self.give_up()
            return
        for inquiry, given in zip(batch, answered, strict=True):
            inquiry.tell(given)
        self._judged(count, (clock.now_us() - batch[0].arrived_us) / SECOND)


def _nothing() -> None:
    """Nobody wants to know."""


def merged(count: int, instead: dict[int, Answered], given: Iterator[Answered]) -> list[Answered]:
    """The answers of one inquiry: those that were given, and what stands in place of the others, by its place."""
    if not instead:
        return list(islice(given, count))
    return [instead[at] if at in instead else next(given) for at in range(count)]
