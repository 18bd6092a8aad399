"""A day's ordinary telephone calls of a part of the country: whom people call, when, how long, from which cell."""

import numpy as np

from arasha.simulator.country.contacts import CIRCLE, friend_of, neighbour_of
from arasha.simulator.country.draws import FINE, Array, Record, Whole, compiled, draw, lognormal
from arasha.simulator.country.living import (
    GIVEN_TO,
    PHONE_AGE,
    PLACE_OF_CODE,
    operator_of,
    phone_of,
    sims_of,
)
from arasha.simulator.country.payer import Scene, moment
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import CALL, DOMESTIC, INTERNATIONAL, PORTED, ROAMING
from arasha.simulator.country.scenes import scene
from arasha.simulator.country.traits import (
    KIN,
    World,
    age_of,
    number_of,
    parents_of,
    partner_of,
    place_of,
    rank_of,
    region_of,
)

CALLING, CALLED = 70, 71  # what is drawn
ROOM_FOR_EACH, MORE_ROOM, A_TURN = 12, 4_000, 64
# Calls a day by age, in eighths (general knowledge: about 230 minutes a month and SIM card, calls of a minute or two).
RATES = np.interp(np.arange(100), [9, 16, 25, 45, 65, 85], [6, 18, 32, 36, 26, 14]).astype(np.int64)
SECONDS = lognormal(52, 1.15, 7_200)
UNANSWERED, ABROAD, FROM_ABROAD, BUSINESS = 21, 6, 9, 12  # percent; among a thousand; among a thousand; percent
CELLS_OF_A_KINSHIP = 40  # kinships that share a cell
FOREIGN = np.array([79_000_000_000, 998_900_000_000, 996_700_000_000, 905_300_000_000, 861_300_000_000], np.int64)


@compiled
def call(s: Scene, first: int, last: int, out: Array) -> int:
    """Write the calls that people `first` to `last` - 1 make; returns how many."""
    rows = 0
    for number in range(first, last):
        rank = rank_of(s.w, number)
        age = age_of(s.w, number, rank)
        if age < PHONE_AGE:
            continue
        chance = draw(s.w.seed, CALLING, number, s.day * A_TURN + A_TURN - 1)
        for event in range(s.h.counts[RATES[age], chance % 1024]):
            _one(s, number, s.day * A_TURN + event, out[rows])
            rows += 1
    return rows


@compiled
def _one(s: Scene, number: int, turn: int, row: Record) -> None:
    luck, whom = draw(s.w.seed, CALLING, number, turn), draw(s.w.seed, CALLED, number, turn)
    rank = rank_of(s.w, number)
    age = age_of(s.w, number, rank)
    row.time = moment(s, 1 if s.off else 0, luck // FINE)
    sim = whom % 100 // 82 if sims_of(s.w, number, age) == 2 else 0
    row.caller = phone_of(s.w, number, sim)
    other = _whom(s, number, rank, whom // 1024)
    row.called = phone_of(s.w, other, 0)
    row.seconds = 0 if luck % 100 < UNANSWERED else SECONDS[luck // 128 % FINE]
    row.cell = cell_of(s.w, number, luck)
    row.origin = ROAMING if draw(s.w.seed, CALLED, number, -s.day // 7) % 1000 < ABROAD else DOMESTIC
    row.flags = PORTED if operator_of(s.w, row.caller) != GIVEN_TO[PLACE_OF_CODE[row.caller // 10**7 % 1000]] else 0
    abroad = whom // 2**40 % 1000
    if abroad < FROM_ABROAD:  # a relative calls from abroad: the caller is the foreign number
        row.caller, row.called = FOREIGN[whom % len(FOREIGN)] + luck // 64 % 10**8, row.caller
        row.origin, row.cell, row.flags = INTERNATIONAL, 0, 0


@compiled
def _whom(s: Scene, number: int, rank: int, luck: int) -> int:
    """Family, friends, and one time in eight a stranger: the shop, the clinic, the driver."""
    chance, found = luck % 100, -1
    if chance < 26:
        found = partner_of(s.w, number, rank)
    elif chance < 42:
        pair = parents_of(s.w, number, rank)
        found = number_of(s.w, number // KIN, 20 + 2 * pair + luck // 128 % 2) if pair >= 0 else -1
    if found < 0 and chance < 100 - BUSINESS:
        found = friend_of(s.w, number, luck // 256 % CIRCLE)
    if found < 0 or found >= s.w.people or found == number:
        found = neighbour_of(s.w, region_of(s.w, place_of(s.w, number)), luck // 4096)
    return found if found != number else (found + 1) % s.w.people


@compiled
def cell_of(w: World, number: int, luck: int) -> Whole:
    """The cell in which somebody's telephone is: at home, or where he works."""
    home = place_of(w, number)
    if luck // 8 % 10 < 6:
        return home // CELLS_OF_A_KINSHIP + 1
    return (home ^ (1 + draw(w.seed, CALLED, number, -1) % 127)) // CELLS_OF_A_KINSHIP + 1


def day_calls(country: Country, day: int, first: int, last: int) -> Array:
    """All calls of a day which people `first` to `last` - 1 make, or get from abroad, in the order of time."""
    last = min(last, country.people)
    rows = np.empty((last - first) * ROOM_FOR_EACH + MORE_ROOM, CALL)
    count = call(scene(country, day), first, last, rows)
    return rows[np.argsort(rows["time"][:count], kind="stable")]
