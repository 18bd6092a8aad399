"""Whom somebody knows outside the family: friendships that go both ways, without a list of them.

A friendship is a rule that, applied twice, leads back: the kinship at the place whose number differs in some bits, and
there the same rank (friends of one age) or the mirrored one (colleagues, neighbours). Few low bits mean the same town.
"""

import numpy as np

from arasha.simulator.country.draws import Whole, compiled, draw
from arasha.simulator.country.living import CARD_AGE
from arasha.simulator.country.traits import KIN, World, age_of, kinship_at, number_of, place_of, rank_of

NEAR = 9
# How the places of two friends' kinships differ: most live in the same town, some at the other end of the country.
MASKS = np.array([1, 3, 2, 6, 5, 13, 25, 44, 91, 1000, 30_011, 200_017], np.int64)
CIRCLE = len(MASKS)
FRIEND = 30  # what is drawn


@compiled
def friend_of(w: World, number: int, which: int) -> Whole:
    """The friend of a kind, from 0 to CIRCLE - 1, or -1 where there is none old enough to have an account."""
    place = place_of(w, number) ^ MASKS[which]
    if place >= w.kinships:
        return -1
    rank = rank_of(w, number)
    if which % 3 == 2:
        rank = (draw(w.seed, FRIEND, which, 0) - rank) % KIN
    friend = number_of(w, kinship_at(w, place), rank)
    if friend >= w.people or age_of(w, friend, rank) < CARD_AGE:
        return -1
    return friend


@compiled
def neighbour_of(w: World, region: int, luck: int) -> Whole:
    """Anybody of a region, of the age at which people are out and about."""
    first, count = w.regions[region], w.regions[region + 1] - w.regions[region]
    kinship = kinship_at(w, first + luck // 64 % count) if count else luck // 64 % w.kinships
    number = number_of(w, kinship, 18 + luck % 64 % 30)
    return number if number < w.people else number % w.people
