"""Who refuses credit, since when, and until when: three instants of a life, computed when asked for.

That a tenth of the young and almost a third of the old refuse some day, and how fast after the beginning, is ours; that
nine of a hundred lift it again was seen in Russia (2025). Whoever lifts it wants a loan; most refuse again afterwards.
"""

import math
from datetime import date

from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.draws import FINE, PER_MILLE, Array, Whole, compiled, draw, quantiles
from arasha.simulator.country.rows import DAY_US, UTC_OFFSET_US
from arasha.simulator.country.traits import World, age_of, rank_of

REFUSING, SET, LIFTING, AGAIN = range(120, 124)  # what is drawn
NEVER = 2**62
BEGAN = day_of(date(2024, 9, 2))  # when the register opened
GROWN, OLD = 18, 78
YOUNG_SHARE, OLD_SHARE = 110, 330  # who refuses some day, of a thousand
LIFTED, STOPPED, AGAIN_SHARE = 90, 80, 600  # of a thousand: refusals that are lifted; lifts, and refusals after them
HOUR_US = 3_600_000_000
OPENS, OPEN = 8 * HOUR_US, 15 * HOUR_US  # of the local day
COOLING = 24 * HOUR_US


def _days(mean: float) -> Array:
    """Quantiles of waits, in days."""
    return quantiles(lambda share: -mean * math.log(1 - share))


UNTIL_SET, UNTIL_LIFT = _days(300), _days(150)


@compiled
def life_of(w: World, number: int, age: int) -> tuple[Whole, Whole, Whole]:
    """When (us) somebody refuses credit, asks to lift it, and refuses it again; `NEVER` for what never happens."""
    share = YOUNG_SHARE + (OLD_SHARE - YOUNG_SHARE) * min(max(age - GROWN, 0), OLD - GROWN) // (OLD - GROWN)
    if age < GROWN or draw(w.seed, REFUSING, number, 0) % PER_MILLE >= share:
        return NEVER, NEVER, NEVER
    luck, more = draw(w.seed, SET, number, 0), draw(w.seed, LIFTING, number, 0)
    day = BEGAN + UNTIL_SET[luck % FINE]
    begin = _moment(day, luck // FINE)
    if more % PER_MILLE >= LIFTED:
        return begin, NEVER, NEVER
    day += 3 + UNTIL_LIFT[more // 1024 % FINE]
    lift, again = _moment(day, more // 2**22), draw(w.seed, AGAIN, number, 0)
    if again % PER_MILLE >= AGAIN_SHARE or is_stopped(w, number):
        return begin, lift, NEVER
    return begin, lift, _moment(day + 10 + again // 1024 % 50, again // 2**16)


@compiled
def is_stopped(w: World, number: int) -> Whole:
    """Does somebody stop the lift that he has asked for?"""
    return draw(w.seed, LIFTING, number, 1) % PER_MILLE < STOPPED


@compiled
def refuses(w: World, number: int, at: int) -> Whole:
    """Does somebody refuse credit at an instant (us)? A lift that is cooling has lifted nothing yet."""
    begin, lift, again = life_of(w, number, age_of(w, number, rank_of(w, number)))
    if at < begin:
        return False
    return at < lift + COOLING or at >= again or is_stopped(w, number)


@compiled
def put_refusing(w: World, numbers: Array, at: int, out: Array) -> None:
    """The same of many."""
    for place in range(len(numbers)):
        out[place] = refuses(w, numbers[place], at)


@compiled
def _moment(day: int, luck: int) -> Whole:
    """An instant of a day between morning and night."""
    return day * DAY_US - UTC_OFFSET_US + OPENS + luck % OPEN
