"""The days before a play, sent as the history that they are: nobody was stopped, many payments at once, in their order.

The switch asks for everybody. Who reports a payment of these days names it by the id that ran with it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from arasha.client import Client
from arasha.client.schemas import Answers, OutcomeReport, Payment

TOGETHER, AT_ONCE = 500, 3


class Loading:
    """Sends payments in batches, several at once, and says that all were carried out."""

    def __init__(self, client: Client, progress: Callable[[int], None]) -> None:
        self._client, self._progress = client, progress
        self._waiting: list[Payment] = []
        self._under_way: deque[tuple[Sequence[Payment], Future[Answers]]] = deque()
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        self._pool.shutdown(cancel_futures=kind is not None)

    def send(self, payments: Sequence[Payment]) -> None:
        """Send payments, in the order in which they were made."""
        self._waiting += payments
        while len(self._waiting) >= TOGETHER:
            self._hand_over()

    def finish(self) -> None:
        """Return when all are answered. `Problem` when the gateway does not take them."""
        while self._waiting:
            self._hand_over()
        while self._under_way:
            self._answered()

    def _hand_over(self) -> None:
        batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
        self._under_way.append((batch, self._pool.submit(self._client.screen_batch, batch)))
        if len(self._under_way) >= AT_ONCE:
            self._answered()

    def _answered(self) -> None:
        """They happened, whatever the centre would have said."""
        batch, answers = self._under_way.popleft()
        made = {payment.id: payment.time for payment in batch}
        grave = [one.id for one in answers.result().answers if one is not None and one.verdict in {"hold", "refuse"}]
        if grave:
            self._client.report([OutcomeReport(id=each, outcome="executed", time=made[each]) for each in grave])
        self._progress(len(batch))
