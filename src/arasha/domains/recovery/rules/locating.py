"""Within which bounds a reported payment is looked for."""

from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.domains.complaints.facts import ReportedPayment
from arasha.kernel import clock
from arasha.kernel.money import LARGEST

# People remember amounts round and times badly.
NEARLY_PER_CENT = 1
EXACT_INSTANT = timedelta(minutes=2)
# Without an account, an amount tells one payment of a bank from another only within a short time.
NARROW = timedelta(hours=1)


class Bounds(NamedTuple):
    """Tiyn from `least` to `most`, made from `begin` and before `end`."""

    least: int
    most: int
    begin: datetime
    end: datetime


def bounds(wanted: ReportedPayment, oldest: datetime, newest: datetime) -> Bounds:
    """The bounds of a reported payment; whatever is not known bounds nothing but that it was made between two instants.

    An instant that is told exactly is looked for a little around: clocks differ.
    """
    return Bounds(*_amounts(wanted), *_instants(wanted, oldest, newest))


def tells_enough(wanted: ReportedPayment) -> bool:
    """Whether amount and time alone may name a payment: the amount exact, the time within `NARROW`, nobody named.

    Whoever names a receiver and is not found must wait for that payment, not be given another of the same amount.
    """
    if wanted.debtor or wanted.creditor or wanted.phone or wanted.end_to_end_id:
        return False
    timed = wanted.begin and wanted.end and wanted.end - wanted.begin <= NARROW // timedelta(microseconds=1)
    return bool(timed and wanted.amount and wanted.amount_is_exact)


def _amounts(wanted: ReportedPayment) -> tuple[int, int]:
    if not wanted.amount:
        return 1, LARGEST
    slack = 0 if wanted.amount_is_exact else wanted.amount * NEARLY_PER_CENT // 100
    return wanted.amount - slack, wanted.amount + slack


def _instants(wanted: ReportedPayment, oldest: datetime, newest: datetime) -> tuple[datetime, datetime]:
    begin = clock.from_us(wanted.begin) if wanted.begin else oldest
    end = clock.from_us(wanted.end) if wanted.end else newest
    slack = EXACT_INSTANT if end - begin < EXACT_INSTANT else timedelta()
    return max(begin - slack, oldest), min(end + slack, newest)
