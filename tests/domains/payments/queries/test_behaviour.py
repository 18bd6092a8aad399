"""Counting over an account's legs: sums, hours, new faces."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.queries import behaviour
from arasha.domains.payments.queries.legs import Leg
from tests.domains.payments.queries.told import HELD, RELEASED, RETURNED, leg
from tests.support.cast import NOON

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("each", "moved"),
    [
        (leg(0, 1), True),
        (leg(0, 1, verdict=Verdict.WARN), True),
        (leg(0, 1, **HELD), False),
        (leg(0, 1, **RELEASED), True),
        (leg(0, 1, **RETURNED), False),
        (leg(0, 1, outcome=Outcome.ABANDONED), False),
    ],
)
def test_what_an_institution_reports_outweighs_what_was_advised(each: Leg, moved: bool) -> None:
    assert each.moved is moved


def test_a_side_counts_money_payments_and_others() -> None:
    came = behaviour.side([leg(0, 10, 1), leg(5, 20, 1), leg(9, 30, 2), leg(11, -5), leg(12, 90, **HELD)], credit=True)
    assert (came.payments, came.amount, came.others) == (3, 6_000, 2)
    assert came.first_at == NOON
    assert came.last_at == NOON + timedelta(minutes=9)


def test_nothing_has_no_beginning_and_no_end() -> None:
    assert behaviour.side([], credit=False) == (0, 0, 0, None, None)


def test_a_payment_counts_in_its_own_step() -> None:
    steps = behaviour.steps([leg(0, 10), leg(59, -4), leg(60, 20, 2)], NOON, HOUR, 2)
    assert [(step.sum_in, step.sum_out, step.count_in, step.count_out) for step in steps] == [
        (1_000, 400, 1, 1), (2_000, 0, 1, 0),
    ]  # fmt: skip


def test_a_face_is_new_once_and_each_way_apart() -> None:
    legs = [leg(-60, 5, 1), leg(1, 5, 1), leg(2, 5, 2), leg(3, -5, 2), leg(70, 5, 2)]
    steps = behaviour.steps(legs, NOON, HOUR, 2)
    assert [(step.new_payers, step.new_payees) for step in steps] == [(1, 1), (0, 0)]
    assert len(behaviour.new_faces(legs, NOON)) == 2


def test_legs_outside_the_steps_are_in_none_of_them() -> None:
    (step,) = behaviour.steps([leg(-1, 5), leg(60, 5)], NOON, HOUR, 1)
    assert step.count_in == 0


def test_hours_are_those_of_almaty_and_the_night_ends_at_six() -> None:
    by_hour = behaviour.hours([leg(0, 5), leg(11 * 60, -5), leg(17 * 60 + 59, 5), leg(18 * 60, 5)])
    assert by_hour[12] == (1, 0)
    assert by_hour[23] == (0, 1)
    assert behaviour.at_night(by_hour) == 2  # 23:00 and 05:59, not 06:00


def test_outcomes_are_told_with_their_money_and_silence_apart() -> None:
    told = behaviour.reported([leg(0, 10), leg(1, 20, **RELEASED), leg(2, 30, **RELEASED)])
    assert told == {Outcome.RELEASED: (2, 5_000), None: (1, 1_000)}
