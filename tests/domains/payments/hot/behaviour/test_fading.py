"""Sums that fade: they are what the definition says, and looking in between changes nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.behaviour.fading import GONE_DAYS, SUMS, factor, fade
from arasha.domains.payments.hot.behaviour_layout import BEHAVIOUR
from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, HOUR
from tests.domains.payments.hot.stage import Stage

HALF_LIFE_H = 28 * 24
PAUSES = st.lists(st.tuples(st.integers(0, 40 * DAY), st.integers(1, 10**9)), min_size=1, max_size=30)


@given(st.integers(0, GONE_DAYS * 24 - 1))
def test_what_is_left_halves_every_28_days(hours: int) -> None:
    assert factor(hours) == pytest.approx(0.5 ** (hours / HALF_LIFE_H), rel=1e-12)


def test_nothing_fades_at_once_half_in_28_days_and_all_in_five_years() -> None:
    assert [factor(hours) for hours in (0, HALF_LIFE_H, 2 * HALF_LIFE_H, GONE_DAYS * 24)] == [1.0, 0.5, 0.25, 0.0]


def test_whatever_is_a_float_fades() -> None:
    """A sum that somebody adds to the record and forgets here would grow for ever."""
    floats = {name for name in BEHAVIOUR.names or () if BEHAVIOUR[name].base.kind == "f"}
    assert floats == {*SUMS, "bands"}
    account = np.ones(1, BEHAVIOUR)
    fade(account[0], (1 + HALF_LIFE_H) * HOUR)
    assert all((account[name] == 0.5).all() for name in floats)
    fade(account[0], HOUR)
    assert all((account[name] == 0.5).all() for name in floats)


@given(PAUSES)
def test_a_sum_is_what_its_payments_weigh_by_their_age_in_hours(pauses: list[tuple[int, int]]) -> None:
    stage, paid = Stage(), list[tuple[int, int]]()
    for pause, amount in pauses:
        stage.wait(pause)
        stage.pay("payer", "payee", amount=amount)
        paid.append((stage.now // HOUR, amount))
    stage.wait(DAY)
    seen = stage.pay("payer", "payee")
    left = [0.5 ** ((stage.now // HOUR - hour) / HALF_LIFE_H) for hour, _ in paid]
    total = sum(part * amount for part, (_, amount) in zip(left, paid, strict=True))
    assert seen[F.D_OUT_SUM_M] == pytest.approx(total, rel=1e-9, abs=1)
    assert seen[F.C_IN_SUM_M] == seen[F.D_OUT_SUM_M]
    assert seen[F.D_OUT_COUNT_M] == pytest.approx(100 * sum(left), abs=1)
