"""How the memory of behaviour lies: one record of three cache lines an account, and chunks of eight counterparties.

The first line of a record is what a look at a *neighbour* needs, so that such a look costs one line. Sums that fade are
floats: they are only multiplied by tabled factors and added to, in the order of the payments, which gives the same bits
compiled and not. An account remembers, for each direction, the nine to sixteen counterparties that were new to it most
lately, in two chunks: the older one is taken for the newest when that is full, so memory is bounded whatever happens,
and the sums, which do not depend on the chunks, stay exact.
"""

from typing import NamedTuple

import numpy as np

from arasha.kernel.aligned import aligned
from arasha.kernel.compiled import Array

AMOUNT_BANDS = 8

BEHAVIOUR = np.dtype(
    [
        ("out_new", "f4"), ("in_new", "f4"), ("out_signs", "f4"), ("in_signs", "f4"),
        ("out_sum", "f8"), ("in_sum", "f8"),
        ("newest", "u4", (2,)), ("older", "u4", (2,)), ("fill", "u2", (2,)),
        ("hour", "u4"), ("woke_at", "u4"), ("slept", "u4"),
        ("out_count", "f8"), ("in_count", "f8"), ("out_squares", "f8"), ("in_squares", "f8"),
        ("dwell", "f8"), ("gaps", "f8"), ("gap_squares", "f8"), ("rounds", "f8"),
        ("cash", "f8"), ("crypto", "f8"), ("loans", "f8"), ("last_debit", "i8"),
        ("bands", "f4", (AMOUNT_BANDS,)),
    ]
)  # fmt: skip

# The directions of a record's fields of two: whom the account paid, who paid it.
PAYEES, PAYERS = 0, 1

CHUNK = 8

# The chunk that is none: chunks are numbered from 1.
NO_CHUNK = 0

# No counterparty: what stands in a list of counterparties beyond its end.
NOBODY = 2**32 - 1

# Places in the counters array.
CHUNKS = 0
COUNTERS = 1

# The most counterparties that an account remembers in one direction.
MOST = 2 * CHUNK

# How many accounts a search for a cycle may still have to look at.
WAITING = 64

# How many sums are made over a circle (`neighbours.py`).
SUMS = 17


class Behaviour(NamedTuple):
    """What is remembered of behaviour. `accounts` has the engine's numbering.

    `others` and `at` (chunks × 8): numbers of counterparties, and the second of the first payment; side by side in one
    cache line. `sequences`, `amounts` (chunks × 8): of those payments. The rest is working space.
    """

    accounts: Array
    near: Array
    sequences: Array
    amounts: Array
    counters: Array
    known: Array
    waiting: Array
    sums: Array


def empty_behaviour(accounts: int) -> Behaviour:
    """A memory with room for so many accounts, each with a few counterparties."""
    chunks = accounts + 2
    counters = np.zeros(COUNTERS, np.int64)
    counters[CHUNKS] = NO_CHUNK + 1
    return Behaviour(
        accounts=aligned(accounts, BEHAVIOUR),
        near=_table(chunks, np.dtype("u4"), 2 * CHUNK),
        sequences=_table(chunks, np.dtype("i8"), CHUNK),
        amounts=_table(chunks, np.dtype("i8"), CHUNK),
        counters=counters,
        known=np.full((2, MOST), NOBODY, np.uint32),
        waiting=np.zeros((WAITING, 3), np.int64),
        sums=np.zeros(SUMS),
    )


def with_room(kept: Behaviour, accounts: int, payments: int) -> Behaviour:
    """The same memory with room for so many accounts, and for so many more payments: each may take two chunks.

    A memory without accounts stays so: the engine was told to remember no behaviour.
    """
    if len(kept.accounts) == 0:
        return kept
    if accounts > len(kept.accounts):
        kept = kept._replace(accounts=_larger(kept.accounts, accounts))
    wanted = int(kept.counters[CHUNKS]) + 2 * payments
    if wanted > len(kept.near):
        more = max(wanted, len(kept.near) * 3 // 2)
        kept = kept._replace(
            near=_larger(kept.near, more),
            sequences=_larger(kept.sequences, more),
            amounts=_larger(kept.amounts, more),
        )
    return kept


def kept_arrays(kept: Behaviour, accounts: int) -> dict[str, Array]:
    """What a snapshot keeps of the behaviour of so many accounts."""
    chunks = int(kept.counters[CHUNKS])
    return {
        "behaviour": kept.accounts[:accounts],
        "behaviour_near": kept.near[:chunks],
        "behaviour_sequences": kept.sequences[:chunks],
        "behaviour_amounts": kept.amounts[:chunks],
        "behaviour_counters": kept.counters,
    }


def loaded(arrays: dict[str, Array], accounts: int) -> Behaviour:
    """The memory that a snapshot kept, with room for so many accounts."""
    near, accounts = arrays["behaviour_near"], accounts if len(arrays["behaviour"]) else 0
    fresh = empty_behaviour(accounts)
    chunks = max(len(fresh.near), len(near) * 5 // 4)
    return fresh._replace(
        accounts=_larger(arrays["behaviour"], accounts),
        near=_larger(near, chunks),
        sequences=_larger(arrays["behaviour_sequences"], chunks),
        amounts=_larger(arrays["behaviour_amounts"], chunks),
        counters=arrays["behaviour_counters"].copy(),
    )


def _larger(table: Array, length: int) -> Array:
    """The same content with more room behind it."""
    larger = aligned(length, table.dtype) if table.ndim == 1 else _table(length, table.dtype, table.shape[1])
    larger[: len(table)] = table
    return larger


def _table(rows: int, dtype: np.dtype, columns: int) -> Array:
    """Zeroed rows, each beginning where a cache line does."""
    return aligned(rows * columns, dtype).reshape(rows, columns)
