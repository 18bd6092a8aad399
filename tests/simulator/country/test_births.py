"""Everybody has a number in the form of an IIN that nobody else has, and that could be nobody's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers.iin import IIN
from arasha.simulator.country.births import born_at, put_iins
from arasha.simulator.country.draws import Array
from arasha.simulator.country.people import Country


def iins(country: Country, numbers: Array) -> Array:
    people, found = country.people_of(numbers), np.empty(len(numbers), np.int64)
    put_iins(country.world, numbers, people.age.astype(np.int64), people.man, found)
    return found


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        (Country(7, 2_000_000), range(2_000_000)),
        (Country(8, 20_000_000), range(1_000_000)),
        (Country(8, 20_000_000), range(3, 20_000_000, 13)),
    ],
)
def test_nobody_has_the_iin_of_another(country: Country, numbers: range) -> None:
    assert len(np.unique(iins(country, np.array(numbers)))) == len(numbers)


@given(st.integers(0, 2**40), st.integers(0, 19_999_999))
def test_an_iin_tells_sex_and_year_and_its_check_digit_is_right(seed: int, number: int) -> None:
    person = Country(seed, 20_000_000).person(number)
    told = IIN.parse(person.iin)
    assert told.birth_date is not None
    assert told.birth_date.year == 1800 + (2026 - person.age) % 100
    assert person.iin[6] == ("1" if person.sex == "m" else "2")


def test_births_and_serials_scatter_as_in_life() -> None:
    found = iins(Country(7, 300_000), np.arange(300_000))
    assert np.bincount(found // 10**8 % 100).argmin() == 0
    for digit in (1, 2, 3, 4):
        counts = np.bincount(found // 10**digit % 10, minlength=10)
        assert counts.min() > 0.95 * counts.max()


def test_siblings_have_birthdays_of_their_own() -> None:
    world, days = Country(7, 50_000).world, set[int]()
    for age in range(5, 25):
        days.add(int(born_at(world, 4_711, age, True)) // 9_000)
    assert len(days) > 15
