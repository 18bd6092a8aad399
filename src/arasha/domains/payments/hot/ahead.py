"""Looking ahead: what a payment will need of memory is asked for while earlier payments are being counted.

A record that is not in the processor's cache costs as much as all the arithmetic of a payment. So each payment is
prepared in four steps, `APART` payments one from the next: each step asks for the records whose places the one before
has brought, and nobody waits. Asking changes nothing that counts; new accounts and pairs get their places on the way,
in the order of their payments.
"""

import numpy as np

from arasha.domains.payments.hot.behaviour.ahead import fetch_behaviour, fetch_chunks, fetch_neighbours
from arasha.domains.payments.hot.directory import account_of, home_of_pair, pair_of
from arasha.domains.payments.hot.layout import ACCOUNT, APART, FOUND, LINK, NOTHING, State
from arasha.domains.payments.hot.legs import WEEK
from arasha.domains.payments.hot.shared import fetch_knots, find_knots, names_any
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.prefetch import CACHE_LINE, fetch

AHEAD = 4 * APART

# The counterparties of an account are asked for so many payments before it is its turn.
SOON = 2

# How many legs of an account usually leave the week at once.
LIKELY = 2

ACCOUNT_LINES = ACCOUNT.itemsize // CACHE_LINE


@compiled
def prepare(state: State, asks: Array, at: Whole) -> None:
    """One step for each of the payments that come one, two, three and four times `APART` after the one at `at`.

    Begun `AHEAD` places before the first payment, so that none is counted unprepared.
    """
    count = len(asks)
    if at + 4 * APART < count:
        fetch_index(state, asks[at + 4 * APART])
    if 0 <= at + 3 * APART < count:
        fetch_accounts(state, asks[at + 3 * APART])
    if 0 <= at + 2 * APART < count:
        find_accounts(state, asks, at + 2 * APART)
    if 0 <= at + APART < count:
        find_pair(state, asks, at + APART)
    if 0 <= at + SOON < count:
        place = state.found[(at + SOON) % FOUND]
        fetch_neighbours(state.behaviour, place[0])
        fetch_neighbours(state.behaviour, place[1])


@compiled
def fetch_index(state: State, ask: Record) -> None:
    """Ask for the first places of both tokens in the index, and of what the payment names besides."""
    index = state.account_index
    mask = np.uint64(len(index) - 1)
    fetch(index, ask["debtor_lo"] & mask, 0)
    fetch(index, ask["creditor_lo"] & mask, 0)
    fetch_knots(state, ask)


@compiled
def fetch_accounts(state: State, ask: Record) -> None:
    """Ask for the accounts that the index names there, all three cache lines."""
    index, accounts = state.account_index, state.accounts
    mask = np.uint64(len(index) - 1)
    debtor, creditor = max(index[ask["debtor_lo"] & mask], 0), max(index[ask["creditor_lo"] & mask], 0)
    for line in range(ACCOUNT_LINES):
        fetch(accounts, debtor, line)
        fetch(accounts, creditor, line)


@compiled
def find_accounts(state: State, asks: Array, at: Whole) -> None:
    """Find both accounts; ask for their pair, and for the legs at which the windows begin and end."""
    accounts, index, legs, pairs, counters, found = state[:6]
    ask, place = asks[at], found[at % FOUND]
    place[0] = account_of(ask["debtor_lo"], ask["debtor_hi"], index, accounts, counters)
    place[1] = account_of(ask["creditor_lo"], ask["creditor_hi"], index, accounts, counters)
    if names_any(ask):
        find_knots(state, ask, place)
    fetch(pairs, home_of_pair(place[0], place[1], len(pairs)), 0)
    fetch_behaviour(state.behaviour, place[0])
    fetch_behaviour(state.behaviour, place[1])
    for side in range(2):
        account = accounts[place[side]]
        fetch(legs, max(account["end"], 0), 0)
        fetch(legs, max(account["head_24h"], 0), 0)
        fetch(legs, max(account["head_7d"], 0), 0)
        fetch(legs, max(account["head_7d"], 0) + LIKELY - 1, 0)


@compiled
def find_pair(state: State, asks: Array, at: Whole) -> None:
    """Find the pair; ask for the pairs of each account's oldest legs that are about to leave the week."""
    accounts, _, legs, pairs, counters, found = state[:6]
    ask, place = asks[at], found[at % FOUND]
    place[2] = pair_of(place[0], place[1], pairs, counters)
    second = min(ask["paid_at"], ask["arrived_at"]) // SECOND
    for side in range(2):
        account = accounts[place[side]]
        fetch_chunks(state.behaviour, place[side])
        if account["end"] != NOTHING:
            oldest = account["head_7d"]
            for leg in range(oldest, min(oldest + LIKELY, oldest | LINK)):
                fetch(pairs, legs[leg]["pair"] * (legs[leg]["at"] + WEEK <= second), 0)
