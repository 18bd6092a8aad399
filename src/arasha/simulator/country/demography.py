"""The age pyramid as tables: who has which age, who is married, who can be whose parent.

Five-year groups: general knowledge of the national statistics of 2024, in thousands; `data/marginals.toml` compares
what comes out with the groups that are published.
"""

import numpy as np

from arasha.simulator.country.draws import Array

OLDEST = 99
# first year of age: thousands of people, men among a thousand
PYRAMID = {
    0: (2080, 514), 5: (2010, 514), 10: (1830, 514), 15: (1430, 513), 20: (1130, 512), 25: (1240, 505), 30: (1560, 500),
    35: (1530, 496), 40: (1290, 490), 45: (1160, 484), 50: (1060, 475), 55: (990, 456), 60: (920, 437), 65: (750, 405),
    70: (470, 378), 75: (200, 365), 80: (220, 335), 85: (130, 290),
}  # fmt: skip
YOUNGEST_PARENT, OLDEST_PARENT = 16, 42
RANKS, FIRST_ADULT = 50, 20


def _ages() -> Array:
    """Five thousand people in the order of their age: a hundred to each rank of a kinship."""
    first = [*PYRAMID, OLDEST + 1]
    people = [count for count, _ in PYRAMID.values()]
    bounds = np.cumsum([0, *people]) / sum(people)
    places = (np.arange(5000) + 0.5) / 5000
    return np.interp(places, bounds, first).astype(np.int64)


def _men() -> Array:
    """Men among a thousand people of each age."""
    groups = list(PYRAMID)
    return np.array([PYRAMID[max(group for group in groups if group <= age)][1] for age in range(OLDEST + 1)], np.int64)


AGES, MEN = _ages(), _men()
_BY_RANK = AGES.reshape(RANKS, 100)

# Couples among a thousand pairs, from the youngest pair to the oldest.
MARRIED = np.array([420, 560, 680, 750, 800, 820, 820, 820, 810, 800, 780, 750, 720, 620, 450], np.int64)


def _parent_pairs() -> tuple[Array, Array]:
    """For each rank the first pair that can be the parents, and how many pairs can."""
    first, second = _BY_RANK[FIRST_ADULT::2], _BY_RANK[FIRST_ADULT + 1 :: 2]  # of each pair
    least = first.min(axis=1)[None, :] - _BY_RANK.max(axis=1)[:, None]
    usual = second[:, 50][None, :] - _BY_RANK[:, 50][:, None]
    fitting = (least >= YOUNGEST_PARENT) & (usual <= OLDEST_PARENT)
    return fitting.argmax(axis=1).astype(np.int64), fitting.sum(axis=1).astype(np.int64)


FIRST_PAIR, PAIRS = _parent_pairs()
