"""Days on which people pay more or less, and at which hours: weekends, holidays, pay days, nights."""

from datetime import date, timedelta

import numpy as np

from arasha.simulator.country.draws import FINE, Array

EPOCH = date(1970, 1, 1)
SATURDAY, SUNDAY = 5, 6
# Public holidays with fixed dates (Law on holidays; Labour Code art. 84); Nauryz is three days.
HOLIDAYS = {
    (1, 1), (1, 2), (1, 7), (3, 8), (3, 21), (3, 22), (3, 23), (5, 1), (5, 7), (5, 9),
    (7, 6), (8, 30), (10, 25), (12, 16),
}  # fmt: skip
NAURYZ = {(3, 20), (3, 21), (3, 22), (3, 23)}
NEW_YEAR = {(12, month_day) for month_day in range(26, 32)}
SALARY_DAYS = (5, 10, 20, 25)  # advances and wages, by employer
PENSION_DAY, BENEFIT_DAY = 7, 12

# How much is paid on a day, among a thousand of a usual one. General knowledge: retail peaks on Saturdays, before
# holidays and when wages come.
USUAL, ON_SATURDAY, ON_SUNDAY, AT_NAURYZ, BEFORE_NEW_YEAR, AFTER_WAGES = 985, 1090, 940, 1180, 1220, 1060

WORKING, RESTING, NIGHTLY, MARKET = range(4)
# Weights of the 24 hours: shopping on working days, on days off, what machines and the sleepless do, office hours.
HOURS = (
    (6, 3, 2, 1, 1, 3, 9, 26, 44, 50, 55, 61, 72, 74, 66, 62, 64, 74, 90, 88, 74, 54, 33, 15),
    (10, 6, 3, 2, 1, 2, 5, 11, 23, 40, 57, 70, 77, 78, 76, 74, 74, 76, 80, 80, 70, 55, 37, 21),
    (26, 19, 14, 11, 10, 10, 14, 24, 36, 44, 50, 54, 58, 58, 56, 55, 56, 60, 68, 74, 76, 70, 56, 40),
    (0, 0, 0, 0, 0, 0, 2, 8, 40, 90, 110, 105, 80, 70, 100, 105, 100, 80, 40, 15, 6, 3, 1, 0),
)


def date_of(day: int) -> date:
    """The date of a day counted from 1 January 1970."""
    return EPOCH + timedelta(days=day)


def day_of(when: date) -> int:
    """The number of a date."""
    return (when - EPOCH).days


def is_off(day: int) -> bool:
    """Saturday, Sunday or a public holiday."""
    when = date_of(day)
    return when.weekday() >= SATURDAY or (when.month, when.day) in HOLIDAYS


def business(day: int) -> int:
    """How much is paid on a day, among a thousand of a usual one."""
    when = date_of(day)
    if (when.month, when.day) in NAURYZ:
        return AT_NAURYZ
    if (when.month, when.day) in NEW_YEAR:
        return BEFORE_NEW_YEAR
    weekday = {SATURDAY: ON_SATURDAY, SUNDAY: ON_SUNDAY}.get(when.weekday(), USUAL)
    return weekday * AFTER_WAGES // 1000 if when.day in SALARY_DAYS else weekday


def times() -> Array:
    """For each profile of hours the quantiles of the time of day in microseconds, with its end."""
    tables = []
    for weights in HOURS:
        bounds = np.cumsum([0, *weights]) / sum(weights)
        seconds = np.interp(np.arange(FINE + 1) / FINE, bounds, np.arange(25) * 3600)
        tables.append(np.rint(seconds).astype(np.int64) * 1_000_000)
    return np.array(tables)
