"""Months as people in Kazakhstan count them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.kernel import clock


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def begins(self) -> datetime:
        """Its first moment in Almaty."""
        return datetime(self.year, self.month, 1, tzinfo=clock.ALMATY)

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> "Month":
        """The month before it."""
        return month_of(self.begins - timedelta(hours=1))


def month_of(at: datetime) -> Month:
    """The month of an instant."""
    there = at.astimezone(clock.ALMATY)
    return Month(there.year, there.month)
