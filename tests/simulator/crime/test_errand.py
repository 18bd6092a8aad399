"""What a mule sends on looks, payment by payment, like what people send; only a little nearer to cash and transfers."""

import random
from collections import Counter

import numpy as np
import pytest

from arasha.simulator.country.payments import day_payments
from arasha.simulator.country.rows import KINDS
from arasha.simulator.crime.errand import LEANS
from arasha.simulator.crime.ordinary import Habit, Ordinary, of
from arasha.simulator.crime.schemes import BY_NAME
from arasha.simulator.crime.steps import Pay
from tests.simulator.crime.stage import COUNTRY, DAY, Heard, payments, play, runner

KNOWN = of(COUNTRY, DAY)


@pytest.fixture(scope="module")
def passed() -> list[Pay]:
    heard: list[Heard] = []
    for name in ("phishing", "safe_account", "leaks"):
        heard += payments(play(runner(BY_NAME[name])), passes=True)
    return [each.step for each in heard if isinstance(each.step, Pay)]


def test_every_payment_of_a_mule_has_the_size_kind_channel_and_flags_of_somebody_s_ordinary_payment(
    passed: list[Pay],
) -> None:
    assert len(passed) > 500
    for step in passed:
        found = KNOWN.like(random.Random(1), step.kind, step.amount, step.amount)
        assert found is not None, step
        assert {"p2p", "merchant", "cash_out", "crypto_purchase"} >= {step.kind}


def test_no_kind_is_more_than_five_times_as_frequent_as_with_ordinary_people(passed: list[Pay]) -> None:
    rows = day_payments(COUNTRY, DAY, 0, COUNTRY.people)
    ordinary = {kind: int((rows["kind"] == KINDS.index(kind)).sum()) for kind in LEANS}
    total, mules = sum(ordinary.values()), Counter(step.kind for step in passed)
    for kind, count in ordinary.items():
        assert mules[kind] / len(passed) < 5 * count / total


def test_the_last_of_it_is_sent_as_people_send_small_sums_and_seldom_drawn_from_a_machine(passed: list[Pay]) -> None:
    rows = day_payments(COUNTRY, DAY, 0, COUNTRY.people)
    small = rows[(rows["amount"] <= 600_000) & np.isin(rows["kind"], [KINDS.index(kind) for kind in LEANS])]
    drawn = float((small["kind"] == KINDS.index("cash_out")).mean())
    ours = [step.kind == "cash_out" for step in passed if step.amount <= 600_000]
    assert len(ours) > 300
    assert sum(ours) / len(ours) < 4 * drawn


def test_an_age_of_the_sim_card_is_told_only_where_a_bank_asks_for_it(passed: list[Pay]) -> None:
    for step in passed:
        if step.amount < 5_000_000 or step.kind in {"merchant", "cash_out"}:
            assert step.sim_days == -1


def test_a_habit_is_found_between_two_amounts_and_none_is_made_up() -> None:
    small, large = (Habit(amount, "p2p", "mobile", 0, 4, 12.0) for amount in (1_000, 9_000))
    known = Ordinary([large, small])
    draw = random.Random(1)
    assert known.like(draw, "p2p", 1_000, 1_000) == small
    assert known.like(draw, "p2p", 1_001, 8_999) is None
    assert known.like(draw, "merchant", 0, 10**9) is None
    assert known.kind(draw, LEANS, 1_000, 1_000) == "p2p"
    assert known.kind(draw, LEANS, 1_001, 8_999) is None
    assert known.hour(draw, 11, 13) == 12.0
