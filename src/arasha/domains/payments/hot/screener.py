"""The screener: the engine with its state, its rule book and the recent rows, as the gateway and the replay use it."""

import numpy as np

from arasha.domains.payments.hot import engine
from arasha.domains.payments.hot.behaviour_layout import empty_behaviour, kept_arrays, loaded
from arasha.domains.payments.hot.layout import (
    ACCOUNTS,
    BLOCK,
    BLOCKS,
    FORGOT,
    KNOTS,
    NEWEST,
    PAIRS,
    State,
    empty_state,
    table_size,
)
from arasha.domains.payments.hot.legs import DAY
from arasha.domains.payments.hot.memory import crowded, forget, index_accounts, with_room
from arasha.domains.payments.hot.model import Advice, Models, models
from arasha.domains.payments.hot.recent import Recent
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.aligned import aligned
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array

# The feature rows of so many latest payments are at hand when the second side asks about one of them.
RECENT = 1 << 16


class Screener:
    """Judges payments in the order of their sequence.

    Without `behaviour` it knows windows of up to a week and rules, at an eighth of the cost, and models have nothing to
    go by.
    """

    def __init__(self, book: Book, *, accounts: int, payments: int, behaviour: bool = True) -> None:
        self.book = book
        self.models: Models = models()
        self.state: State = empty_state(accounts, accounts + payments, payments)
        if not behaviour:
            self.state = self.state._replace(behaviour=empty_behaviour(0))
        self._recent = Recent(RECENT)

    def screen(self, asks: Array, rows: Array, decisions: Array) -> None:
        """Judge asks (`ASK`) of consecutive sequences: fills `rows` (n × len(F)), the features, and `decisions`
        (`DECISION`). The rows are the screener's from then on: it remembers them as they are.

        Asks whose `first` is another sequence must bring their row in `rows`: see `recall`.
        """
        self.state = with_room(self.state, len(asks))
        engine.screen(self.state, asks, rows, Advice(self.book.arrays, self.models), decisions)
        self._recent.put(int(asks["sequence"][0]), rows)

    def absorb(self, asks: Array) -> None:
        """Let asks count without judging them, as when the journal is replayed."""
        self.state = with_room(self.state, len(asks))
        engine.absorb(self.state, asks, np.zeros(WIDTH, np.int64))

    def recall(self, sequence: int) -> Array | None:
        """The feature row of a recent payment; None when it is too long ago."""
        return self._recent.get(sequence)

    def wants_to_forget(self, payments: int) -> bool:
        """Is it better to let go of old things than to enlarge the tables? At most once a day of payments."""
        counters = self.state.counters
        return crowded(self.state, payments) and bool(counters[NEWEST] - counters[FORGOT] >= DAY)

    def forget(self) -> None:
        """Let go of sleeping accounts' legs and of old pairs; to be written into the journal first."""
        self.state = forget(self.state)

    @property
    def size(self) -> dict[str, int]:
        """How much is kept."""
        counters = self.state.counters
        return {
            "accounts": int(counters[ACCOUNTS]),
            "legs": int(counters[BLOCKS]) * (BLOCK - 1),
            "pairs": int(counters[PAIRS]),
            "knots": int(counters[KNOTS]),
        }

    @property
    def newest_us(self) -> int:
        """The latest instant at which a payment was made, as far as is known."""
        return int(self.state.counters[NEWEST]) * SECOND

    def arrays(self) -> dict[str, Array]:
        """What a snapshot keeps: the used part of each table."""
        accounts, _, legs, pairs, counters = self.state[:5]
        return {
            "accounts": accounts[: counters[ACCOUNTS]],
            "legs": legs[: counters[BLOCKS] * BLOCK],
            "pairs": pairs,
            "counters": counters,
            "knots": self.state.knots,
            "ties": self.state.ties,
            **kept_arrays(self.state.behaviour, int(counters[ACCOUNTS])),
        }

    def load(self, arrays: dict[str, Array]) -> None:
        """Take over what a snapshot kept; `ValueError` when another version of the engine wrote it."""
        counters, kept = arrays["counters"], self.state
        for name, array in self.arrays().items():
            same = name in arrays and array.dtype == arrays[name].dtype
            if not same or (name == "counters" and len(array) != len(counters)):
                raise ValueError(f"the snapshot's {name} were written by another version of the engine")
        accounts = _filled(
            aligned(max(len(kept.accounts), 2 * int(counters[ACCOUNTS])), kept.accounts.dtype), arrays["accounts"]
        )
        legs = _filled(
            aligned(max(len(kept.legs), len(arrays["legs"]) * 5 // 4 // BLOCK * BLOCK), kept.legs.dtype), arrays["legs"]
        )
        pairs = _filled(aligned(len(arrays["pairs"]), kept.pairs.dtype), arrays["pairs"])
        index = np.full(table_size(len(accounts)), -1, np.int32)
        index_accounts(index, accounts, counters)
        knots, ties = (
            _filled(aligned(len(arrays[name]), arrays[name].dtype), arrays[name]) for name in ("knots", "ties")
        )
        none_seen = empty_behaviour(len(kept.behaviour.accounts))
        behaviour = loaded(arrays, len(accounts)) if counters[ACCOUNTS] else none_seen
        self.state = State(accounts, index, legs, pairs, counters, kept.found, knots, ties, behaviour)


def _filled(larger: Array, content: Array) -> Array:
    larger[: len(content)] = content
    return larger
