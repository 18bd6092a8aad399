"""Working days of Kazakhstan: the five-day week, holidays (Labour Code art. 84, 85), and days that were moved.

The calendar is the `holidays` library's; where an official act says otherwise the caller's exceptions do.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

ONE = timedelta(days=1)
SATURDAY = 5

Exceptions = Mapping[date, bool]


def works(day: date, exceptions: Exceptions) -> bool:
    """Do people work on this day? `exceptions` says so outright for some days."""
    if day in exceptions:
        return exceptions[day]
    off, moved = _year(day.year)
    return day in moved or (day.weekday() < SATURDAY and day not in off)


def after(day: date, count: int, exceptions: Exceptions) -> date:
    """The so-manieth working day after a day, which itself is not counted."""
    while count:
        day += ONE
        count -= works(day, exceptions)
    return day


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off of a year, and its Saturdays and Sundays that are worked.

    Each year is computed for itself, whole: the library's own calendar grows as it is asked, which threads would see.
    """
    calendar = holidays.country_holidays("KZ", years=year)
    return frozenset(calendar), frozenset(calendar.weekend_workdays)
