"""Invented people and what is applied for: never anybody's number, always the same story."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from arasha.kernel.identifiers import IIN
from arasha.simulator.applications import CARELESS, OPENING, PEOPLE, application, person
from arasha.simulator.iin import MAN, WOMAN, iin


def test_the_people_are_different_readable_and_long_dead() -> None:
    numbers = {person(place) for place in range(PEOPLE)}
    assert len(numbers) == PEOPLE
    for number in numbers:
        born = IIN.parse(number).birth_date
        assert born is not None
        assert born < date(1900, 1, 1)


@given(some.dates(date(1801, 1, 1), date(1899, 12, 31)), some.sampled_from((MAN, WOMAN)), some.integers(0, 9_999))
def test_every_number_that_is_made_can_be_read(born: date, sex: int, number: int) -> None:
    assert IIN.parse(iin(born, sex, number)).birth_date == born


def test_the_story_is_the_same_every_time() -> None:
    told = [application(number) for number in range(200)]
    assert told == [application(number) for number in range(200)]
    assert len({each.check.id for each in told}) == 200


def test_only_the_careless_lender_does_not_ask_and_only_now_and_then() -> None:
    told = [application(number) for number in range(len(OPENING), 2_000)]
    careless = [each for each in told if not each.asks]
    assert {each.lender for each in careless} == {CARELESS}
    assert 0.1 < len(careless) / len([each for each in told if each.lender == CARELESS]) < 0.3
