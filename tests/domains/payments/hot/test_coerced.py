"""Coerced victims: their payments wait from the order on, until it is taken back or the term is over."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.coerced import Coerced, Wait, held_amounts
from arasha.domains.payments.hot.layout import ASK, COERCED, NEW_DEVICE
from arasha.domains.payments.hot.orders import decode_order, encode_order
from arasha.kernel.compiled import Array

VICTIM, NEIGHBOUR, SHOP = 1, 2, 3
TERM = 1_000

# Who, until when (0: ended), and who pays whom at which instant.
ORDERS = st.lists(st.tuples(st.integers(1, 40), st.sampled_from([0, 0, 500, TERM, 2 * TERM])), max_size=60)
PAYMENTS = st.lists(
    st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(0, 3 * TERM)), min_size=1, max_size=30
)


def token(number: int) -> bytes:
    return number.to_bytes(8, "little") + (7 * number).to_bytes(8, "little")


def asks(*payments: tuple[int, int, int]) -> Array:
    """Payments of one account to another, asked about at an instant."""
    made = np.zeros(len(payments), ASK)
    for ask, (payer, payee, at) in zip(made, payments, strict=True):
        ask["debtor_lo"], ask["debtor_hi"] = payer, 7 * payer
        ask["creditor_lo"], ask["creditor_hi"] = payee, 7 * payee
        ask["arrived_at"], ask["flags"] = at, NEW_DEVICE
    return made


def marked(coerced: Coerced, *payments: tuple[int, int, int]) -> list[bool]:
    made = asks(*payments)
    coerced.flag(made)
    assert (made["flags"] & ~np.int16(COERCED) == NEW_DEVICE).all(), "nothing else is written over"
    return [bool(flags & COERCED) for flags in made["flags"].tolist()]


def protected(*orders: Wait) -> Coerced:
    coerced = Coerced()
    for order in orders:
        coerced.heed(order)
    return coerced


def test_what_leaves_the_victim_s_account_waits_and_nothing_else() -> None:
    coerced = protected(Wait(1, token(VICTIM), TERM))
    assert marked(coerced, (VICTIM, SHOP, 10), (NEIGHBOUR, VICTIM, 10), (NEIGHBOUR, SHOP, 10)) == [True, False, False]


def test_it_ends_on_the_word_and_with_the_term() -> None:
    coerced = protected(Wait(1, token(VICTIM), TERM))
    assert marked(coerced, (VICTIM, SHOP, TERM - 1), (VICTIM, SHOP, TERM)) == [True, False]
    coerced.heed(Wait(2, token(VICTIM), 2 * TERM))
    assert marked(coerced, (VICTIM, SHOP, TERM)) == [True], "it was given another term"
    coerced.heed(Wait(3, token(VICTIM), 0))
    assert marked(coerced, (VICTIM, SHOP, 10)) == [False]


def test_an_account_whose_number_begins_alike_is_another() -> None:
    coerced = protected(Wait(1, token(VICTIM), TERM))
    made = asks((VICTIM, SHOP, 10))
    made["debtor_hi"] += 1
    coerced.flag(made)
    assert not (made["flags"] & COERCED).any()


def test_an_order_that_is_heard_twice_is_heeded_once() -> None:
    coerced = protected(Wait(1, token(VICTIM), TERM), Wait(2, token(VICTIM), 0), Wait(1, token(VICTIM), TERM))
    assert marked(coerced, (VICTIM, SHOP, 10)) == [False]


def test_of_a_victim_s_payment_the_whole_is_held_whatever_part_is_stolen() -> None:
    made = asks((VICTIM, SHOP, 10), (NEIGHBOUR, SHOP, 10))
    made["stolen"] = 500
    protected(Wait(1, token(VICTIM), TERM)).flag(made)
    assert held_amounts(made).tolist() == [0, 500]


@given(orders=ORDERS, payments=PAYMENTS, cut=st.integers(0, 60))
def test_a_replay_and_a_snapshot_come_to_the_same_and_both_to_what_was_said(
    orders: list[tuple[int, int]], payments: list[tuple[int, int, int]], cut: int
) -> None:
    told = [Wait(fact, token(account), until) for fact, (account, until) in enumerate(orders)]
    said = {order.account: order.until for order in told}
    expected = [at < said.get(token(payer), 0) for payer, _, at in payments]
    live, kept = protected(*told), protected(*told[:cut])
    assert marked(live, *payments) == expected
    again = Coerced()
    again.load(kept.kept())
    for order in told:  # the journal from its beginning, of which the snapshot knows a part
        read = decode_order(encode_order(order))
        assert isinstance(read, Wait)
        again.heed(read)
    assert (marked(again, *payments), again.accounts, again.heard) == (expected, live.accounts, live.heard)
