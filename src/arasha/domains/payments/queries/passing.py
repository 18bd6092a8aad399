"""How much of what an account receives it passes on, and how long it stays: first in, first out.

No balance is known here, so every debit is taken to be paid from the credits before it, the oldest first; what was
there before the first credit that is known can only make the share too high, never the time too short.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.domains.payments.queries.legs import Leg


class Stay(NamedTuple):
    """Some tiyn that stayed in the account for a while."""

    length: timedelta
    amount: int


class Passed(NamedTuple):
    """What was received, and the parts of it that were passed on."""

    received: int
    stays: list[Stay]

    @property
    def amount(self) -> int:
        """How much of it was passed on."""
        return sum(stay.amount for stay in self.stays)

    @property
    def half_within(self) -> timedelta | None:
        """Within what time half of what was passed on had left; None when nothing was."""
        left, half = 0, -(-self.amount // 2)
        for stay in sorted(self.stays):
            left += stay.amount
            if left >= half:
                return stay.length
        return None

    def by_length(self, bounds: Sequence[timedelta]) -> list[int]:
        """The tiyn whose stay is shorter than each bound and not than the one before; last, all the longer ones."""
        parts = [0] * (len(bounds) + 1)
        for stay in self.stays:
            parts[sum(stay.length >= bound for bound in bounds)] += stay.amount
        return parts


def passed(legs: Iterable[Leg]) -> Passed:
    """Match the debits of an account with its credits; the legs stand oldest first."""
    waiting: deque[tuple[datetime, int]] = deque()
    received, stays = 0, list[Stay]()
    for leg in legs:
        if not leg.moved:
            continue
        if leg.credit:
            received += leg.amount
            waiting.append((leg.at, leg.amount))
        else:
            stays += _drawn(waiting, leg)
    return Passed(received, stays)


def _drawn(waiting: deque[tuple[datetime, int]], debit: Leg) -> Iterable[Stay]:
    """Take a debit from what is waiting, the oldest first."""
    wanted = debit.amount
    while wanted and waiting:
        came_at, amount = waiting.popleft()
        part = min(wanted, amount)
        yield Stay(debit.at - came_at, part)
        wanted -= part
        if amount > part:
            waiting.appendleft((came_at, amount - part))
