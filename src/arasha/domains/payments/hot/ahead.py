"""Finding the records of a batch, so that memory is waited for once and not at every step.

A record that is not in the processor's cache costs as much as all the arithmetic of a payment. So a batch is gone
through several times: each pass reads, without deciding anything by it, what the next one will need, and the reads of
different payments then wait side by side. Nothing that counts is changed, except that new accounts and pairs get their
places, in the same order as they would one by one.
"""

import numpy as np

from arasha.domains.payments.hot.directory import account_of, home_of_pair, pair_of
from arasha.domains.payments.hot.layout import LINK, NOTHING, TOUCHED, State
from arasha.kernel.compiled import Array, Record, Whole, compiled

# How many legs of an account usually leave the week at once.
LIKELY = 3


@compiled
def find(state: State, asks: Array) -> None:
    """Write each payment's places into `state.found`: its debtor's account, its creditor's, their pair."""
    accounts, index, legs, pairs, counters, found = state
    for i in range(len(asks)):
        ask = asks[i]
        found[i, 0] = account_of(ask["debtor_lo"], ask["debtor_hi"], index, accounts, counters)
        found[i, 1] = account_of(ask["creditor_lo"], ask["creditor_hi"], index, accounts, counters)
    touched = read_pairs(found[: len(asks)], accounts, legs, pairs)
    for i in range(len(asks)):
        found[i, 2] = pair_of(found[i, 0], found[i, 1], pairs, counters)
    touched += read_expiring(found[: len(asks)], accounts, legs, pairs)
    counters[TOUCHED] = touched  # or the compiler would see that nobody wants what was read


@compiled
def read_pairs(found: Record, accounts: Array, legs: Array, pairs: Array) -> Whole:
    """Read the first place of each pair, and the legs at which the accounts' windows begin and end."""
    touched: Whole = np.int64(0)
    for i in range(len(found)):
        touched += pairs[home_of_pair(found[i, 0], found[i, 1], len(pairs))]["paid_7d"]
        for side in range(2):
            account = accounts[found[i, side]]
            if account["end"] != NOTHING:
                touched += legs[account["head_1h"]]["pair"] + legs[account["head_24h"]]["pair"]
                touched += legs[account["head_7d"]]["pair"] + legs[account["end"]]["pair"]
    return touched


@compiled
def read_expiring(found: Record, accounts: Array, legs: Array, pairs: Array) -> Whole:
    """Read the pairs of each account's oldest legs, which may be about to leave the week."""
    touched: Whole = np.int64(0)
    for i in range(len(found)):
        for side in range(2):
            account = accounts[found[i, side]]
            at = account["head_7d"]
            last = min(at | LINK, account["end"])
            for leg in range(at, min(at + LIKELY, last)):
                touched += pairs[legs[leg]["pair"]]["paid_7d"]
    return touched
