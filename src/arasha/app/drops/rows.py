"""The feature rows of a file's payments: the engine's own, in the order of time, a block at a time."""

from collections.abc import Callable, Iterator

import numpy as np

from arasha.app.history import History
from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import Book
from arasha.kernel.compiled import Array

BLOCK = 4_096

Progress = Callable[[int], None]


def blocks(history: History, progress: Progress) -> Iterator[tuple[slice, Array]]:
    """The places and rows of one block after the other; a row sees only what came before it.

    The tables are as large for a short file as for a long one until they have to grow, and growing changes no row: so a
    payment's row does not depend on how many follow it.
    """
    screener, decisions = Screener(Book(()), accounts=1 << 16, payments=1 << 18), np.zeros(BLOCK, DECISION)
    for begin in range(0, len(history.asks), BLOCK):
        asks = history.asks[begin : begin + BLOCK]
        rows = no_features(len(asks))
        screener.screen(asks, rows, decisions[: len(asks)])
        yield slice(begin, begin + len(asks)), rows
        progress(len(asks))


def accounts(history: History) -> Array:
    """The two accounts of each payment, as numbers (n × 2)."""
    asks = history.asks
    tokens = np.concatenate((asks["debtor_lo"], asks["creditor_lo"]))
    _, numbers = np.unique(tokens, return_inverse=True)
    found: Array = numbers.reshape(2, -1).T
    return found
