"""Patience: pauses grow to a minute, a refusal is final after eight, silence after three days."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.deliveries.patience import (
    LONGEST,
    MOST_REFUSALS,
    PASSING,
    Attempt,
    Result,
    given_up,
    of_status,
    pause,
)

FAILED = Attempt(Result.UNREACHABLE, "connection")
REFUSED = Attempt(Result.REFUSED, "500")


@given(st.integers(200, 299))
def test_any_2xx_is_taken(status: int) -> None:
    assert of_status(status, None).result == Result.DELIVERED


@given(st.integers(100, 599).filter(lambda status: not 200 <= status < 300 and status not in PASSING | {410}))
def test_everything_else_is_refused_even_a_redirect(status: int) -> None:
    assert of_status(status, None) == Attempt(Result.REFUSED, str(status))


def test_a_receiver_that_is_not_itself_now_is_not_blamed_and_may_say_when_to_come_back() -> None:
    for status in PASSING:
        assert of_status(status, "30") == Attempt(Result.UNREACHABLE, str(status), 30.0)
    assert of_status(503, "86400").wanted_pause_s == 60.0, "at most a minute"
    assert of_status(503, "Wed, 21 Oct 2026 07:28:00 GMT").wanted_pause_s == 0.0


def test_410_is_for_good() -> None:
    assert of_status(410, None).result == Result.GONE


def test_pauses_double_up_to_a_minute() -> None:
    seconds = [pause(failures, FAILED).total_seconds() for failures in range(1, 10)]
    assert seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert pause(10_000, FAILED) == timedelta(minutes=1)
    assert pause(1, Attempt(Result.UNREACHABLE, "503", 30.0)) == timedelta(seconds=30)


@pytest.mark.parametrize("refusals", range(1, 12))
def test_what_is_refused_eight_times_is_given_up(refusals: int) -> None:
    assert given_up(REFUSED, refusals, timedelta()) is (refusals >= MOST_REFUSALS)


@given(st.timedeltas(timedelta(), timedelta(days=10)))
def test_what_cannot_be_delivered_for_three_days_is_given_up(age: timedelta) -> None:
    assert given_up(FAILED, 0, age) is (age >= LONGEST)


def test_what_was_delivered_is_never_given_up() -> None:
    assert not given_up(Attempt(Result.DELIVERED), 100, timedelta(days=100))
