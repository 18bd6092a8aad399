"""An account's payments out of the store: each once, from both sides, no more than a page needs."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.queries.legs import Leg, legs
from arasha.kernel import clock
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.recorded import given, reported, token_of

pytestmark = pytest.mark.usefixtures("db")

DAY = timedelta(days=1)


def of_the_drop(most: int = 100) -> list[Leg]:
    return legs(token_of(DROP), clock.now() - DAY, most).rows


def test_an_account_has_one_leg_a_payment_whichever_way_it_went() -> None:
    given(amount=1_000, ago=timedelta(minutes=9))
    given(debtor=DROP, creditor=SHOP, amount=400, asker=TOSTIK, ago=timedelta(minutes=3))
    given(debtor=NEIGHBOUR, creditor=SHOP)
    came, went = of_the_drop()
    assert (came.credit, came.amount, came.other, came.institution) == (True, 1_000, token_of(PENSIONER), ALDAR.code)
    assert (went.credit, went.amount, went.other, went.institution) == (False, 400, token_of(SHOP), TOSTIK.code)


def test_a_payment_that_both_sides_asked_about_counts_once_with_the_graver_verdict() -> None:
    first = given(Verdict.WARN)
    given(Verdict.REFUSE, first=first, asker=TOSTIK, side="incoming")
    (found,) = of_the_drop()
    assert (found.sequence, found.verdict) == (first, Verdict.REFUSE)


def test_a_report_that_money_stood_still_outweighs_the_other_side_s() -> None:
    first = given(Verdict.ALLOW)
    second = given(Verdict.HOLD, first=first, asker=TOSTIK, side="incoming")
    reported(first, Outcome.EXECUTED)
    reported(second, Outcome.HELD)
    assert [each.moved for each in of_the_drop()] == [False]
    reported(second, Outcome.RELEASED)
    assert [each.moved for each in of_the_drop()] == [True]


def test_of_a_busy_account_a_shorter_time_is_shown_and_said_to_be_so() -> None:
    for minutes in (50, 40, 30, 20):
        given(ago=timedelta(minutes=minutes))
    given(debtor=DROP, creditor=SHOP, asker=TOSTIK, ago=timedelta(minutes=45))
    found = legs(token_of(DROP), clock.now() - DAY, most=2)
    assert found.cut
    assert [each.credit for each in found.rows] == [True, True]
    assert found.since == found.rows[0].at


def test_legs_before_the_time_and_in_other_currencies_are_left_out() -> None:
    given(ago=2 * DAY)
    given(currency="USD")
    assert of_the_drop() == []
