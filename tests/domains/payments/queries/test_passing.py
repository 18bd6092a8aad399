"""How much is passed on and how fast: first in, first out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from arasha.domains.payments.queries.legs import Leg
from arasha.domains.payments.queries.passing import passed
from tests.domains.payments.queries.told import HELD, leg

MINUTE = timedelta(minutes=1)


def test_a_drop_that_keeps_a_tenth_passes_nine_tenths_on() -> None:
    found = passed([leg(0, 60_000), leg(1, 40_000, 2), leg(5, -90_000, 3)])
    assert (found.received, found.amount) == (10_000_000, 9_000_000)


def test_money_that_came_first_leaves_first() -> None:
    found = passed([leg(0, 100), leg(10, 100), leg(12, -150)])
    assert [(stay.length, stay.amount) for stay in found.stays] == [(12 * MINUTE, 10_000), (2 * MINUTE, 5_000)]


def test_half_within_is_weighed_by_money_not_by_payments() -> None:
    found = passed([leg(0, 10), leg(1, 10), leg(2, 1_000), leg(3, -1_020)])
    assert found.half_within == MINUTE


def test_what_was_there_before_is_not_counted_as_passed_on() -> None:
    found = passed([leg(0, -500), leg(1, 100), leg(2, -300)])
    assert (found.received, found.amount) == (10_000, 10_000)


def test_money_that_was_held_neither_comes_nor_goes() -> None:
    found = passed([leg(0, 100, **HELD), leg(1, 50), leg(2, -50, **HELD)])
    assert (found.received, found.amount, found.half_within) == (5_000, 0, None)


def test_stays_are_sorted_into_lengths_each_in_one() -> None:
    found = passed([leg(0, 100), leg(4, -40), leg(5, -30), leg(90, -30)])
    assert found.by_length((5 * MINUTE, 30 * MINUTE)) == [4_000, 3_000, 3_000]


LEGS = some.lists(some.tuples(some.integers(0, 500), some.integers(-1_000, 1_000).filter(bool))).map(
    lambda rows: sorted((leg(minute, tenge) for minute, tenge in rows), key=lambda each: each.at)
)


@given(LEGS)
def test_no_more_is_passed_on_than_came_or_went(legs: list[Leg]) -> None:
    found = passed(legs)
    came, went = (sum(each.amount for each in legs if each.credit is way) for way in (True, False))
    assert found.received == came
    assert found.amount <= min(came, went)
    assert all(stay.length >= timedelta() and stay.amount > 0 for stay in found.stays)
    assert sum(found.by_length((MINUTE, 60 * MINUTE))) == found.amount


@given(LEGS)
def test_money_that_has_all_come_before_any_goes_is_passed_on_as_far_as_it_reaches(legs: list[Leg]) -> None:
    ordered = [each for each in legs if each.credit] + [each for each in legs if not each.credit]
    came, went = (sum(each.amount for each in legs if each.credit is way) for way in (True, False))
    assert passed(ordered).amount == min(came, went)
