"""Calibration: a probability that means what it says, and keeps the order of the forest."""

import numpy as np

from arasha.domains.payments.hot.model import FULL, between
from arasha.domains.payments.learning.calibrate import calibrated, probabilities
from arasha.domains.payments.learning.drift import CHANGED, STEADY, edges_of, indices, shares_of


def margins_and_labels() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    margins = random.normal(-3, 2, 20_000)
    return margins, (random.random(20_000) < 1 / (1 + np.exp(-(2 * margins + 3)))).astype(np.int64)


def test_what_is_said_to_be_likely_is_as_often_true() -> None:
    margins, labels = margins_and_labels()
    said = probabilities(calibrated(margins, labels), margins)
    for low, high in ((0.0, 0.1), (0.1, 0.4), (0.4, 0.8), (0.8, 1.0)):
        among = (said >= low) & (said < high)
        assert abs(said[among].mean() - labels[among].mean()) < 0.02


def test_no_two_payments_that_the_forest_tells_apart_get_the_same_score() -> None:
    margins, labels = margins_and_labels()
    further = np.unique(np.concatenate((margins, [-20.0, 12.0, 30.0])))
    assert (np.diff(probabilities(calibrated(margins, labels), further)) > 0).all()


def test_the_engine_writes_the_same_in_parts_per_ten_thousand() -> None:
    margins, labels = margins_and_labels()
    scale = calibrated(margins, labels)
    for margin in (-50.0, -3.3, 0.0, 2.0, 50.0):
        exact = float(probabilities(scale, np.array([margin]))[0]) * FULL
        assert abs(between(margin, scale.knots, scale.levels) - exact) <= 0.5 + 1e-9


def test_a_column_that_did_not_change_is_steady_and_one_that_moved_has_changed() -> None:
    random, columns = np.random.default_rng(0), {"STEADY": 0, "MOVED": 1}
    before, now = random.integers(0, 1_000, (2, 5_000, 2))
    now[:, 1] += 600
    edges = edges_of(before, columns)
    found = indices(shares_of(before, columns, edges), shares_of(now, columns, edges))
    assert list(found) == ["MOVED", "STEADY"]
    assert found["STEADY"] < STEADY < CHANGED < found["MOVED"]
