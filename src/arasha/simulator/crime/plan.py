"""Which schemes begin when: by the published number of frauds, the unreported ones, the size of the country, and luck.

A day's beginnings follow from the country, the day and the rate alone, so that a longer plan begins like a shorter one.
"""

import math
import random
from collections.abc import Iterable

from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, UTC_OFFSET_US, midnight
from arasha.simulator.crime import ordinary
from arasha.simulator.crime.adaptation import Measure, learnt
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.runner import Begun, Runner
from arasha.simulator.crime.schemes import SCHEMES
from arasha.simulator.crime.world import HOUR

FIRST_HOUR, LAST_HOUR = 7, 19


def schemes(country: Country, begin: int, days: float, crime: float = 1.0) -> list[Begun]:
    """What begins in a country from an instant on (us), for some days; `crime` multiplies the published rate."""
    end = begin + round(days * DAY_US)
    first, last = _day(begin), _day(end)
    found = sorted(
        (at, name) for day in range(first, last + 1) for at, name in _of_day(country, day, crime) if begin <= at < end
    )
    kinds = {each.name: each for each in SCHEMES}
    return [Begun(at, number, kinds[name]) for number, (at, name) in enumerate(found)]


def runner(country: Country, begin: int, days: float, crime: float = 1.0, measures: Iterable[Measure] = ()) -> Runner:
    """A runner of what begins in that time, by thieves who know what to do about these measures."""
    known = ordinary.of(country, _day(begin))
    return Runner(country, schemes(country, begin, days, crime), known, learnt(measures))


def waking(country: Country, begin: int, turn: int, days: float, crimes: tuple[float, float]) -> Runner:
    """A runner of a country where there is so much crime until an instant (us), and so much from then on."""
    before, after = crimes
    calm = schemes(country, begin, (turn - begin) / DAY_US, before)
    lively = schemes(country, turn, days - (turn - begin) / DAY_US, after)
    begun = [each._replace(number=number) for number, each in enumerate([*calm, *lively])]
    return Runner(country, begun, ordinary.of(country, _day(begin)), learnt(()))


def thefts_a_day(people: int) -> float:
    """How many thefts a day there are among so many people, registered or not, at the published rate."""
    return RATES.registered_a_year / RATES.filed / 365 * people / RATES.of_people


def _of_day(country: Country, day: int, crime: float) -> list[tuple[int, str]]:
    begun = []
    for scheme in SCHEMES:
        draw = random.Random(f"{country.seed}:{country.people}:{day}:{scheme.name}")  # noqa: S311 - a story
        mean = crime * thefts_a_day(country.people) * RATES.shares[scheme.name] / scheme.economics.mean_victims
        hours = [draw.uniform(FIRST_HOUR, LAST_HOUR) for _ in range(_poisson(draw, mean))]
        begun += [(midnight(day) + int(hour * HOUR), scheme.name) for hour in hours]
    return begun


def _poisson(draw: random.Random, mean: float) -> int:
    """How many of many rare things happen (by the gaps between them)."""
    count, waited = 0, -math.log(1 - draw.random())
    while waited < mean:
        count, waited = count + 1, waited - math.log(1 - draw.random())
    return count


def _day(at: int) -> int:
    return (at + UTC_OFFSET_US) // DAY_US
