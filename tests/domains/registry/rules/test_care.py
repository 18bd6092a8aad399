"""Minors and people of 55 and more: a person looks before anything counts against them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.facts import Care
from arasha.domains.registry.rules.care import age_on, care_for

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("born", "care"),
    [
        (None, None),
        (date(2008, 11, 22), Care.MINOR),
        (date(2008, 11, 21), None),
        (date(1971, 11, 22), None),
        (date(1971, 11, 21), Care.ELDER),
        (date(1930, 1, 1), Care.ELDER),
    ],
)
def test_the_very_young_and_the_old_are_looked_at_by_a_person(born: date | None, care: Care | None) -> None:
    assert care_for(born, TODAY) is care


def test_who_was_born_on_a_leap_day_is_older_in_march() -> None:
    born = date(2008, 2, 29)
    assert (age_on(date(2026, 2, 28), born), age_on(date(2026, 3, 1), born)) == (17, 18)


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(TODAY, date(2100, 1, 1)))
def test_nobody_grows_younger(born: date, later: date) -> None:
    assert age_on(later, born) >= age_on(TODAY, born)
