"""A day's ordinary payments of a part of the country."""

import numpy as np

from arasha.simulator.country.draws import Array
from arasha.simulator.country.monthly import pay_monthly
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import APPLICATION, PAYMENT
from arasha.simulator.country.scenes import scene
from arasha.simulator.country.spending import spend

ROOM_FOR_EACH = 9  # rows a person
MORE_ROOM = 4_000


def day_payments(country: Country, day: int, first: int, last: int) -> Array:
    """All ordinary payments of a day that people `first` to `last` - 1 make, and what firms and the state pay them.

    An array of `rows.PAYMENT`, in the order of time; the day is counted from 1 January 1970.
    """
    last, today = min(last, country.people), scene(country, day)
    rows = np.empty((last - first) * ROOM_FOR_EACH + MORE_ROOM, PAYMENT)
    count = spend(today, first, last, rows)
    count += pay_monthly(today, (first, last), rows[count:], np.empty(1, APPLICATION))
    return rows[np.argsort(rows["time"][:count], kind="stable")]
