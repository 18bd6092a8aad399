"""How evenly counts are spread: whole-number arithmetic against the definition."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.entropy import TABLED, WEIGHT, entropy, step
from arasha.domains.payments.hot.entropy import log2 as in_1024ths
from tests.domains.payments.hot.naive import DAY, WEEK
from tests.domains.payments.hot.stage import Stage

COUNTS = st.lists(st.integers(1, TABLED - 1), min_size=1, max_size=40)


@given(COUNTS)
def test_it_is_the_entropy_of_shannon_to_three_thousandths_of_a_bit(counts: list[int]) -> None:
    total = sum(counts)
    defined = -sum(count / total * log2(count / total) for count in counts)
    found = entropy(total, sum(step(less) for count in counts for less in range(count)))
    assert found == pytest.approx(1000 * defined, abs=3)


@given(st.integers(0, TABLED - 1))
def test_steps_add_up_to_the_weight(count: int) -> None:
    assert sum(step(less) for less in range(count)) == WEIGHT[count]


@given(st.integers(1, 2**50))
def test_the_logarithm_is_right_to_a_thousandth(number: int) -> None:
    assert in_1024ths(number) / 1024 == pytest.approx(log2(number), abs=0.0015)


def test_of_nothing_there_is_none_of_one_it_is_nought_and_of_equals_the_logarithm() -> None:
    assert entropy(0, 0) == -1
    assert entropy(7, WEIGHT[7]) == 0
    assert entropy(32, 8 * WEIGHT[4]) == 3_000


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2 * DAY)), max_size=40))
def test_when_all_payments_have_left_the_week_nothing_is_left_of_them(payments: list[tuple[int, int]]) -> None:
    stage = Stage()
    for payee, pause in payments:
        stage.pay("payer", payee)
        stage.wait(pause)
    stage.wait(WEEK)
    for payee in range(6):
        stage.pay("payer", payee)
    assert not stage.screener.state.accounts["payee_weights"].any()
    assert not stage.screener.state.accounts["payer_weights"].any()
