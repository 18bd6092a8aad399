"""Everybody who is no person: the state, lenders, exchangers, cash machines, marketplaces, employers, shops.

Their numbers follow those of the people, so that who somebody is can be read off the number.
"""

from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import FINE, Array, Whole, compiled, draw
from arasha.simulator.country.geography import ALMATY, REGIONS
from arasha.simulator.country.institutions import BANKS, LENDER_PLACES, MAIN_BANK
from arasha.simulator.country.living import BANK, bank_of_person
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.country.traits import World

CATEGORIES = (
    "grocery", "cafe", "transport", "fuel", "pharmacy", "clothing", "electronics", "household", "utilities", "telecom",
    "education", "health", "beauty", "leisure",
)  # fmt: skip
STATE, FIRST_LENDER = 0, 1
EXCHANGER_COUNT, ONLINE_COUNT, REMITTER_COUNT = 6, 60, 4
FIRST_EXCHANGER = FIRST_LENDER + len(LENDER_PLACES)
FIRST_REMITTER = FIRST_EXCHANGER + EXCHANGER_COUNT
FIRST_MACHINE = FIRST_REMITTER + REMITTER_COUNT  # a bank's machines of a region are one holder
FIRST_ONLINE = FIRST_MACHINE + len(BANKS) * len(REGIONS)
FIRST_EMPLOYER = FIRST_ONLINE + ONLINE_COUNT
PEOPLE_OF_AN_EMPLOYER, PEOPLE_OF_A_SHOP = 60, 22
BANK_PLACES, LENDERS = np.array(BANKS, np.int64), np.array(LENDER_PLACES, np.int64)


class Firms(NamedTuple):
    """Where each kind of firm begins; employers and shops by region (and the end)."""

    first: int  # the number of people
    employers: Array
    shops: Array
    holders: int  # people and firms together


def firms(people: int) -> Firms:
    """So many employers and shops that each region has some of every kind."""
    total = sum(region.people for region in REGIONS)
    employers, shops = [FIRST_EMPLOYER], [0]
    for region in REGIONS:
        residents = people * region.people / total
        employers.append(employers[-1] + max(3, round(residents / PEOPLE_OF_AN_EMPLOYER)))
        shops.append(shops[-1] + len(CATEGORIES) * max(2, round(residents / PEOPLE_OF_A_SHOP / len(CATEGORIES))))
    begins = np.array(shops, np.int64) + employers[-1]
    return Firms(people, np.array(employers, np.int64), begins, people + int(begins[-1]))


@compiled
def shop_account(f: Firms, region: int, category: int, place: int) -> Whole:
    """The account of a region's shop of a category; `place` is any whole number."""
    count = (f.shops[region + 1] - f.shops[region]) // len(CATEGORIES)
    return (f.first + f.shops[region] + place % count * len(CATEGORIES) + category) * SLOTS


@compiled
def employer_account(f: Firms, region: int, place: int) -> Whole:
    """The account of a region's employer."""
    return (f.first + f.employers[region] + place % (f.employers[region + 1] - f.employers[region])) * SLOTS


@compiled
def machine_account(f: Firms, region: int, bank: int) -> int:
    """The account behind a bank's cash machines of a region; `bank` counts the banks."""
    return (f.first + FIRST_MACHINE + region * len(BANK_PLACES) + bank) * SLOTS


@compiled
def region_of_firm(f: Firms, firm: int) -> Whole:
    """Where a firm is; what serves the whole country sits in Almaty."""
    if firm >= f.shops[0]:
        return np.searchsorted(f.shops, firm, side="right") - 1
    if firm >= FIRST_EMPLOYER:
        return np.searchsorted(f.employers, firm, side="right") - 1
    if FIRST_MACHINE <= firm < FIRST_ONLINE:
        return (firm - FIRST_MACHINE) // len(BANK_PLACES)
    return ALMATY


@compiled
def bank_of_firm(seed: int, f: Firms, firm: int) -> Whole:
    """The place in `INSTITUTIONS` where a firm's account is: lenders and machines are institutions themselves."""
    if FIRST_LENDER <= firm < FIRST_EXCHANGER:
        return LENDERS[firm - FIRST_LENDER]
    if FIRST_MACHINE <= firm < FIRST_ONLINE:
        return BANK_PLACES[(firm - FIRST_MACHINE) % len(BANK_PLACES)]
    return MAIN_BANK[draw(seed, BANK, (f.first + firm) * SLOTS, 0) % FINE]


@compiled
def bank_of(w: World, f: Firms, account: int) -> Whole:
    """The place in `INSTITUTIONS` of anybody's account."""
    holder = account // SLOTS
    return bank_of_person(w, account) if holder < f.first else bank_of_firm(w.seed, f, holder - f.first)
