"""How many tell of it, when, and whom schemes reach."""

from arasha.simulator.country.rows import DAY_US
from arasha.simulator.crime.adaptation import NAIVE
from arasha.simulator.crime.crowd import Crowd
from arasha.simulator.crime.ordinary import of
from arasha.simulator.crime.purses import Purses
from arasha.simulator.crime.truth import Truth
from arasha.simulator.crime.victims import somebody, tellings, to_police
from arasha.simulator.crime.world import Ground, World
from tests.simulator.crime.stage import BEGIN, COUNTRY, DAY

TENGE = 100


def world() -> World:
    made = World(Ground(Crowd(COUNTRY), of(COUNTRY, DAY), NAIVE, Purses(), Truth()), 1)
    made.now = BEGIN
    return made


def test_who_lost_more_goes_to_the_police_sooner_and_never_everybody() -> None:
    chances = [to_police(lost * TENGE) for lost in (5_000, 50_000, 500_000, 5_000_000)]
    assert chances == sorted(chances)
    assert chances[0] < 0.02
    assert 0.5 < chances[-1] < 0.9


def test_the_police_hear_of_it_three_days_to_months_later_and_banks_within_two_days() -> None:
    place = world()
    told = [each for _ in range(400) for each in tellings(place, 800_000 * TENGE)]
    police = [(each.at - BEGIN) / DAY_US for each in told if each.to == "police"]
    quick = [(each.at - BEGIN) / DAY_US for each in told if each.to != "police"]
    assert 2 < min(police) < 5
    assert 60 < max(police) < 125
    assert max(quick) <= 2.1
    assert sum(each < 0.03 for each in quick) > len(quick) / 4, "some call within half an hour"
    assert {each.to for each in told} == {"police", "bank", "hotline", "page"}


def test_somebody_is_a_grown_up_of_the_regions_asked_for() -> None:
    place = world()
    for _ in range(40):
        victim = somebody(place, {"old": 1.0}, {1, 2})
        person = COUNTRY.person(victim.number)
        assert person.age >= 63
        assert person.region in {1, 2}
        assert victim.language == person.language
        assert 0 <= victim.doubt < 0.5
