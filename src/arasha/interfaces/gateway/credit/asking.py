"""Answering lenders' questions that were put down together."""

from collections.abc import Sequence

from arasha.interfaces.gateway.credit.intake import CreditIntake, Taken
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.interfaces.gateway.desk import Answered, Inquiry, merged
from arasha.kernel.errors import ArashaError, Unavailable


class TooLate(Unavailable):
    """The caller's deadline is over. There is no receipt, so the loan is refused."""

    code, title = "too-late", "No answer in time, and nothing was recorded: without a receipt do not lend."


class Asking:
    """What the desk of lenders does with inquiries."""

    def __init__(self, lending: Lending, intake: CreditIntake) -> None:
        self._lending, self._intake = lending, intake

    def __call__(self, batch: Sequence[Inquiry], now: int) -> list[list[Answered]]:
        """The answers to each inquiry; `DiskFull` before anything has changed."""
        taken: list[Taken] = []
        refused = [self._take(inquiry, now, taken) for inquiry in batch]
        given = iter(self._lending.decide(taken, now) if taken else ())
        return [merged(len(inquiry.items), instead, given) for inquiry, instead in zip(batch, refused, strict=True)]

    def _take(self, inquiry: Inquiry, now: int, taken: list[Taken]) -> dict[int, Answered]:
        """Add the questions of an inquiry to the batch; what cannot be answered is told here, by its place."""
        if now > inquiry.deadline_us:
            return dict.fromkeys(range(len(inquiry.items)), TooLate(retry_after_s=1))
        take, caller = self._intake.take, inquiry.caller
        instead: dict[int, Answered] = {}
        for at, check in enumerate(inquiry.items):
            try:
                taken.append(take(check, caller))
            except ArashaError as error:
                instead[at] = error
        return instead
