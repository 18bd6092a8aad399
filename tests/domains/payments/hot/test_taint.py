"""Stolen money as it runs: what a payment would carry away, and where it goes when it is let go."""

from collections.abc import Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, Outcome, Verdict
from arasha.domains.payments.hot.layout import ASK
from arasha.domains.payments.hot.taint import Move, Put, Taint, Taken, passed_of
from arasha.kernel.attribution import Lot, Lots, Rule, marked
from arasha.kernel.compiled import Array

CLAIM, OTHER = 7, 8
DROP, SECOND, SHOP, STRANGER = 1, 2, 3, 4
THOUSAND = 100_000


def token(number: int) -> bytes:
    return number.to_bytes(8, "little") + bytes(8)


def ask(sequence: int, payer: int, payee: int, amount: int, kind: int = 0, *, first: int | None = None) -> Array:
    asks = np.zeros(1, ASK)
    asks["sequence"], asks["first"] = sequence, sequence if first is None else first
    asks["debtor_lo"], asks["creditor_lo"], asks["amount"], asks["kind"] = payer, payee, amount, kind
    return asks


def placed(*lots: Lot, account: int = DROP, rule: Rule = Rule.FIFO, fact: int = 1) -> Taint:
    taint = Taint()
    taint.heed(Put(fact, rule, 0, [(token(account), 1, lots)], []))
    return taint


def lying(taint: Taint, account: int, claim: int = CLAIM) -> int:
    standing = taint.accounts.get(token(account))
    return marked(standing.lots).get(claim, 0) if standing else 0


STOLEN = Lot(10 * THOUSAND, ((CLAIM, 10 * THOUSAND),))


def test_only_payments_of_accounts_with_stolen_money_are_looked_at() -> None:
    taint = placed(STOLEN)
    asks = np.concatenate([ask(1, STRANGER, SHOP, 5), ask(2, DROP, SHOP, 5), ask(3, STRANGER, DROP, 5)])
    assert taint.touched(asks).tolist() == [1, 2]
    assert Taint().touched(asks).tolist() == []


def test_a_payment_is_weighed_by_what_it_would_carry_away() -> None:
    taint = placed(Lot(3 * THOUSAND), STOLEN)
    assert taint.weigh(ask(1, DROP, SECOND, 2 * THOUSAND)[0]) == 0
    assert taint.weigh(ask(2, DROP, SECOND, 5 * THOUSAND)[0]) == 2 * THOUSAND
    assert taint.weigh(ask(3, DROP, SECOND, 50 * THOUSAND)[0]) == 10 * THOUSAND


def test_what_is_held_stays_and_what_is_let_go_takes_the_taint_along_at_once() -> None:
    taint = placed(STOLEN)
    assert taint.settle(ask(1, DROP, SECOND, 4 * THOUSAND)[0], Verdict.HOLD) == []
    assert lying(taint, DROP) == 10 * THOUSAND
    assert taint.report(1, Outcome.RELEASED) == [Move(1, CLAIM, 4 * THOUSAND)]
    assert (lying(taint, DROP), lying(taint, SECOND)) == (6 * THOUSAND, 4 * THOUSAND)
    assert taint.weigh(ask(2, SECOND, SHOP, 9 * THOUSAND)[0]) == 4 * THOUSAND


def test_a_report_that_comes_twice_moves_nothing_twice() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, SECOND, 4 * THOUSAND)[0], Verdict.HOLD)
    taint.report(1, Outcome.EXECUTED)
    assert taint.report(1, Outcome.EXECUTED) == []
    assert lying(taint, SECOND) == 4 * THOUSAND


def test_while_an_institution_holds_a_payment_the_rest_of_the_account_is_free() -> None:
    taint = placed(STOLEN, Lot(5 * THOUSAND))
    taint.settle(ask(1, DROP, SECOND, 12 * THOUSAND)[0], Verdict.HOLD)
    taint.report(1, Outcome.HELD)
    assert taint.weigh(ask(2, DROP, SHOP, 3 * THOUSAND)[0]) == 0
    assert taint.report(1, Outcome.RELEASED) == [Move(1, CLAIM, 10 * THOUSAND)]
    assert lying(taint, SECOND) == 10 * THOUSAND


def test_a_held_payment_that_is_given_up_leaves_the_money_where_it_was() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, SECOND, 12 * THOUSAND)[0], Verdict.HOLD)
    taint.report(1, Outcome.HELD)
    taint.report(1, Outcome.ABANDONED)
    assert taint.weigh(ask(2, DROP, SHOP, 3 * THOUSAND)[0]) == 3 * THOUSAND


@pytest.mark.parametrize("outcome", [Outcome.ABANDONED, Outcome.REFUSED])
def test_a_payment_that_was_allowed_and_never_made_leaves_the_payer_s_own_money_ahead(outcome: Outcome) -> None:
    taint = placed(Lot(5 * THOUSAND), STOLEN)
    taint.settle(ask(1, DROP, SHOP, 3 * THOUSAND)[0], Verdict.ALLOW)
    assert taint.weigh(ask(2, DROP, SHOP, 5 * THOUSAND)[0]) == 3 * THOUSAND
    assert taint.report(1, outcome) == []
    assert taint.weigh(ask(3, DROP, SHOP, 5 * THOUSAND)[0]) == 0
    assert taint.accounts[token(DROP)].lots == (Lot(5 * THOUSAND), STOLEN)
    taint.report(1, outcome)
    assert taint.accounts[token(DROP)].lots == (Lot(5 * THOUSAND), STOLEN), "once"


def test_a_payment_that_came_back_comes_behind_what_lies_there() -> None:
    taint = placed(Lot(5 * THOUSAND), STOLEN)
    taint.settle(ask(1, DROP, SHOP, 3 * THOUSAND)[0], Verdict.ALLOW)
    taint.report(1, Outcome.EXECUTED)
    taint.report(1, Outcome.RETURNED)
    assert taint.accounts[token(DROP)].lots == (Lot(2 * THOUSAND), STOLEN, Lot(3 * THOUSAND))


def test_money_that_never_came_does_not_dilute_the_stolen() -> None:
    taint = placed(STOLEN, rule=Rule.PROPORTIONAL)
    taint.settle(ask(1, STRANGER, DROP, 10 * THOUSAND)[0], Verdict.ALLOW)
    assert taint.weigh(ask(2, DROP, SHOP, 2 * THOUSAND)[0]) == THOUSAND
    taint.report(1, Outcome.ABANDONED)
    assert taint.weigh(ask(3, DROP, SHOP, 2 * THOUSAND)[0]) == 2 * THOUSAND


def test_what_is_undone_gives_and_takes_nothing_that_is_marked() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, STRANGER, DROP, 300 * THOUSAND)[0], Verdict.ALLOW)
    taint.settle(ask(2, DROP, SHOP, 200 * THOUSAND)[0], Verdict.HOLD)
    taint.report(2, Outcome.RELEASED)
    taint.report(1, Outcome.RETURNED)
    assert (lying(taint, DROP), lying(taint, SHOP)) == (0, 10 * THOUSAND)


def test_a_wage_is_never_stolen_money() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, STRANGER, DROP, 300 * THOUSAND)[0], Verdict.ALLOW)
    taint.heed(Taken(2, [token(DROP)], {CLAIM: 10 * THOUSAND}))
    assert taint.weigh(ask(2, DROP, SHOP, 300 * THOUSAND)[0]) == 0
    assert token(DROP) not in taint.accounts


def test_the_other_side_s_question_is_weighed_as_the_first_was() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, SECOND, 4 * THOUSAND)[0], Verdict.HOLD)
    again = ask(2, DROP, SECOND, 4 * THOUSAND, first=1)[0]
    assert taint.weigh(again) == 4 * THOUSAND
    assert taint.settle(again, Verdict.HOLD) == []


def test_far_from_the_theft_a_purchase_carries_nothing_to_the_seller() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, SHOP, 4 * THOUSAND, MERCHANT)[0], Verdict.HOLD)
    taint.report(1, Outcome.RELEASED)
    assert lying(taint, SHOP) == 4 * THOUSAND
    taint.settle(ask(2, SHOP, STRANGER, 4 * THOUSAND, MERCHANT)[0], Verdict.HOLD)
    assert taint.report(2, Outcome.RELEASED) == [Move(2, CLAIM, 4 * THOUSAND)]
    assert lying(taint, STRANGER) == 0


def test_cash_that_was_let_go_is_out_of_reach() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, STRANGER, 4 * THOUSAND, CASH_OUT)[0], Verdict.HOLD)
    assert taint.report(1, Outcome.EXECUTED) == [Move(1, CLAIM, 4 * THOUSAND)]
    assert lying(taint, STRANGER) == 0


def test_payments_made_while_the_trace_was_drawn_count() -> None:
    late = [(passed_of(ask(5, DROP, SECOND, 6 * THOUSAND)[0]), int(Verdict.ALLOW))]
    taint = Taint()
    moves = taint.heed(Put(1, Rule.FIFO, 5, [(token(DROP), 1, (STOLEN,))], []), late)
    assert moves == [Move(5, CLAIM, 6 * THOUSAND)]
    assert (lying(taint, DROP), lying(taint, SECOND)) == (4 * THOUSAND, 6 * THOUSAND)


def test_beyond_a_trace_money_comes_on_top_of_what_is_known() -> None:
    taint = placed(STOLEN)
    taint.heed(Put(2, Rule.FIFO, 0, [], [(token(DROP), 6, (Lot(900, ((OTHER, 900),)),))]))
    assert (lying(taint, DROP), lying(taint, DROP, OTHER)) == (10 * THOUSAND, 900)


def test_what_was_heard_before_changes_nothing() -> None:
    taint = placed(STOLEN, fact=9)
    taint.heed(Taken(9, [token(DROP)], {CLAIM: None}))
    taint.heed(Taken(3, [token(DROP)], {CLAIM: None}))
    assert lying(taint, DROP) == 10 * THOUSAND
    taint.heed(Taken(10, [token(DROP)], {CLAIM: None}))
    assert taint.accounts == {}


def test_a_snapshot_keeps_everything() -> None:
    taint = placed(STOLEN)
    taint.settle(ask(1, DROP, SECOND, 4 * THOUSAND)[0], Verdict.HOLD)
    taint.report(1, Outcome.HELD)
    taint.settle(ask(3, STRANGER, DROP, 5)[0], Verdict.ALLOW)
    other = Taint()
    other.load(taint.kept())
    assert (other.accounts, other.held, other.heard) == (taint.accounts, taint.held, taint.heard)
    assert other.made == taint.made != {}
    assert other.touched(ask(2, DROP, SHOP, 1)).tolist() == [0]


steps = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 20 * THOUSAND), st.sampled_from(Verdict))


@given(st.lists(steps, max_size=40), st.lists(st.tuples(st.integers(0, 39), st.sampled_from(Outcome)), max_size=20))
def test_not_a_tiyn_of_stolen_money_comes_or_goes(
    taken: Sequence[tuple[int, ...]], told: Sequence[tuple[int, Outcome]]
) -> None:
    taint = placed(STOLEN)
    for sequence, (payer, payee, amount, verdict) in enumerate(taken):
        if payer != payee:
            question = ask(sequence, payer, payee, amount)[0]
            stolen = taint.weigh(question)
            assert stolen <= amount
            taint.settle(question, max(verdict, Verdict.HOLD) if stolen else verdict)
        for payment, outcome in told:
            if payment == sequence:
                taint.report(payment, outcome)
        apart = sum(held.apart.get(CLAIM, 0) for held in taint.held.values())
        assert sum(lying(taint, account) for account in range(1, 6)) + apart == 10 * THOUSAND


def test_a_snapshot_of_before_undoing_was_kept_is_read() -> None:
    taint = placed(STOLEN)
    before = msgspec.msgpack.encode((taint.heard, taint.accounts, taint.held))
    other = Taint()
    other.load(before)
    assert (other.accounts, other.made) == (taint.accounts, {})


apart_lots = st.lists(
    st.tuples(st.integers(1, 9 * THOUSAND), st.booleans()).map(
        lambda lot: Lot(lot[0], ((CLAIM, lot[0]),) if lot[1] else ())
    ),
    min_size=1,
    max_size=8,
).filter(lambda lots: any(lot.marked for lot in lots))


@given(apart_lots, st.sampled_from(Rule), st.integers(1, 20 * THOUSAND), st.integers(1, 60 * THOUSAND))
def test_who_asks_and_gives_up_has_what_he_had(lots: list[Lot], rule: Rule, amount: int, later: int) -> None:
    taint, untouched = placed(*lots, rule=rule), placed(*lots, rule=rule)
    question = ask(1, DROP, SHOP, amount)[0]
    if taint.weigh(question) == 0:
        taint.settle(question, Verdict.ALLOW)
        taint.report(1, Outcome.ABANDONED)
    after = ask(2, DROP, SHOP, later)[0]
    assert taint.weigh(after) == untouched.weigh(after)
    standing = taint.accounts[token(DROP)]
    assert (marked(standing.lots), sum(lot.amount for lot in standing.lots)) == (
        marked(tuple(lots)), sum(lot.amount for lot in lots),
    )  # fmt: skip


def test_the_set_of_accounts_grows_and_forgets_none() -> None:
    taint = Taint()
    lots: Lots = (STOLEN,)
    accounts = [(number.to_bytes(8, "little") + bytes(8), 1, lots) for number in range(1, 5_000)]
    for begin in range(0, len(accounts), 700):
        taint.heed(Put(begin + 1, Rule.FIFO, 0, accounts[begin : begin + 700], []))
    asks = np.concatenate([ask(number, number, 10**9, 1) for number in range(1, 6_000)])
    assert len(taint.touched(asks)) == 4_999
