"""Judging payments that were put down together."""

from collections.abc import Sequence

from arasha.interfaces.gateway import answers
from arasha.interfaces.gateway.callers import check_side
from arasha.interfaces.gateway.desk import Answered, Inquiry, merged
from arasha.interfaces.gateway.intake import Intake, Taken
from arasha.interfaces.gateway.screening import Screening
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import ArashaError


class Judging:
    """What the desk of payments does with inquiries."""

    def __init__(self, screening: Screening, intake: Intake) -> None:
        self._screening, self._intake = screening, intake

    def __call__(self, batch: Sequence[Inquiry], now: int) -> list[list[Answered]]:
        """The answers to each inquiry; `DiskFull` before anything has changed."""
        taken: list[Taken] = []
        refused = [self._take(inquiry, now, taken) for inquiry in batch]
        given = iter(self._screening.decide(taken, now) if taken else ())
        return [merged(len(inquiry.items), instead, given) for inquiry, instead in zip(batch, refused, strict=True)]

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
