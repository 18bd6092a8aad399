"""How often people pay for what, how much, when, and through what: tables that the loops over payments draw from.

Set so that the published figures come out (`data/marginals.toml`); what is not published is general knowledge.
"""

from functools import cache
from itertools import accumulate
from math import exp
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.calendar import times
from arasha.simulator.country.draws import Array, choices, lognormal
from arasha.simulator.country.firms import CATEGORIES
from arasha.simulator.country.geography import ALMATY, ASTANA, REGIONS, SHYMKENT

# What a payment is for.
COUNTER, ONLINE, LOCAL, FRIEND, TRADE, OWN_MONEY, FILL, COINS, CASH = range(9)
PURPOSES = ("counter", "online", "local", "friend", "trade", "own", "fill", "coins", "cash")
WEIGHTS = {
    COUNTER: 0.1900, ONLINE: 0.2560, LOCAL: 0.1650, FRIEND: 0.1800, TRADE: 0.1350, OWN_MONEY: 0.0350, FILL: 0.0120,
    COINS: 0.0040, CASH: 0.0237,
}  # fmt: skip

# Tenge: the median, and by which factor (its logarithm) amounts spread; the loop multiplies by how well off people are.
AMOUNTS = {
    COUNTER: (3_100, 1.30), ONLINE: (4_700, 1.62), LOCAL: (1_560, 1.45), FRIEND: (4_800, 1.58), TRADE: (3_000, 1.50),
    OWN_MONEY: (16_000, 1.45), FILL: (4_000, 1.20), COINS: (22_000, 1.35), CASH: (49_000, 1.12),
}  # fmt: skip
MOST = 9_000_000  # tenge in one payment
A_DAY = 2_125  # payments of a thousand grown people of the country a day, before all factors

MOST_A_DAY, RATE_STEP = 32, 125  # rows of the table of counts: a rate in eighths
RATES, CHANCES = 128, 1024

# What is bought at a counter, and what is paid for locally by telephone.
AT_COUNTERS = {"grocery": 46, "cafe": 15, "fuel": 9, "pharmacy": 8, "clothing": 6, "household": 6, "electronics": 2,
               "health": 3, "beauty": 2, "leisure": 3}  # fmt: skip
BY_TELEPHONE = {"transport": 40, "grocery": 18, "cafe": 12, "telecom": 9, "utilities": 9, "education": 3, "pharmacy": 4,
                "beauty": 3, "leisure": 2}  # fmt: skip


class Habits(NamedTuple):
    """Tables for the loops."""

    purposes: Array
    amounts: Array  # tenge: a row a purpose, 4 096 quantiles
    times: Array
    counts: Array  # how many payments: a row for each rate in eighths
    counters: Array
    telephones: Array
    often: Array  # by region, among a thousand
    much: Array
    cash: Array  # how many of those who would take cash do
    cash_much: Array
    ages: Array  # how often, by age


@cache
def habits() -> Habits:
    """The tables, made once."""
    often, much = np.full(len(REGIONS), 780, np.int64), np.full(len(REGIONS), 880, np.int64)
    for region, rate, size in ((ALMATY, 1790, 1130), (ASTANA, 1780, 1080), (SHYMKENT, 1370, 1270)):
        often[region], much[region] = rate, size
    return Habits(
        purposes=choices(dict(WEIGHTS)),
        amounts=np.array([lognormal(*AMOUNTS[purpose], MOST) for purpose in range(len(PURPOSES))]),
        times=times(),
        counts=_counts(),
        counters=choices({CATEGORIES.index(name): weight for name, weight in AT_COUNTERS.items()}),
        telephones=choices({CATEGORIES.index(name): weight for name, weight in BY_TELEPHONE.items()}),
        often=often,
        much=much,
        cash=np.array([round(910_000 * region.cash / rate) for region, rate in zip(REGIONS, often, strict=True)]),
        cash_much=np.array([round(1000 * region.cash_amount) for region in REGIONS], np.int64),
        ages=_by_age(),
    )


def _by_age() -> Array:
    """The young pay most often; the old go to the cash machine."""
    ages = np.arange(100)
    return np.interp(ages, [14, 18, 27, 40, 55, 70, 85], [450, 1150, 1380, 1200, 850, 420, 200]).astype(np.int64)


def _counts() -> Array:
    """Poisson's numbers for rates of 0, 1/8, 2/8 …: a draw of ten bits takes one."""
    rows = []
    for eighths in range(RATES):
        rate = eighths / 8
        chances = [exp(-rate)]
        for number in range(1, MOST_A_DAY + 1):
            chances.append(chances[-1] * rate / number)
        bounds = np.array(list(accumulate(chances)))
        rows.append(np.searchsorted(bounds, (np.arange(CHANCES) + 0.5) / CHANCES).clip(0, MOST_A_DAY))
    return np.array(rows, np.int8)
