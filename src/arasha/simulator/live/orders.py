"""A payment is ordered: the payer's bank asks the gateway, and does as it does; the outcome is reported.

Whatever the gateway could not be asked or told in time is owed to it, and told when it answers again: a bank's own
store. So an outage of the gateway loses nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import httpx

from arasha.client import Client, Problem
from arasha.client.schemas import Answer, Outcome, OutcomeReport, Payment

TOGETHER = 500
MOST_OWED = 100_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Away = (Problem, httpx.TransportError)


def instant(us: int) -> datetime:
    """µs as the client says them."""
    return EPOCH + timedelta(microseconds=us)


class Owed(NamedTuple):
    """A payment that was let go without the gateway's word, to be told afterwards."""

    payment: Payment
    outcome: Outcome
    at: int


class Gateway:
    """One connection to the gateway, and what is owed to it."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._owed: list[Owed] = []
        self._outcomes: list[OutcomeReport] = []

    @property
    def owes(self) -> int:
        """How many payments and outcomes it has still to tell."""
        return len(self._owed) + len(self._outcomes)

    def ask(self, payment: Payment) -> Answer | None:
        """The verdict, or None when none came in time or the gateway refuses to judge."""
        try:
            answer = self._client.screen(payment)
        except Away:
            return None
        return None if answer.degraded else answer

    def ask_together(self, payments: Sequence[Payment]) -> list[Answer | None] | None:
        """The verdicts on ordinary payments, None for one that is refused; None altogether: ask again later."""
        found = list[Answer | None]()
        for begin in range(0, len(payments), TOGETHER):
            try:
                found += self._client.screen_batch(payments[begin : begin + TOGETHER]).answers
            except Away:
                return None
        return found

    def report(self, id_: str, outcome: Outcome, at: int) -> None:
        """Say what was done with a payment, now or as soon as the gateway hears."""
        self._outcomes.append(OutcomeReport(id=id_, outcome=outcome, time=instant(at)))

    def owe(self, payment: Payment, outcome: Outcome, at: int) -> None:
        """Remember a payment that went without a verdict."""
        if len(self._owed) < MOST_OWED:
            self._owed.append(Owed(payment, outcome, at))

    def settle(self) -> bool:
        """Tell what is owed; whether all is told."""
        try:
            while self._owed:
                self._settle_some()
            while self._outcomes:
                self._client.report(self._outcomes[:TOGETHER])
                del self._outcomes[:TOGETHER]
        except Away as error:
            return self._given_up(error)
        return True

    def _settle_some(self) -> None:
        some = self._owed[:TOGETHER]
        self._client.screen_batch([each.payment for each in some])
        del self._owed[:TOGETHER]
        for each in some:
            self.report(each.payment.id, each.outcome, each.at)

    def _given_up(self, error: Exception) -> bool:
        """What the gateway refuses for good is not said again; for what is passing it is asked anew."""
        if isinstance(error, Problem) and 400 <= error.problem.status < 500 and error.problem.status != 429:
            del (self._owed or self._outcomes)[:TOGETHER]
        return False
