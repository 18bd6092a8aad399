"""Sums, dates and times are read in the ways in which people here write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.interfaces.ui import written
from arasha.kernel import money
from arasha.kernel.money import LARGEST


@pytest.mark.parametrize(
    ("text", "tiyn"),
    [
        ("150000", 15_000_000),
        ("150 000", 15_000_000),
        ("150\N{NO-BREAK SPACE}000 ₸", 15_000_000),
        ("150.000", 15_000_000),
        ("150,000", 15_000_000),
        ("1.250.000 тг", 125_000_000),
        ("70 000,50", 7_000_050),
        ("70000.5 тенге", 7_000_050),
        ("1 теңге", 100),
        ("0", None),
        ("", None),
        ("-5", None),
        ("сто", None),
        ("1,2,3", None),
        ("1" * 14, None),
    ],
)
def test_a_sum(text: str, tiyn: int | None) -> None:
    assert written.tiyn(text) == tiyn


@given(st.integers(1, LARGEST // 1000))
def test_a_sum_as_we_write_it_is_read_back(tiyn: int) -> None:
    assert written.tiyn(money.display(tiyn)) == tiyn


@given(st.text())
def test_any_text_is_a_sum_or_none(text: str) -> None:
    found = written.tiyn(text)
    assert found is None or 0 < found <= LARGEST


@pytest.mark.parametrize(
    ("given_", "day"),
    [
        (("20", "11", "2026"), date(2026, 11, 20)),
        (("1", "2", "26"), date(2026, 2, 1)),
        (("31", "2", "2026"), None),
        (("", "", ""), None),
        (("x", "1", "2026"), None),
    ],
)
def test_a_day(given_: tuple[str, str, str], day: date | None) -> None:
    assert written.day_of(*given_) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [("14:30", time(14, 30)), ("9.05", time(9, 5)), ("9 05", time(9, 5)), ("24:00", None), ("", None), ("noon", None)],
)
def test_a_time(text: str, at: time | None) -> None:
    assert written.time_of(text) == at
