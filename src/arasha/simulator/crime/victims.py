"""Whom schemes reach, how readily they believe, and whether, when and where they tell of it.

Sources: only 20.7 % of people who met fraudsters file with the police, and 3 days to several months late (national
systems, Kazakhstan). The rest is our assumption, said so in `data/crime/rates.toml`: who suffers more tells sooner,
a third tells a bank or a hotline within hours, the old doubt least when somebody speaks to them.
"""

import math
import random
from collections.abc import Container, Mapping
from typing import NamedTuple

from arasha.simulator.country.people import Person
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.steps import Desk, Language
from arasha.simulator.crime.world import HOUR, MINUTE, TENGE, World

Taste = Mapping[str, float]
BANDS = (("young", 18, 27), ("grown", 28, 44), ("settled", 45, 62), ("old", 63, 150))
EVERYBODY: Taste = {"young": 1, "grown": 1, "settled": 1, "old": 1}


class Victim(NamedTuple):
    """A person whom a scheme has reached: his account, his language, how likely a warning stops him (0 to 1)."""

    number: int
    account: int
    language: Language
    doubt: float
    age: int


def somebody(world: World, taste: Taste, regions: Container[int] | None = None) -> Victim:
    """A grown-up, drawn by how well a scheme reaches his age (weights a band, 0 to 1), of some regions or any."""
    return _victim(world.draw, world.country.person(reached(world, taste, regions)))


def reached(world: World, taste: Taste, regions: Container[int] | None = None) -> int:
    """The number of somebody whom a scheme reaches; whether he believes it is another matter."""
    return world.choose(lambda age, at: taste.get(band(age), 0.0) if regions is None or at in regions else 0.0)


def victim_of(world: World, number: int) -> Victim | None:
    """A certain person as a victim; None: he has no account, or is a child."""
    person = world.country.person(number)
    return _victim(world.draw, person) if person.accounts and person.age >= 18 else None


def band(age: int) -> str:
    """The band of an age; children have none."""
    return next((name for name, least, most in BANDS if least <= age <= most), "child")


def _victim(draw: random.Random, person: Person) -> Victim:
    language: Language = "kk" if person.language == "kk" else "ru"
    base = RATES.doubt[band(person.age)]
    return Victim(person.number, person.accounts[0], language, min(1.0, base * draw.uniform(0.5, 1.5)), person.age)


class Telling(NamedTuple):
    """That a victim tells of the theft: where, and when (us)."""

    to: Desk
    at: int


def tellings(world: World, lost: int) -> list[Telling]:
    """Where and when somebody who lost so many tiyn tells of it; empty: never."""
    draw, told = world.draw, []
    if draw.random() < RATES.quick:
        to: Desk = draw.choices(("bank", "hotline", "page"), RATES.quick_to)[0]
        told.append(Telling(to, world.now + _quick(draw)))
    if draw.random() < to_police(lost):
        least, most = RATES.police_days
        days = math.exp(draw.uniform(math.log(least), math.log(most)))
        told.append(Telling("police", world.by_day(days, days, 9, 18)))
    return told


def to_police(lost: int) -> float:
    """How likely somebody who lost so many tiyn files with the police: a logistic curve over the sum's logarithm."""
    steps = math.log10(max(lost, TENGE) / TENGE) - math.log10(RATES.police_middle)
    return RATES.police_most / (1 + math.exp(-RATES.police_steep * steps))


def _quick(draw: random.Random) -> int:
    """Half of those who are quick call within half an hour, the others within two days (us)."""
    if draw.random() < 0.5:
        return int(draw.uniform(4, 30) * MINUTE)
    return int(math.exp(draw.uniform(math.log(0.5), math.log(48))) * HOUR)
