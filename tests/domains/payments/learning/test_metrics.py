"""Figures against a library's, and against counting by hand."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from arasha.domains.payments.learning.curves import curves
from arasha.domains.payments.learning.metrics import (
    DAY_US,
    Judged,
    average_precision,
    by_account,
    calibration_error,
    figures,
)
from arasha.kernel.compiled import Array


def judged(count: int = 3_000) -> Judged:
    random = np.random.default_rng(3)
    labels = (random.random(count) < 0.05).astype(np.float64)
    scores = np.round(np.clip(labels * 0.3 + random.random(count) * 0.6, 0, 1), 2)
    times = np.sort(random.integers(0, 10 * DAY_US, count))
    return Judged(scores, labels, times, random.integers(0, 200, (count, 2)))


def test_average_precision_is_the_library_s_with_ties_and_weights() -> None:
    given, random = judged(), np.random.default_rng(0)
    weights = random.integers(0, 4, len(given.scores)).astype(np.float64)
    ours = average_precision(given.scores, given.labels, weights)
    assert ours == pytest.approx(average_precision_score(given.labels, given.scores, sample_weight=weights))


def test_an_account_has_the_highest_score_and_label_of_its_payments_on_either_side() -> None:
    given = Judged(
        np.array([0.2, 0.9, 0.4]), np.array([0.0, 1.0, 0.0]), np.arange(3), np.array([[1, 2], [2, 3], [4, 1]])
    )
    accounts = by_account(given)
    assert accounts.accounts.tolist() == [1, 2, 3, 4]
    assert accounts.scores.tolist() == [0.4, 0.9, 0.9, 0.4]
    assert accounts.labels.tolist() == [0.0, 1.0, 1.0, 0.0]


def test_every_figure_lies_in_its_interval() -> None:
    found = figures(judged(), alert=0.6)
    assert {"pr_auc", "f1", "precision", "recall", "account_pr_auc", "recall_at_0.5%"} <= found.keys()
    for figure in found.values():
        assert 0 <= figure.low <= figure.value + 0.02
        assert figure.value - 0.02 <= figure.high <= 1


def test_recall_at_a_rate_counts_the_highest_scores_alone() -> None:
    scores, labels = np.linspace(1, 0, 1_000), np.zeros(1_000)
    labels[[0, 1, 2, 500]] = 1
    found = figures(Judged(scores, labels, np.arange(1_000), np.zeros((1_000, 2), np.int64)), alert=0.5)
    assert found["recall_at_0.5%"].value == 0.75
    assert found["recall_at_0.1%"].value == 0.25


def test_perfect_calibration_has_no_error_and_a_constant_lie_has_its_size() -> None:
    random = np.random.default_rng(1)
    truth = random.random(50_000)
    labels: Array = (random.random(50_000) < truth).astype(np.float64)
    assert calibration_error(truth, labels) < 0.02
    assert calibration_error(np.clip(truth + 0.2, 0, 1), labels) > 0.1


def test_curves_begin_and_end_where_they_must() -> None:
    given = judged()
    drawn = curves(given.scores, given.labels)
    assert drawn["precision_recall"][-1][0] == 1.0
    assert drawn["recall_at_rate"][-1][0] == pytest.approx(0.05, abs=0.001)
    drawn_points = [*drawn["precision_recall"], *drawn["recall_at_rate"], *drawn["calibration"]]
    assert all(0 <= value <= 1 for point in drawn_points for value in point[:2])
