"""Finding records: accounts by token, pairs by their two accounts. Open addressing, linear probing, no deletion."""

import numpy as np

from arasha.domains.payments.hot.layout import ACCOUNTS, NOTHING, PAIRS
from arasha.kernel.compiled import Array, Whole, compiled

# Knuth's multiplicative hashing for 64 bits: the golden ratio's fraction.
SPREAD = np.uint64(0x9E3779B97F4A7C15)
HALF = np.uint64(32)
HIGH = np.uint64(24)
ONE = np.uint64(1)


@compiled
def account_of(lo: Whole, hi: Whole, index: Array, accounts: Array, counters: Array) -> Whole:
    """The number of the account with this token; a new one is added. Tokens are random, so they need no hashing."""
    mask = np.uint64(len(index) - 1)
    slot = lo & mask
    while index[slot] != NOTHING:
        number = index[slot]
        if accounts[number]["lo"] == lo and accounts[number]["hi"] == hi:
            return np.int64(number)
        slot = (slot + ONE) & mask
    number = counters[ACCOUNTS]
    counters[ACCOUNTS] += 1
    account = accounts[number]
    account["lo"] = lo
    account["hi"] = hi
    account["end"] = NOTHING
    index[slot] = number
    return np.int64(number)


@compiled
def key_of_pair(debtor: Whole, creditor: Whole) -> Whole:
    """The two numbers side by side; never 0, which marks a free place."""
    return (np.uint64(debtor) << HALF | np.uint64(creditor)) + ONE


@compiled
def home_of_pair(debtor: Whole, creditor: Whole, places: Whole) -> Whole:
    """The place where the search for a pair begins, in a table of a power of two places."""
    return key_home(key_of_pair(debtor, creditor), places)


@compiled
def key_home(key: Whole, places: Whole) -> Whole:
    """The place where the search for a pair's key begins."""
    return np.int64((key * SPREAD >> HIGH) & np.uint64(places - 1))


@compiled
def pair_of(debtor: Whole, creditor: Whole, pairs: Array, counters: Array) -> Whole:
    """The place of the pair in its table; a new one is empty."""
    key, mask = key_of_pair(debtor, creditor), np.uint64(len(pairs) - 1)
    slot = np.uint64(home_of_pair(debtor, creditor, len(pairs)))
    while pairs[slot]["key"] != 0:
        if pairs[slot]["key"] == key:
            return np.int64(slot)
        slot = (slot + ONE) & mask
    pairs[slot]["key"] = key
    counters[PAIRS] += 1
    return np.int64(slot)
