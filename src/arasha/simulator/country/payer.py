"""Somebody as the loops see him: what decides how often and how much he pays, and from which account."""

from math import isqrt
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import FINE, Record, Whole, compiled, draw, lognormal
from arasha.simulator.country.firms import Firms
from arasha.simulator.country.habits import A_DAY, Habits
from arasha.simulator.country.living import has_account, income_of, work_of
from arasha.simulator.country.rows import DAY_US, SLOTS, UTC_OFFSET_US, WALLET
from arasha.simulator.country.traits import World, age_of, is_man, place_of, rank_of, region_of

ACTIVITY, ACCOUNT = 40, 41  # what is drawn
MEAN_INCOME = 260_000_00  # tiyn; of those who have accounts
LEAST, MOST = 450, 2_600  # how much less or more than others somebody pays, among a thousand
RESTLESS = lognormal(880, 0.50, 3_000)  # some pay five times as often as others


class Scene(NamedTuple):
    """A day in a country."""

    w: World
    f: Firms
    h: Habits
    day: int
    off: bool
    business: int  # how much is paid on this day, among a thousand
    monthday: int
    due: int  # bits of the days of the month for which wages and pensions are paid now


class Payer(NamedTuple):
    """Somebody on a day."""

    number: int
    rank: int
    age: int
    man: bool
    region: int
    work: int
    income: int  # tiyn a month
    means: int  # how large his payments are, among a thousand
    rate: int  # payments a day, among a thousand


_ROOTS = np.array([min(MOST, max(LEAST, isqrt(share * 1000))) for share in range(8_000)], np.int64)


@compiled
def payer(s: Scene, number: int) -> Payer:
    """Who somebody is, and how he is disposed."""
    rank, place = rank_of(s.w, number), place_of(s.w, number)
    age, man, region = age_of(s.w, number, rank), is_man(s.w, number, rank), region_of(s.w, place)
    work = work_of(s.w, number, age, man)
    income = income_of(s.w, number, work, man, region)
    share = min(7_999, income * 1000 // MEAN_INCOME)
    temper = RESTLESS[draw(s.w.seed, ACTIVITY, number, 0) % FINE]
    rate = A_DAY * s.h.ages[age] // 1000 * temper // 1000 * s.h.often[region] // 1000
    return Payer(number, rank, age, man, region, work, income, _ROOTS[share], rate)


@compiled
def spending_account(s: Scene, p: Payer, luck: int) -> int:
    """Mostly the main account; now and then another, or the wallet."""
    chance = luck % 100
    if chance >= 42:
        slot = WALLET if chance >= 97 else 2 if chance >= 78 else 1
        if has_account(s.w, p.number, slot, p.age, p.work):
            return p.number * SLOTS + slot
    return p.number * SLOTS


@compiled
def receiving_account(s: Scene, number: int, luck: int) -> int:
    """Where somebody takes money: whose telephone number is given receives on the main account, mostly."""
    if luck % 100 < 42:
        return number * SLOTS
    rank = rank_of(s.w, number)
    age = age_of(s.w, number, rank)
    work = work_of(s.w, number, age, is_man(s.w, number, rank))
    slot = 1 + luck // 100 % 3 // 2
    return number * SLOTS + slot if has_account(s.w, number, slot, age, work) else number * SLOTS


@compiled
def moment(s: Scene, profile: int, luck: int) -> Whole:
    """A moment of the day by the hours of a profile, in microseconds; 38 bits of luck."""
    place = luck % FINE
    begin, end = s.h.times[profile, place], s.h.times[profile, place + 1]
    return s.day * DAY_US - UTC_OFFSET_US + begin + (end - begin) * (luck // FINE % 2**26) // 2**26


@compiled
def fill_row(row: Record, ends: tuple[int, int], time: int, amount: int, how: tuple[int, int]) -> None:
    """Write a payment: from where to where, when, how much, its kind and channel."""
    row.debtor, row.creditor = ends
    row.time, row.amount = time, amount
    row.kind, row.channel = how
    row.flags, row.sim_days = 0, -1
