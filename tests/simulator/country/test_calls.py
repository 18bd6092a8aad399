"""Calls of a day: divided as one likes, people call whom they know, numbers move between operators."""

from datetime import date

import numpy as np

from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.calls import day_calls
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DOMESTIC, INTERNATIONAL, PORTED, ROAMING

COUNTRY = Country(seed=5, people=4_000)
DAY = day_of(date(2026, 3, 10))


def test_parts_together_are_the_whole() -> None:
    whole = day_calls(COUNTRY, DAY, 0, 4_000)
    parts = np.concatenate([day_calls(COUNTRY, DAY, first, first + 2_000) for first in (0, 2_000)])
    assert np.array_equal(parts[np.argsort(parts["time"], kind="stable")], whole)


def test_calls_connect_people_of_the_country_or_come_from_abroad() -> None:
    calls = day_calls(COUNTRY, DAY, 0, 4_000)
    assert {DOMESTIC, ROAMING, INTERNATIONAL} == set(calls["origin"])
    known = 0
    for call in calls[:: len(calls) // 200]:
        assert COUNTRY.owner(int(call["called"])) is not None
        caller = COUNTRY.owner(int(call["caller"]))
        assert (caller is None) == (call["origin"] == INTERNATIONAL)
        if caller is not None:
            known += COUNTRY.owner(int(call["called"])) in COUNTRY.person(caller).contacts
    assert known > 100


def test_some_numbers_are_ported_and_some_calls_unanswered() -> None:
    calls = day_calls(COUNTRY, DAY, 0, 4_000)
    assert 0.02 < np.mean(calls["flags"] & PORTED) < 0.2
    assert 0.1 < np.mean(calls["seconds"] == 0) < 0.4
