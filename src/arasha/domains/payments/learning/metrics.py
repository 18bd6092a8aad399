"""How good scores are, against what is known: each figure with an interval, because a good week is not a good model."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from arasha.kernel.compiled import Array

ALERT_RATES = (0.001, 0.005, 0.01)
RESAMPLES = 200
DAY_US = 86_400_000_000
BINS = 10


class Judged(NamedTuple):
    """Scored payments in the order of time: scores, labels (1 or 0), instants in µs, two accounts each as numbers."""

    scores: Array
    labels: Array
    times: Array
    accounts: Array


class Figure(NamedTuple):
    """A measured figure, and between which two it lies in 95 of 100 resamples of whole days."""

    value: float
    low: float
    high: float


def figures(judged: Judged, alert: float, seed: int = 0) -> dict[str, Figure]:
    """Every figure, by name; `alert` is the threshold that precision, recall and F1 are of."""
    measures: dict[str, Callable[[Array, Array, Array], float]] = {
        "pr_auc": average_precision,
        "f1": lambda scores, labels, weights: _at(alert, scores, labels, weights)[2],
        "precision": lambda scores, labels, weights: _at(alert, scores, labels, weights)[0],
        "recall": lambda scores, labels, weights: _at(alert, scores, labels, weights)[1],
    }
    for rate in ALERT_RATES:
        measures[f"recall_at_{rate:.1%}"] = _recall_at(rate)
    found = {name: _with_interval(measure, judged, seed) for name, measure in measures.items()}
    return found | {"account_pr_auc": _of_accounts(judged, seed)}


def average_precision(scores: Array, labels: Array, weights: Array) -> float:
    """The area under the precision-recall curve: mean precision at each gain of recall; ties are one step."""
    order = np.argsort(-scores, kind="stable")
    scores, weights = scores[order], weights[order]
    hits, seen = np.cumsum(labels[order] * weights), np.cumsum(weights)
    if not len(hits) or hits[-1] <= 0:
        return 0.0
    last = np.append(scores[1:] != scores[:-1], True)
    precision, recall = (hits / np.maximum(seen, 1e-12))[last], (hits / hits[-1])[last]
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def by_account(judged: Judged) -> Judged:
    """An account's score is the highest of its payments, whichever side it was on; so is its label."""
    accounts = judged.accounts.ravel()
    order = np.argsort(accounts, kind="stable")
    begins = np.flatnonzero(np.diff(accounts[order], prepend=accounts[order][:1] - 1))
    scores, labels, times = (np.repeat(part, 2)[order] for part in judged[:3])
    return Judged(
        np.maximum.reduceat(scores, begins),
        np.maximum.reduceat(labels, begins),
        np.maximum.reduceat(times, begins),
        accounts[order][begins],
    )


def calibration_error(scores: Array, labels: Array) -> float:
    """By how much the mean answer differs from what was true, on average over tenths of the scores' weight.

    The bins hold equally many payments among those above the median score; nearly all of the others are nobody's drop.
    """
    edges = np.quantile(scores[scores >= np.median(scores)], np.linspace(0, 1, BINS + 1))
    bins = np.clip(np.searchsorted(edges, scores, side="right"), 0, BINS)
    counts = np.bincount(bins, minlength=BINS + 1)
    gaps = np.abs(np.bincount(bins, scores, BINS + 1) - np.bincount(bins, labels, BINS + 1))
    return float(gaps.sum() / max(1, counts.sum()))


def _with_interval(measure: Callable[[Array, Array, Array], float], judged: Judged, seed: int) -> Figure:
    """A figure, and its spread when whole days are drawn again: payments of one day resemble each other."""
    scores, labels = judged.scores, judged.labels
    _, day = np.unique(judged.times // DAY_US, return_inverse=True)
    order, days = np.argsort(-scores, kind="stable"), int(day.max(initial=0)) + 1
    scores, labels, day = scores[order], labels[order], day[order]
    value = measure(scores, labels, np.ones(len(scores)))
    drawn = np.random.default_rng(seed).multinomial(days, np.full(days, 1 / days), RESAMPLES)
    spread = [measure(scores, labels, weights[day].astype(np.float64)) for weights in drawn]
    return Figure(value, *(float(bound) for bound in np.quantile(spread, (0.025, 0.975))))


def _of_accounts(judged: Judged, seed: int) -> Figure:
    """The area under precision and recall over accounts; its interval draws accounts, not days."""
    accounts = by_account(judged)
    weights = np.ones(len(accounts.scores))
    value, random = average_precision(accounts.scores, accounts.labels, weights), np.random.default_rng(seed)
    spread = [
        average_precision(accounts.scores, accounts.labels, random.poisson(1.0, len(weights)).astype(np.float64))
        for _ in range(RESAMPLES // 4)
    ]
    return Figure(value, *(float(bound) for bound in np.quantile(spread, (0.025, 0.975))))


def _at(threshold: float, scores: Array, labels: Array, weights: Array) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is at or over a threshold."""
    over = scores >= threshold
    hits, alerts, all_ = (labels * weights)[over].sum(), weights[over].sum(), (labels * weights).sum()
    precision, recall = hits / max(alerts, 1e-12), hits / max(all_, 1e-12)
    return float(precision), float(recall), float(2 * precision * recall / max(precision + recall, 1e-12))


def _recall_at(rate: float) -> Callable[[Array, Array, Array], float]:
    """Of all that there was to find, what share is among so many of the highest scores; scores come highest first."""

    def recall(_: Array, labels: Array, weights: Array) -> float:
        among = np.cumsum(weights) <= rate * weights.sum()
        return float((labels * weights)[among].sum() / max((labels * weights).sum(), 1e-12))

    return recall
