"""What a page draws of a model: precision and recall, recall by alert rate, calibration; a hundred points each."""

from typing import TypedDict

import numpy as np

from arasha.kernel.compiled import Array

POINTS = 100
BINS = 10
LARGEST_RATE = 0.05


class Curves(TypedDict):
    """Points: (recall, precision), (alert rate, recall), (mean answer, share that was true, of how many payments)."""

    precision_recall: list[tuple[float, float]]
    recall_at_rate: list[tuple[float, float]]
    calibration: list[tuple[float, float, int]]


def curves(scores: Array, labels: Array) -> Curves:
    """The curves of scored payments."""
    order = np.argsort(-scores, kind="stable")
    hits, seen = np.cumsum(labels[order]), np.arange(1, len(scores) + 1)
    all_ = max(1, int(labels.sum()))
    at = np.unique(np.searchsorted(hits, np.linspace(1, all_, POINTS))).clip(max=len(scores) - 1)
    rates = np.unique((np.linspace(0, LARGEST_RATE, POINTS) * len(scores)).astype(int).clip(1, len(scores))) - 1
    return {
        "precision_recall": _pairs(hits[at] / all_, hits[at] / seen[at]),
        "recall_at_rate": _pairs(seen[rates] / len(scores), hits[rates] / all_),
        "calibration": _calibration(scores, labels),
    }


def _calibration(scores: Array, labels: Array) -> list[tuple[float, float, int]]:
    """By tenths of the probability: the mean answer, what share proved true, and how many payments it is a share of."""
    bins = (scores * BINS).astype(int).clip(0, BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    there = counts > 0
    answers, true = np.bincount(bins, scores, BINS), np.bincount(bins, labels, BINS)
    pairs = _pairs(answers[there] / counts[there], true[there] / counts[there])
    return [(*pair, int(count)) for pair, count in zip(pairs, counts[there], strict=True)]


def _pairs(across: Array, up: Array) -> list[tuple[float, float]]:
    return [(round(float(x), 5), round(float(y), 5)) for x, y in zip(across, up, strict=True)]
