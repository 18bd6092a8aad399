"""Who somebody is, computed from the number alone: family, home, age, work.

People come in kinships of fifty who live in one place: fifty ranks from the youngest to the oldest, so that each
kinship is a small image of the country's age pyramid and families can be found inside it. Which number has which rank
differs from kinship to kinship. Kinships lie on places in a scattered order that can be computed back, so that all of a
region are found without a list.
"""

from math import gcd
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.demography import AGES, FIRST_PAIR, MARRIED, MEN, PAIRS
from arasha.simulator.country.draws import PER_MILLE, Array, Whole, compiled, draw
from arasha.simulator.country.geography import bounds

KIN = 50
COUPLES_FROM = 20  # ranks: pairs (20, 21), (22, 23) … can be couples
OLD_FROM = 42  # above, a man and a woman are no longer as many
STEP, BACK = 21, 31  # 21 * 31 = 1 modulo 50
RANK, AGE, SEX, COUPLE, PARENT = range(1, 6)  # what is drawn


class World(NamedTuple):
    """What compiled functions must know of a country."""

    seed: int
    people: int
    kinships: int
    step: int
    back: int
    shift: int
    regions: Array  # where each region's places begin, and the end
    villages: Array  # where its villages begin


def world(seed: int, people: int) -> World:
    """The order in which the kinships of a country lie on its places."""
    kinships = -(-people // KIN)
    step = max(1, round(kinships * 0.6180339887)) | 1
    while gcd(step, kinships) > 1:
        step += 2
    begins, villages = bounds(kinships)
    return World(
        seed, people, kinships, step, pow(step, -1, kinships), draw(seed, RANK, -1, 0) % kinships, begins, villages
    )


@compiled
def place_of(w: World, number: int) -> int:
    """Where somebody's kinship lives."""
    return (number // KIN * w.step + w.shift) % w.kinships


@compiled
def kinship_at(w: World, place: int) -> int:
    """Which kinship lives at a place."""
    return (place - w.shift) * w.back % w.kinships


@compiled
def region_of(w: World, place: int) -> Whole:
    """The region of a place."""
    return np.searchsorted(w.regions, place, side="right") - 1


@compiled
def rank_of(w: World, number: int) -> Whole:
    """The how-manieth somebody is in his kinship by age, from 0."""
    return (number % KIN * STEP + draw(w.seed, RANK, number // KIN, 0)) % KIN


@compiled
def number_of(w: World, kinship: int, rank: int) -> Whole:
    """Who has a rank in a kinship."""
    return kinship * KIN + (rank - draw(w.seed, RANK, kinship, 0)) % KIN * BACK % KIN


@compiled
def age_of(w: World, number: int, rank: int) -> Whole:
    """Years."""
    return AGES[rank * 100 + draw(w.seed, AGE, number, 0) % 100]


@compiled
def is_man(w: World, number: int, rank: int) -> Whole:
    """Of a pair that can be a couple the first is a man; of the others as many as of their age."""
    if COUPLES_FROM <= rank < OLD_FROM:
        return rank % 2 == 0
    return draw(w.seed, SEX, number, 0) % PER_MILLE < MEN[age_of(w, number, rank)]


@compiled
def partner_of(w: World, number: int, rank: int) -> int:
    """The number of husband or wife, or -1."""
    if rank < COUPLES_FROM:
        return -1
    kinship, pair = number // KIN, (rank - COUPLES_FROM) // 2
    other_rank = COUPLES_FROM + 2 * pair + 1 - rank % 2
    other = number_of(w, kinship, other_rank)
    if other >= w.people or draw(w.seed, COUPLE, kinship, pair) % PER_MILLE >= MARRIED[pair]:
        return -1
    return other if is_man(w, number, rank) != is_man(w, other, other_rank) else -1


@compiled
def parents_of(w: World, number: int, rank: int) -> Whole:
    """Which pair of the kinship are somebody's parents, or -1."""
    if PAIRS[rank] == 0:
        return -1
    return FIRST_PAIR[rank] + draw(w.seed, PARENT, number, 0) % PAIRS[rank]


@compiled
def is_parent(w: World, number: int, rank: int, pair: int) -> bool:
    """Is somebody father or mother in a pair? Where a pair is no couple, the one of odd rank is alone."""
    if rank < COUPLES_FROM or (rank - COUPLES_FROM) // 2 != pair:
        return False
    return rank % 2 == 1 or partner_of(w, number, rank) >= 0
