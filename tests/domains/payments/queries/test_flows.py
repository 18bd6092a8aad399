"""The ledger as it moved money, out of the store."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.queries.flows import drained, flows_of, ledger_of
from arasha.kernel import clock
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.recorded import given, reported, token_of

pytestmark = pytest.mark.usefixtures("db")

MINUTE = timedelta(minutes=1)


def test_an_account_s_payments_are_read_from_an_instant_on_whichever_way_they_went() -> None:
    given(Verdict.ALLOW, ago=90 * MINUTE)
    came = given(Verdict.ALLOW, ago=30 * MINUTE)
    went = given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK, amount=400, ago=10 * MINUTE)
    given(Verdict.ALLOW, debtor=NEIGHBOUR, creditor=SHOP)
    ledger = ledger_of({token_of(DROP): clock.now() - 60 * MINUTE})
    assert sorted(ledger.flows) == [came, went]
    flow = ledger.flows[went]
    assert (flow.debtor, flow.creditor, flow.amount) == (token_of(DROP), token_of(SHOP), 400)
    assert (flow.debtor_institution, flow.creditor_institution, flow.moved) == (TOSTIK.code, TOSTIK.code, True)


def test_what_lay_there_before_is_what_came_less_what_went_and_never_below_nothing() -> None:
    given(Verdict.ALLOW, amount=1_000, ago=90 * MINUTE)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK, amount=300, ago=80 * MINUTE)
    given(Verdict.HOLD, amount=5_000, ago=80 * MINUTE)
    since = clock.now() - 60 * MINUTE
    ledger = ledger_of({token_of(DROP): since, token_of(PENSIONER): since})
    assert ledger.before == {token_of(DROP): 700, token_of(PENSIONER): 0}


def test_advice_to_hold_stands_until_an_institution_says_what_it_did() -> None:
    held = given(Verdict.HOLD)
    released = given(Verdict.HOLD)
    reported(released, Outcome.RELEASED)
    returned = given(Verdict.ALLOW)
    reported(returned, Outcome.RETURNED)
    flows = flows_of([held, released, returned])
    assert {number: flow.moved for number, flow in flows.items()} == {held: False, released: True, returned: False}


def test_both_sides_questions_are_one_payment_and_the_graver_verdict_counts() -> None:
    first = given(Verdict.ALLOW)
    given(Verdict.REFUSE, first=first, asker=TOSTIK, side="incoming")
    assert list(ledger_of({token_of(DROP): clock.now() - 60 * MINUTE}).flows) == [first]
    assert not flows_of([first])[first].moved


def test_of_a_very_busy_account_the_first_payments_are_read_and_it_is_said_to_be_cut() -> None:
    numbers = [given(Verdict.ALLOW, ago=minutes * MINUTE) for minutes in (9, 8, 7)]
    ledger = ledger_of({token_of(DROP): clock.now() - 60 * MINUTE}, most=2)
    assert sorted(ledger.flows) == numbers[:2]
    assert ledger.cut == {token_of(DROP)}


def test_the_ledger_knows_up_to_where_it_holds_everything() -> None:
    assert drained() == 0
    number = given(asker=ALDAR)
    assert drained() == number + 1
