"""What somebody lives on and with: work, income, accounts, banks, telephones, the SIM card's and the device's age.

Shares of work: 9.2 m in work of 20.2 m people, 7.0 m of them employed, 2.2 m on their own account, 0.45 m unemployed
(Bureau of National Statistics, 2024); pensions from 61 (women) and 63 (men).
"""

from enum import IntEnum

import numpy as np

from arasha.simulator.country.draws import FINE, Array, Whole, choices, compiled, draw, lognormal
from arasha.simulator.country.geography import REGIONS
from arasha.simulator.country.institutions import BANKS, INSTITUTIONS, MAIN_BANK, OTHER_BANK, PREFIXES, WALLETS
from arasha.simulator.country.traits import World, age_of, is_man, place_of, rank_of, region_of


class Work(IntEnum):
    """What somebody does."""

    CHILD = 0
    STUDENT = 1
    EMPLOYED = 2
    ENTREPRENEUR = 3
    UNEMPLOYED = 4
    PENSIONER = 5
    HOME = 6  # with children or the sick, looking for no work


# Constants of compiled functions are plain numbers.
CHILD, STUDENT, EMPLOYED, ENTREPRENEUR, UNEMPLOYED, PENSIONER, HOME = (int(work) for work in Work)
WORK, WAGE, SLOT, BANK, SIM, PHONE, DEVICE, LANGUAGE, BALANCE, PORT = range(10, 20)  # what is drawn
GROWN, CARD_AGE, PHONE_AGE = 18, 14, 9
TENGE = 100

YOUNG = choices({STUDENT: 0.45, EMPLOYED: 0.36, ENTREPRENEUR: 0.10, UNEMPLOYED: 0.04, HOME: 0.05})
MAN = choices({EMPLOYED: 0.690, ENTREPRENEUR: 0.230, UNEMPLOYED: 0.039, HOME: 0.041})
WOMAN = choices({EMPLOYED: 0.681, ENTREPRENEUR: 0.176, UNEMPLOYED: 0.044, HOME: 0.099})

# Among a thousand of the mean: wages spread so that the median is 0.69 of the mean (stat.gov.kz, 2023).
WAGES = lognormal(690, 0.80, 9_000)
EARNINGS = lognormal(640, 0.95, 14_000)  # of people on their own account
PENSIONS = lognormal(970, 0.24, 2_500)
MEAN_PENSION = 143_000  # tenge a month, 2025
STIPEND, BENEFIT, AT_HOME = 52_000, 62_000, 45_000
MEN_EARN, WOMEN_EARN = 1209, 893  # among a thousand; 418 788 and 311 217 tenge in 2023
REGION_WAGE = np.array([region.wage * 1000 for region in REGIONS], np.int64)
PORTED_PER_MILLE = 90


@compiled
def work_of(w: World, number: int, age: int, man: bool) -> Whole:
    """A code of `Work`."""
    if age < GROWN:
        return CHILD
    if age >= (63 if man else 61):
        return PENSIONER
    table = YOUNG if age < 23 else MAN if man else WOMAN
    return table[draw(w.seed, WORK, number, 0) % FINE]


@compiled
def income_of(w: World, number: int, work: int, man: bool, region: int) -> Whole:
    """Tiyn a month."""
    luck = draw(w.seed, WAGE, number, 0) % FINE
    if work in (EMPLOYED, ENTREPRENEUR):
        share = WAGES[luck] if work == EMPLOYED else EARNINGS[luck]
        return REGION_WAGE[region] * share // 1000 * (MEN_EARN if man else WOMEN_EARN) // 1000 * TENGE
    if work == PENSIONER:
        return MEAN_PENSION * PENSIONS[luck] // 1000 * TENGE
    if work == CHILD:
        return 0
    return (STIPEND if work == STUDENT else BENEFIT if work == UNEMPLOYED else AT_HOME) * TENGE


@compiled
def has_account(w: World, number: int, slot: int, age: int, work: int) -> Whole:
    """Everybody from 14 on has a first account; many have others, and the young a wallet."""
    if age < CARD_AGE:
        return False
    if slot == 0:
        return True
    chance = draw(w.seed, SLOT, number, slot) % 1000
    if slot == 3:
        return chance < (220 if 16 <= age < 45 else 40)
    if slot == 1:
        return work == ENTREPRENEUR or chance < (640 if GROWN <= age < 70 else 150)
    return chance < (330 if GROWN <= age < 60 else 60)


@compiled
def bank_of_person(w: World, account: int) -> Whole:
    """The place in `INSTITUTIONS` of a person's account."""
    if account % 4 == 3:
        return WALLETS
    luck = draw(w.seed, BANK, account, 0) % FINE
    return MAIN_BANK[luck] if account % 4 == 0 else OTHER_BANK[luck]


@compiled
def sim_days_of(w: World, number: int, day: int) -> Whole:
    """Days since somebody's SIM card was changed: it happens every one to four years."""
    luck = draw(w.seed, SIM, number, 0)
    return (day + luck // 2048) % (365 + luck % 1100)


@compiled
def device_age_of(w: World, number: int, day: int) -> Whole:
    """Days since somebody's telephone was replaced."""
    luck = draw(w.seed, DEVICE, number, 0)
    return (day + luck // 2048) % (300 + luck % 900)


# Telephone numbers are scattered over the prefixes in an order that can be computed back.
NUMBERS = len(PREFIXES) * 10**7
PHONE_STEP = 61_803_399  # no divisor in common with NUMBERS
PHONE_BACK = pow(PHONE_STEP, -1, NUMBERS)
CODE = np.array([int(prefix) for prefix, _ in PREFIXES], np.int64)
GIVEN_TO = np.array([operator for _, operator in PREFIXES], np.int64)
PLACE_OF_CODE = np.full(1000, -1, np.int64)
PLACE_OF_CODE[CODE] = np.arange(len(CODE))


@compiled
def phone_of(w: World, number: int, sim: int) -> Whole:
    """A telephone number as a whole number (77011234567); everybody could have two."""
    place = ((2 * number + sim) * PHONE_STEP + w.shift) % NUMBERS
    return 70_000_000_000 + CODE[place // 10**7] * 10**7 + place % 10**7


@compiled
def owner_of_phone(w: World, phone: int) -> int:
    """Whose number it is: twice the person, plus one if it is his second; -1 where it is nobody's."""
    code = PLACE_OF_CODE[phone // 10**7 % 1000]
    if code < 0 or phone // 10**10 != 7:
        return -1
    owner = (code * 10**7 + phone % 10**7 - w.shift) * PHONE_BACK % NUMBERS
    return owner if owner < 2 * w.people else -1


@compiled
def operator_of(w: World, phone: int) -> Whole:
    """Who serves a number now: not always whose prefix it has."""
    given = GIVEN_TO[PLACE_OF_CODE[phone // 10**7 % 1000]]
    luck = draw(w.seed, PORT, phone, 0)
    if luck % 1000 < PORTED_PER_MILLE:
        return (given + 1 + luck // 1000 % 2) % 3
    return given


@compiled
def sims_of(w: World, number: int, age: int) -> int:
    """How many numbers somebody has: 25 m SIM cards for 20 m people (stat.gov.kz, 2022)."""
    if age < PHONE_AGE:
        return 0
    return 2 if draw(w.seed, PHONE, number, 0) % 1000 < 540 else 1


@compiled
def describe(w: World, number: int, out: Array) -> None:
    """Age, man, region, town, work, income into six places."""
    rank, place = rank_of(w, number), place_of(w, number)
    age, man, region = age_of(w, number, rank), is_man(w, number, rank), region_of(w, place)
    work = work_of(w, number, age, man)
    out[0], out[1], out[2], out[3], out[4] = age, man, region, place < w.villages[region], work
    out[5] = income_of(w, number, work, man, region)


@compiled
def describe_all(w: World, numbers: Array, out: Array) -> None:
    """The same for many: a row each."""
    for place in range(len(numbers)):
        describe(w, numbers[place], out[place])


DIGITS = tuple(each.digits for each in INSTITUTIONS)
BANK_COUNT = len(BANKS)
