"""Counters leave the house rounded up, over three windows."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.rules.counts import QUANTA, WINDOWS, quantised, windows
from arasha.kernel import clock

NOW = clock.now()
ages = st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), max_size=30)


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 1), (2, 5), (5, 5), (6, 10), (11, 50), (501, 1_000), (10**9, QUANTA[-1])]
)
def test_a_count_is_rounded_up_to_the_next_quantum(count: int, told: int) -> None:
    assert quantised(count) == told


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_is_never_told_as_less(count: int, more: int) -> None:
    assert quantised(count + more) >= quantised(count)
    assert quantised(quantised(count)) == quantised(count)


@given(ages)
def test_a_longer_window_has_what_the_shorter_has(found: list[timedelta]) -> None:
    told = windows([NOW - age for age in found], NOW)
    assert list(told) == list(WINDOWS)
    assert told["3d"] <= told["30d"] <= told["180d"]


@given(ages)
def test_a_window_counts_what_happened_within_it(found: list[timedelta]) -> None:
    told = windows([NOW - age for age in found], NOW)
    assert told["30d"] == quantised(sum(age < timedelta(days=30) for age in found))
