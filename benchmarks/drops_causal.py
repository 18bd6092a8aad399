"""Causality: what follows a payment must change nothing of what was known, and nothing of how it was scored.

The rows of 200 000 payments are made once in one go. Then the stream is cut at random places: each time it is played
anew only up to there, in batches of other sizes, and every row must be the same to the bit.
"""

from collections.abc import Callable

import numpy as np

from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import Book
from arasha.kernel.compiled import Array
from benchmarks import drops_data

PAYMENTS = 200_000
BATCHES = (1, 7, 64, 256, 1_000)


def measure(cuts: int, seed: int, say: Callable[[str], None]) -> dict[str, int]:
    """How many rows came out otherwise."""
    asks = drops_data.asks_of(drops_data.AMLGENTEX[0])[:PAYMENTS]
    whole, random, wrong = rows_of(asks, 4_096), np.random.default_rng(seed), 0
    for number, cut in enumerate(sorted(random.integers(1, len(asks), cuts).tolist()), start=1):
        again = rows_of(asks[:cut], BATCHES[number % len(BATCHES)])
        wrong += int((again != whole[:cut]).any(axis=1).sum())
        if number % 10 == 0:
            say(f"causality: {number} of {cuts} cuts, {wrong} rows otherwise")
    return {"causal_violations": wrong, "causal_cuts": cuts, "causal_payments": len(asks)}


def rows_of(asks: Array, batch: int) -> Array:
    """The feature rows of a stream, played from the beginning."""
    screener, rows = Screener(Book(()), accounts=1 << 16, payments=1 << 18), no_features(len(asks))
    decisions = np.zeros(batch, DECISION)
    for begin in range(0, len(asks), batch):
        part = asks[begin : begin + batch]
        screener.screen(part, rows[begin : begin + batch], decisions[: len(part)])
    return rows
