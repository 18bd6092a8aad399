"""Where a model begins to alert: by how many alerts people can look at, or by what a miss and an alert cost."""

import numpy as np

from arasha.domains.payments.hot.model import FULL
from arasha.kernel.compiled import Array

VERY_LIKELY = 0.9


def by_budget(scores: Array, budget: float) -> float:
    """The lowest threshold at which at most this share of payments is alerted; ties stay below."""
    allowed = int(len(scores) * budget)
    ordered = np.sort(scores)[::-1]
    if allowed >= len(ordered):
        return 0.0
    above = ordered[ordered > ordered[allowed]]
    return float(above[-1]) if len(above) else float(np.nextafter(ordered[0], np.inf))


def by_cost(scores: Array, labels: Array, of_a_miss: float, of_an_alert: float) -> float:
    """The threshold at which misses and alerts together would have cost least."""
    order = np.argsort(-scores, kind="stable")
    found, alerts = np.cumsum(labels[order]), np.arange(1, len(scores) + 1)
    cost = (labels.sum() - found) * of_a_miss + alerts * of_an_alert
    cost[:-1][scores[order][1:] == scores[order][:-1]] = np.inf
    best = int(np.argmin(cost))
    return float(scores[order][best]) if cost[best] < labels.sum() * of_a_miss else float(np.nextafter(1.0, 2.0))


def by_f1(scores: Array, labels: Array) -> float:
    """The threshold with the best harmonic mean of precision and recall."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(labels[order])
    f1 = 2 * found / (np.arange(1, len(scores) + 1) + labels.sum())
    f1[:-1][scores[order][1:] == scores[order][:-1]] = -1.0
    return float(scores[order][int(np.argmax(f1))])


def marks(alert: float) -> Array:
    """The engine's two thresholds, in parts per 10 000: alert, and very likely (a calibrated 90 %, or the alert)."""
    low = max(1, round(alert * FULL))
    return np.array([low, max(low, round(VERY_LIKELY * FULL))], np.int64)
