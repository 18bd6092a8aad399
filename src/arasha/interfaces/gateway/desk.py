"""The desk: questions that arrive together are judged together.

Requests put their payments down here. As soon as the event loop has taken in everything that is there, the desk judges
and records up to `LARGEST` payments in one go, and answers. Nothing else runs meanwhile: one loop owns everything that
is held in memory, and no lock is needed.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import structlog

from arasha.client.schemas import Payment
from arasha.interfaces.gateway import answers
from arasha.interfaces.gateway.callers import check_side
from arasha.interfaces.gateway.intake import Intake, Taken
from arasha.interfaces.gateway.screening import Screening
from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.clock import SECOND
from arasha.kernel.errors import ArashaError, Unavailable

logger = structlog.get_logger()

# Payments judged in one go: beyond it the last of them would wait too long for the first.
LARGEST = 2_000
NEVER = 2**62

RESTART_S = 3

Answered = str | ArashaError
Tell = Callable[[list[Answered] | ArashaError], None]
# Hears of every micro-batch: how many payments, and how many seconds from the oldest arrival to the answers.
Judged = Callable[[int, float], None]


class Restarting(Unavailable):
    """Judging has failed in a way that nobody foresaw; the process ends and starts again."""

    code, title = "restarting", "The gateway starts again; ask again: what was recorded is answered the same."


class Inquiry(NamedTuple):
    """The payments of one request, who asks, when they came, until when an answer is of use (both µs), whom to tell."""

    payments: Sequence[Payment]
    caller: Caller
    arrived_us: int
    deadline_us: int
    tell: Tell


class Desk:
    """Gathers inquiries into micro-batches."""

    def __init__(self, screening: Screening, intake: Intake, judged: Judged, max_pending: int) -> None:
        self._screening, self._intake, self._judged = screening, intake, judged
        self._max_pending = max_pending
        self._waiting: deque[Inquiry] = deque()
        self._pending = 0
        self._called = False
        self.broken = False
        self.when_broken: Callable[[], None] = _nothing

    def ask(self, payments: Sequence[Payment], caller: Caller, deadline_ms: int | None, tell: Tell) -> None:
        """Put payments down; `tell` gets their answers, in order. `Unavailable` when too many wait already."""
        self.check()
        if self._pending + len(payments) > self._max_pending:
            raise Unavailable("more payments wait than can be judged in time", retry_after_s=1)
        now = clock.now_us()
        self._waiting.append(
            Inquiry(payments, caller, now, NEVER if deadline_ms is None else now + deadline_ms * 1000, tell)
        )
        self._pending += len(payments)
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
        while self._waiting and (not batch or count + len(self._waiting[0].payments) <= LARGEST):
            inquiry = self._waiting.popleft()
            batch.append(inquiry)
            count += len(inquiry.payments)
        self._pending -= count
        self._called = bool(self._waiting)
        if self._called:
            asyncio.get_running_loop().call_soon(self._serve)
        try:
            answered = self._judge(batch)
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

    def _judge(self, batch: Sequence[Inquiry]) -> list[list[Answered]]:
        now = clock.now_us()
        taken: list[Taken] = []
        refused = [self._take(inquiry, now, taken) for inquiry in batch]
        given = iter(self._screening.decide(taken, now) if taken else ())
        return [_merged(len(inquiry.payments), instead, given) for inquiry, instead in zip(batch, refused, strict=True)]

    def _take(self, inquiry: Inquiry, now: int, taken: list[Taken]) -> dict[int, Answered]:
        """Add the payments of an inquiry to the batch; what cannot be judged is answered here, by its place."""
        payments, caller, arrived_us, deadline_us, _ = inquiry
        if now > deadline_us:
            return {at: answers.stand_in(payment.id, caller.stand_in, now) for at, payment in enumerate(payments)}
        take, number, anybody = self._intake.take, caller.number, Scope.ON_BEHALF in caller.scopes
        instead: dict[int, Answered] = {}
        for at, payment in enumerate(payments):
            try:
                if not anybody:
                    check_side(payment, caller)
                taken.append(take(payment, number, arrived_us))
            except ArashaError as error:
                instead[at] = error
        return instead


def _nothing() -> None:
    """Nobody wants to know."""


def _merged(count: int, instead: dict[int, Answered], given: Iterator[Answered]) -> list[Answered]:
    """The answers of one inquiry: those that were given, and what stands in place of the others."""
    if not instead:
        return list(islice(given, count))
    return [instead[at] if at in instead else next(given) for at in range(count)]
