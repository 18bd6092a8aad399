"""How much begins follows from what is published; a longer plan begins like a shorter one."""

import pytest

from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, midnight
from arasha.simulator.crime.plan import schemes, thefts_a_day, waking
from arasha.simulator.crime.steps import Answer, Said
from tests.simulator.crime.stage import DAY

BEGIN = midnight(DAY)
NATION = Country(3, 20_000_000)


def test_there_are_as_many_thefts_as_registered_frauds_say() -> None:
    assert thefts_a_day(20_000_000) * 365 * 0.207 == pytest.approx(22_000)
    planned = sum(each.scheme.economics.mean_victims for each in schemes(NATION, BEGIN, 60))
    assert planned == pytest.approx(60 * thefts_a_day(20_000_000), rel=0.1)


def test_crime_multiplies_the_rate_and_a_small_country_has_little() -> None:
    once, thrice = (len(schemes(NATION, BEGIN, 20, crime)) for crime in (1, 3))
    assert 2.6 < thrice / once < 3.4
    assert len(schemes(Country(3, 20_000), BEGIN, 20)) < 12


def test_a_longer_plan_begins_like_a_shorter_one() -> None:
    short = schemes(NATION, BEGIN, 3)
    assert schemes(NATION, BEGIN, 9)[: len(short)] == short


def test_schemes_begin_within_the_time_that_is_planned_in_their_order() -> None:
    begun = schemes(NATION, BEGIN + DAY_US // 3, 2.5)
    times = [each.at for each in begun]
    assert times == sorted(times)
    assert times[0] >= BEGIN + DAY_US // 3
    assert times[-1] < BEGIN + DAY_US // 3 + 2.5 * DAY_US
    assert [each.number for each in begun] == list(range(len(begun)))


def test_a_country_wakes_up_to_more_crime_and_goes_on_alike_when_it_is_planned_for_longer() -> None:
    town, turn = Country(3, 50_000), BEGIN + 4 * DAY_US

    def begun(days: float) -> list[tuple[int, str]]:
        runner, found = waking(town, BEGIN, turn, days, (5.0, 200.0)), list[tuple[int, str]]()
        while (at := runner.next_at()) is not None and at < BEGIN + 6 * DAY_US:
            number, step = runner.pop()
            found.append((at, f"{number} {type(step).__name__}"))
            runner.answer(number, Answer(Said.REFUSED))
        return found

    short, long = begun(6), begun(9)
    assert short == long
    calm = sum(at < turn for at, _ in short) / 4
    assert (len(short) - 4 * calm) / 2 > 5 * calm
