"""Has the world changed since the model learned it? The population stability index of each column."""

import numpy as np

from arasha.kernel.compiled import Array

BINS = 10
LEAST = 1e-4  # of an empty bin: a logarithm needs something
STEADY, CHANGED = 0.1, 0.25  # below: steady; above: changed (Siddiqi, Credit Risk Scorecards, 2006)


def edges_of(rows: Array, columns: dict[str, int]) -> dict[str, list[int]]:
    """Of each column the bounds between tenths of the payments, by its name."""
    parts = np.linspace(0, 1, BINS + 1)[1:-1]
    return {
        name: [int(edge) for edge in np.unique(np.quantile(rows[:, column], parts, method="lower"))]
        for name, column in columns.items()
    }


def shares_of(rows: Array, columns: dict[str, int], edges: dict[str, list[int]]) -> dict[str, list[float]]:
    """Of each column how the payments spread over its bins."""
    return {name: _shares(rows[:, column], edges[name]) for name, column in columns.items() if name in edges}


def indices(before: dict[str, list[float]], now: dict[str, list[float]]) -> dict[str, float]:
    """The index of each column that both know, the largest first."""
    found = {name: _index(np.array(before[name]), np.array(now[name])) for name in before.keys() & now.keys()}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _shares(values: Array, edges: list[int]) -> list[float]:
    bins = np.searchsorted(np.array(edges, np.int64), values, side="left")
    counts = np.bincount(bins, minlength=len(edges) + 1)
    return [round(float(count / max(1, len(values))), 6) for count in counts]


def _index(before: Array, now: Array) -> float:
    before, now = np.maximum(before, LEAST), np.maximum(now, LEAST)
    return round(float(((now - before) * np.log(now / before)).sum()), 5)
