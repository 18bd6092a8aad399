"""Counters that look-ups give beside a tier: coarse, over three windows, and never the story.

The shape is that of Brazil's DICT: how often paid to, reported, confirmed, rejected, in 3 days, 30 days and 6 months.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

WINDOWS: Mapping[str, timedelta] = {
    "3d": timedelta(days=3),
    "30d": timedelta(days=30),
    "180d": timedelta(days=180),
}
LONGEST = max(WINDOWS.values())

# Counts leave the house rounded up to one of these: enough to act on, too coarse to tell two stories apart.
QUANTA = (0, 1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)


class Counted(StrEnum):
    """What is counted."""

    SETTLEMENTS = "settlements"
    REPORTS = "reports"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


Windows = dict[str, int]


def quantised(count: int) -> int:
    """A count rounded up to the next quantum; the largest stands for all above it."""
    return QUANTA[min(bisect_left(QUANTA, count), len(QUANTA) - 1)]


def windows(instants: Iterable[datetime], now: datetime) -> Windows:
    """How many of some instants lie within each window that ends now, quantised."""
    ages = [now - instant for instant in instants]
    return {name: quantised(sum(age < length for age in ages)) for name, length in WINDOWS.items()}
