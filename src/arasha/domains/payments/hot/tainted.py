"""Which payments of a batch touch an account that is looked out for, one with stolen money in it or a coerced victim's:
a look-up or two a payment in a small hash table.

The table holds the first eight bytes of tokens. It may hold accounts whose money is gone again: whoever looks closer
finds nothing. Only growing makes it anew.
"""

import numpy as np

from arasha.domains.payments.hot.layout import table_size
from arasha.kernel.compiled import Array, Whole, compiled

ONE = np.uint64(1)


class Tainted:
    """A set of accounts, as fast as the engine."""

    def __init__(self) -> None:
        self._table = np.zeros(table_size(1), np.uint64)
        self._held = 0

    def add(self, tokens: bytes) -> None:
        """Add accounts by their 16-byte tokens, end to end."""
        keys = np.frombuffer(tokens, np.uint64)[::2]
        if table_size(self._held + len(keys)) > len(self._table):
            kept = self._table[self._table != 0]
            self._table = np.zeros(table_size(2 * (len(kept) + len(keys))), np.uint64)
            self._held = int(put(self._table, kept))
        self._held += int(put(self._table, np.ascontiguousarray(keys)))

    def touched(self, asks: Array) -> Array:
        """The places of the asks of which either account is in the set."""
        if not self._held:
            return NOTHING
        places = np.empty(len(asks), np.int64)
        return places[: find(self._table, asks, places)]

    def paying(self, asks: Array) -> Array:
        """The places of the asks of which the account that pays is in the set."""
        places = np.empty(len(asks), np.int64)
        return places[: find_payers(self._table, asks, places)]


NOTHING = np.empty(0, np.int64)


@compiled
def put(table: Array, keys: Array) -> Whole:
    """Put keys into a table that has room; how many were new."""
    new, mask = 0, np.uint64(len(table) - 1)
    for key in keys:
        place = key & mask
        while table[place] != 0 and table[place] != key:
            place = (place + ONE) & mask
        if table[place] == 0 and key != 0:
            table[place] = key
            new += 1
    return new


@compiled
def find(table: Array, asks: Array, places: Array) -> Whole:
    """Write the places of the asks that touch the table; how many."""
    count = 0
    for i in range(len(asks)):
        if holds(table, asks[i]["debtor_lo"]) or holds(table, asks[i]["creditor_lo"]):
            places[count] = i
            count += 1
    return count


@compiled
def find_payers(table: Array, asks: Array, places: Array) -> Whole:
    """Write the places of the asks whose payer is in the table; how many."""
    count = 0
    for i in range(len(asks)):
        if holds(table, asks[i]["debtor_lo"]):
            places[count] = i
            count += 1
    return count


@compiled
def holds(table: Array, key: Whole) -> Whole:
    """Is a key in a table?"""
    mask = np.uint64(len(table) - 1)
    place = key & mask
    while table[place] != 0:
        if table[place] == key:
            return True
        place = (place + ONE) & mask
    return False
