"""What is wanted: which country, from when, how long, how much crime, and where it is written."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.people import Country

PART = 500_000  # people whose payments of a day are one file
LONGEST_DAYS = 3_660
ROWS_BITS, PARTS_BITS = 32, 8


class WrongOrder(Exception):
    """What was asked for cannot be written; the message says what to change."""


class Order(NamedTuple):
    """A history to be written. `crime` is a multiple of the published rate of registered frauds; 0: none."""

    country: Country
    begin: date
    days: int
    out: Path
    crime: float = 1.0
    calls: bool = False
    processes: int = 1

    @property
    def first_day(self) -> int:
        """The first day, counted from 1970."""
        return day_of(self.begin)

    @property
    def parts(self) -> range:
        """The numbers of the parts of the country."""
        return range(-(-self.country.people // PART))

    def people(self, part: int) -> tuple[int, int]:
        """The first person of a part, and the first who is in it no more."""
        return part * PART, min((part + 1) * PART, self.country.people)


def payment_id(days: int, part: int, row: int) -> int:
    """The id of a payment: by the day since the beginning, the part, and the row in its file."""
    return days << (ROWS_BITS + PARTS_BITS) | part << ROWS_BITS | row


def check(order: Order) -> None:
    """`WrongOrder` where the history cannot be written; makes the folder."""
    if not 1 <= order.days <= LONGEST_DAYS:
        raise WrongOrder(f"a history has 1 to {LONGEST_DAYS} days, not {order.days}")
    if order.crime < 0:
        raise WrongOrder("crime is a multiple of the published rate: 0 or more")
    if len(order.parts) > 1 << PARTS_BITS:
        raise WrongOrder(f"at most {PART << PARTS_BITS:,} people")
    if order.out.exists() and not order.out.is_dir():
        raise WrongOrder(f"{order.out} is a file, not a folder")
    try:
        order.out.mkdir(parents=True, exist_ok=True)
        if any(order.out.iterdir()):
            raise WrongOrder(f"{order.out} is not empty; name a new folder")
        probe = order.out / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise WrongOrder(f"{order.out} cannot be written: {error.strerror}") from error
