"""The order of payments out of several files, and the instants of files that know only days.

Whatever is said of a payment here depends on what comes before it alone: not on how many payments follow on its day,
not on today's date. Otherwise a score would change when the file grows.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from arasha.kernel.clock import DAY, SECOND
from arasha.kernel.compiled import Array
from arasha.simulator.replay.mapping import Time

# Where a file's own count of days begins when its mapping names no origin: a Monday.
ORIGIN = datetime(2026, 1, 5, tzinfo=ZoneInfo("Asia/Almaty"))

# How many payments the first day is taken to have, when a file knows only days.
ROWS_A_DAY = 10_000


def since_origin(numbers: Array, time: Time) -> Array:
    """Instants in µs of a column of seconds or milliseconds."""
    origin = round((time.origin or ORIGIN).timestamp() * SECOND)
    found: Array = origin + numbers * (SECOND / time.a_second)
    return found


def in_order(times: Array) -> Array:
    """Places in the order of time; what is simultaneous stays in the order of the files."""
    return np.argsort(times, kind="stable")


def spread(times: Array) -> Array:
    """Spread the payments of each day over it, one step apart; `times` are in order, and the same all day.

    The step is a day divided by the most payments that a day before had, so that later payments change nothing; what is
    beyond it stays at the day's end, in order.
    """
    _, begins, sizes = np.unique(times, return_index=True, return_counts=True)
    expected = np.concatenate(([ROWS_A_DAY], np.maximum.accumulate(sizes)))[:-1]
    day = np.repeat(np.arange(len(sizes)), sizes)
    places = np.arange(len(times)) - begins[day]
    found: Array = times + np.minimum(places * (DAY // expected[day]), DAY - 1)
    return found
