"""A day on the state's portal: people look in, sign for a service with their key, refuse credit and lift that again.

How often people look in is general knowledge: some forty million services a year for twenty million people.
"""

from enum import IntEnum

import numpy as np

from arasha.simulator.country.draws import Array, Whole, compiled, draw
from arasha.simulator.country.people import Country
from arasha.simulator.country.refusals import COOLING, GROWN, NEVER, OPEN, OPENS, is_stopped, life_of
from arasha.simulator.country.rows import VISIT, midnight
from arasha.simulator.country.traits import World, age_of, rank_of


class Act(IntEnum):
    """What somebody does on the portal. A lift is asked for, signed, and happens after a day unless it is stopped."""

    LOOKED = 0
    SIGNED = 1
    REFUSED = 2
    LIFT_ASKED = 3
    LIFT_SIGNED = 4
    LIFT_STOPPED = 5
    LIFTED = 6


LOOKED, SIGNED, REFUSED, LIFT_ASKED, LIFT_SIGNED, LIFT_STOPPED, LIFTED = (int(act) for act in Act)
VISITING = 130  # what is drawn
VISITS, SIGNING = 190, 45  # grown people of ten thousand a day; percent of them
TO_SIGN = 60_000_000  # us, and up to eight times as much: how long the text is read
ROOM, MORE_ROOM = 12, 1_000


@compiled
def visit(w: World, days: tuple[int, int], part: tuple[int, int], out: Array) -> int:
    """Write what people of a part do between two instants, of the day that begins at the first; returns how much."""
    rows, (begin, end) = 0, days
    for number in range(part[0], part[1]):
        age = age_of(w, number, rank_of(w, number))
        if age < GROWN or rows + 8 > len(out):
            continue
        luck = draw(w.seed, VISITING, number, begin)
        if luck % 10_000 < VISITS:
            at = begin + OPENS + luck // 2**20 % OPEN
            rows += _put(out, rows, at, number, LOOKED)
            if luck // 10_000 % 100 < SIGNING:
                rows += _put(out, rows, at + TO_SIGN * (1 + luck % 8), number, SIGNED)
        first, lift, again = life_of(w, number, age)
        if first < end:
            rows += _refusal(w, (begin, end), (number, first, lift, again), out[rows:])
    return rows


@compiled
def _refusal(w: World, day: tuple[int, int], life: tuple[int, int, int, int], out: Array) -> int:
    """What of somebody's refusal falls into the day."""
    number, first, lift, again = life
    rows, begin, end = 0, day[0], day[1]
    for act, at in ((REFUSED, first), (REFUSED, again), (LIFT_ASKED, lift), (LIFT_SIGNED, lift + TO_SIGN)):
        if begin <= at < end:
            rows += _put(out, rows, at, number, act)
    if lift < NEVER:
        stopped = is_stopped(w, number)
        at = lift + (COOLING // 3 if stopped else COOLING + TO_SIGN)
        if begin <= at < end:
            rows += _put(out, rows, at, number, LIFT_STOPPED if stopped else LIFTED)
    return rows


@compiled
def _put(out: Array, place: int, at: int, number: int, act: int) -> Whole:
    row = out[place]
    row.time, row.person, row.act = at, number, act
    return 1


def day_visits(country: Country, day: int, first: int, last: int) -> Array:
    """What people `first` to `last` - 1 do on the portal on a day: `rows.VISIT`, in the order of time."""
    last = min(last, country.people)
    rows = np.empty((last - first) // ROOM + MORE_ROOM, VISIT)
    count = visit(country.world, (midnight(day), midnight(day + 1)), (first, last), rows)
    return rows[np.argsort(rows["time"][:count], kind="stable")]
