"""Thresholds: by a budget of alerts, by cost, by F1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.learning.threshold import by_budget, by_cost, by_f1, marks

scored = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 1)), min_size=1, max_size=60)


@given(scored, st.floats(0, 0.5))
def test_a_budget_is_never_overdrawn_and_one_step_lower_would(rows: list[tuple[int, int]], budget: float) -> None:
    scores = np.array([score for score, _ in rows], np.float64)
    at = by_budget(scores, budget)
    assert (scores >= at).sum() <= len(scores) * budget
    lower = scores[scores < at]
    assert not len(lower) or (scores >= lower.max()).sum() > int(len(scores) * budget)


@given(scored, st.floats(1, 100), st.floats(0.1, 10))
def test_no_threshold_costs_less_than_the_one_by_cost(
    rows: list[tuple[int, int]], of_a_miss: float, of_an_alert: float
) -> None:
    scores, labels = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    scores = scores / 20

    def cost(at: float) -> float:
        return float(labels[scores < at].sum() * of_a_miss + (scores >= at).sum() * of_an_alert)

    best = cost(by_cost(scores, labels, of_a_miss, of_an_alert))
    assert best <= min(cost(at) for at in [*scores, 2.0]) + 1e-9


@given(scored.filter(lambda rows: any(label for _, label in rows)))
def test_no_threshold_has_a_better_f1_than_the_one_by_f1(rows: list[tuple[int, int]]) -> None:
    scores, labels = (np.array(column, np.float64) for column in zip(*rows, strict=True))

    def f1(at: float) -> float:
        return float(2 * labels[scores >= at].sum() / ((scores >= at).sum() + labels.sum()))

    assert f1(by_f1(scores, labels)) == pytest.approx(max(f1(at) for at in scores))


def test_very_likely_is_never_below_the_alert() -> None:
    assert marks(0.3).tolist() == [3_000, 9_000]
    assert marks(0.95).tolist() == [9_500, 9_500]
    assert marks(0.0).tolist()[0] == 1
