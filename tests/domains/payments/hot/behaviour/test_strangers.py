"""The circle of an account: who enters it, who leaves it, and what does not depend on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.behaviour_layout import BEHAVIOUR, CHUNK, CHUNKS
from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, HOUR, WEEK
from tests.domains.payments.hot.stage import Stage

MET = (F.D_PAYEES_MET_7D, F.D_PAYEES_MET_28D, F.D_PAYEES_MET_56D)


def meet(stage: Stage, payees: range, pause: int = 0) -> None:
    """One account pays so many for the first time."""
    for payee in payees:
        stage.pay("payer", payee)
        stage.wait(pause)


@pytest.mark.parametrize(("strangers", "remembered"), [(1, 1), (8, 8), (16, 16), (17, 9), (24, 16), (25, 9)])
def test_the_seventeenth_stranger_pushes_out_the_eight_oldest(strangers: int, remembered: int) -> None:
    stage = Stage()
    meet(stage, range(strangers))
    seen = stage.pay("payer", 0)
    assert seen[F.D_PAYEES_MET_56D] == remembered
    assert seen[F.D_OUT_NEW_M] == 100 * strangers


def test_payers_are_remembered_like_payees() -> None:
    stage = Stage()
    for payer in range(17):
        stage.pay(payer, "payee")
    assert stage.pay(0, "payee")[F.C_PAYERS_MET_56D] == 9


def test_whom_one_pays_again_enters_the_circle_only_once() -> None:
    stage = Stage()
    for _ in range(5):
        stage.pay("payer", "landlord")
    seen = stage.pay("payer", "landlord")
    assert (seen[F.D_PAYEES_MET_56D], seen[F.D_OUT_NEW_M], seen[F.D_OUT_NEW_SHARE_M]) == (1, 100, 200)


@pytest.mark.parametrize(
    ("age", "met"),
    [(WEEK - 1, [1, 1, 1]), (WEEK, [0, 1, 1]), (28 * DAY, [0, 0, 1]), (56 * DAY - 1, [0, 0, 1]), (56 * DAY, [0, 0, 0])],
)
def test_a_stranger_of_56_days_ago_belongs_to_the_circle_no_more(age: int, met: list[int]) -> None:
    stage = Stage()
    stage.pay("payer", "payee")
    stage.wait(age)
    seen = stage.pay("payer", "payee")
    assert [seen[feature] for feature in MET] == met


@given(st.lists(st.integers(0, 3 * DAY), min_size=30, max_size=60))
def test_sums_that_fade_stay_exact_whoever_is_pushed_out(pauses: list[int]) -> None:
    stage, hours = Stage(), list[int]()
    for payee, pause in enumerate(pauses):
        stage.pay("payer", payee)
        hours.append(stage.now // HOUR)
        stage.wait(pause)
    left = [0.5 ** ((stage.now // HOUR - hour) / (28 * 24)) for hour in hours]
    assert stage.pay("payer", 0)[F.D_OUT_NEW_M] == pytest.approx(100 * sum(left), abs=1)


def test_an_account_takes_no_more_than_960_bytes_whatever_happens() -> None:
    """A record of its own, and two chunks in either direction; each stranger here has one chunk more."""
    stage = Stage()
    meet(stage, range(100))
    for payer in range(100):
        stage.pay(payer, "payer")
    kept = stage.screener.state.behaviour
    chunk = kept.near[0].nbytes + kept.sequences[0].nbytes + kept.amounts[0].nbytes
    assert (BEHAVIOUR.itemsize, chunk, CHUNK) == (192, 192, 8)
    assert kept.counters[CHUNKS] - 1 == 4 + 2 * 100
