"""When somebody was born, and the number in the form of an IIN that follows: nobody else of the country has it.

Of one age and sex a kinship has at most two people, for an age lies in at most two ranks. Kinship and rank so number
them; the numbers are scattered over days and serials by steps that can be taken back, other ones for each age and sex,
and so no two meet. No table is needed, and 82 million people have room. All are born in the nineteenth century.
"""

from datetime import date, timedelta

import numpy as np

from arasha.simulator.country.demography import AGES, OLDEST, RANKS
from arasha.simulator.country.draws import Array, Whole, compiled, draw
from arasha.simulator.country.traits import KIN, World, rank_of
from arasha.simulator.iin import MAN, WEIGHTS, WOMAN

THIS_YEAR = 2026  # ages are those of this year
BIRTH, AGAIN = 30, 31  # what is drawn
DAYS, TENS, OF_TEN = 365, 1000, 9  # of ten numbers in a row nine at least are issued
SERIALS = TENS * OF_TEN


def _first_ranks() -> Array:
    """The youngest rank that has each age."""
    return np.searchsorted(AGES, np.arange(OLDEST + 1)).clip(0, len(AGES) - 1) // (len(AGES) // RANKS)


FIRST_RANK = _first_ranks()
DATES = np.array([int(f"{date(1801, 1, 1) + timedelta(days=day):%m%d}") for day in range(DAYS)], np.int64)
_FIRST, _SECOND = (np.array(weights, np.int64) for weights in WEIGHTS)
NEVER = 10  # a check digit that does not exist: with both weights, and the number is not issued
HALF = 6  # 2 * 6 = 1 modulo 11


@compiled
def born_at(w: World, number: int, age: int, man: bool) -> Whole:
    """Day of the year and serial of a birth as one number, each once for an age and sex."""
    place = number // KIN * 2 + rank_of(w, number) - FIRST_RANK[age]
    cell = age * 2 + man
    day, serial = place // SERIALS % DAYS, place % SERIALS
    day = (day + draw(w.seed, BIRTH, cell, serial)) % DAYS
    serial = (serial + draw(w.seed, BIRTH, cell, -1 - day)) % SERIALS
    return (day + draw(w.seed, AGAIN, cell, serial)) % DAYS * SERIALS + serial


@compiled
def iin_number(w: World, number: int, age: int, man: bool) -> Whole:
    """The IIN as a whole number of twelve digits."""
    place = born_at(w, number, age, man)
    year, day, ten, which = (THIS_YEAR - age) % 100, place // SERIALS, place % SERIALS // OF_TEN, place % OF_TEN
    return _issued(((year * 10_000 + DATES[day]) * 10 + (MAN if man else WOMAN)) * TENS + ten, which)


@compiled
def _issued(start: int, which: int) -> Whole:
    """Of the ten numbers that begin so the `which`-th that is issued, counted from somewhere on, with its check digit.

    The eleventh digit weighs eleven in the first sum, which so is one for all ten; in the second it weighs two, and one
    of the ten at most has no check digit there either.
    """
    first, second, left = 0, 0, start
    for place in range(9, -1, -1):
        first, second, left = first + left % 10 * _FIRST[place], second + left % 10 * _SECOND[place], left // 10
    if first % 11 != NEVER:
        return (start * 10 + (which + first) % 10) * 10 + first % 11
    missing = (NEVER - second % 11) * HALF % 11
    passed = missing < 10 and which >= (missing - first) % 10
    last = (which + first + passed) % 10
    return (start * 10 + last) * 10 + (second + 2 * last) % 11


@compiled
def put_iins(w: World, numbers: Array, ages: Array, men: Array, out: Array) -> None:
    """The IINs of many."""
    for place in range(len(numbers)):
        out[place] = iin_number(w, numbers[place], ages[place], men[place])
