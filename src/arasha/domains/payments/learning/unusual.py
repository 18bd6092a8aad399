"""How rare a payment is, without any label: from the first day on, and for schemes that nobody has labelled yet.

A forest isolates what is rare; how rare is rare is then said among peers: a shop with three hundred payments a week is
compared with its like, not with a pensioner.
"""

import numpy as np

from arasha.domains.payments.hot.forest import margins
from arasha.domains.payments.hot.model import FULL_RANK, PEERS, Unusual, peers_of
from arasha.domains.payments.learning.columns import BEHAVIOUR
from arasha.domains.payments.learning.trees import of_isolation
from arasha.kernel.compiled import Array

TREES, SAMPLE = 100, 256
MOST_ROWS = 200_000
FEWEST_PEERS = 500  # a group with fewer is ranked among all

# Ranks at which the scale has knots: dense where it matters.
LEVELS = FULL_RANK * np.array([0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1.0])


def isolate(rows: Array, seed: int) -> Unusual:
    """Learn what is usual from feature rows."""
    from sklearn.ensemble import IsolationForest

    chosen = np.random.default_rng(seed).permutation(len(rows))[:MOST_ROWS]
    looked_at, columns = rows[np.sort(chosen)], [int(feature) for feature in BEHAVIOUR]
    grown = IsolationForest(n_estimators=TREES, max_samples=min(SAMPLE, len(looked_at)), random_state=seed, n_jobs=1)
    forest = of_isolation(grown.fit(looked_at[:, columns].astype(np.float32)), columns)
    rarity = np.empty(len(looked_at))
    margins(forest, looked_at, rarity)
    return Unusual(forest, _scales(rarity, peers(looked_at)), LEVELS)


def peers(rows: Array) -> Array:
    """The group of the paying account of each row."""
    return np.array([peers_of(row) for row in rows], np.int64)


def _scales(rarity: Array, groups: Array) -> Array:
    """For each group the margins at which the ranks of `LEVELS` begin."""
    of_all = np.quantile(rarity, LEVELS / FULL_RANK)
    knots = np.tile(of_all, (PEERS, 1))
    for group in range(PEERS):
        own = rarity[groups == group]
        if len(own) >= FEWEST_PEERS:
            knots[group] = np.quantile(own, LEVELS / FULL_RANK)
    return knots
