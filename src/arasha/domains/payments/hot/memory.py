"""Making room in the engine's state, and letting go of what nobody needs any more.

Room is made between batches, never inside one. Growing changes nothing that counts. Forgetting does, for payments told
more than a week late, so it is written into the journal and happens again at the same place when the journal is
replayed.
"""

import numpy as np

from arasha.domains.payments.hot.behaviour_layout import with_room as behaviour_with_room
from arasha.domains.payments.hot.directory import key_home
from arasha.domains.payments.hot.layout import (
    ACCOUNTS,
    BLOCK,
    BLOCKS,
    FORGOT,
    FREE_BLOCKS,
    KNOT,
    KNOTS,
    LINK,
    NEWEST,
    NOTHING,
    PAIR,
    PAIRS,
    TIE,
    TIES,
    State,
    table_size,
)
from arasha.domains.payments.hot.legs import DAY, WEEK, advance
from arasha.domains.payments.hot.shared import move_knots
from arasha.kernel.aligned import aligned
from arasha.kernel.compiled import Array, Record, Whole, compiled

ONE = np.uint64(1)

# How many knots, and ties to them, one payment may begin: those of its four identifiers, and the payer's devices.
MOST_NAMED = 5

# A pair that has not paid for so long is a stranger again.
PAIR_MEMORY = 90 * DAY


def crowded(state: State, payments: int) -> bool:
    """Would making room for so many more payments mean to enlarge a table that forgetting could clear?"""
    return _blocks_short(state, payments) or _pairs_short(state, payments) or _knots_short(state, payments)


def with_room(state: State, payments: int) -> State:
    """The same state, with room for so many more payments."""
    accounts, index, legs, pairs, counters = state[:5]
    if counters[ACCOUNTS] + 2 * payments > len(accounts):
        larger = aligned(max(2 * len(accounts), int(counters[ACCOUNTS]) + 2 * payments), accounts.dtype)
        larger[: len(accounts)] = accounts
        accounts, index = larger, np.full(table_size(len(larger)), NOTHING, np.int32)
        index_accounts(index, accounts, counters)
    if _blocks_short(state, payments):
        more = aligned(max(2 * len(legs), len(legs) + 2 * payments * BLOCK), legs.dtype)
        more[: len(legs)] = legs
        legs = more
    if _pairs_short(state, payments):
        wider = aligned(max(2 * len(pairs), table_size(int(counters[PAIRS]) + payments)), PAIR)
        move_pairs(pairs, wider, 0, legs, counters)
        pairs = wider
    grown = state._replace(
        accounts=accounts,
        account_index=index,
        legs=legs,
        pairs=pairs,
        behaviour=behaviour_with_room(state.behaviour, len(accounts), payments),
    )
    return _with_wider_knots(grown, payments) if _knots_short(state, payments) else grown


def _with_wider_knots(state: State, payments: int) -> State:
    """The same state, with room in the knots and the ties for so many more payments."""
    tables = ((state.knots, KNOTS), (state.ties, TIES))
    knots, ties = (
        aligned(max(len(table), table_size(int(state.counters[used]) + MOST_NAMED * payments)), table.dtype)
        for table, used in tables
    )
    move_knots(state, knots, ties, 0)
    return state._replace(knots=knots, ties=ties)


def _blocks_short(state: State, payments: int) -> bool:
    """Each payment may take a new block for either account."""
    counters = state.counters
    return bool(counters[BLOCKS] - counters[FREE_BLOCKS] + 2 * payments > len(state.legs) // BLOCK)


def _pairs_short(state: State, payments: int) -> bool:
    """The table of pairs is kept at most three quarters full."""
    return bool(4 * (state.counters[PAIRS] + payments) > 3 * len(state.pairs))


def _knots_short(state: State, payments: int) -> bool:
    """So are the tables of knots and ties."""
    used = max(
        4 * (state.counters[KNOTS] + MOST_NAMED * payments) - 3 * len(state.knots),
        4 * (state.counters[TIES] + MOST_NAMED * payments) - 3 * len(state.ties),
    )
    return bool(used > 0)


def forget(state: State) -> State:
    """The same state without the legs of accounts that have slept for two weeks, without pairs of 90 days ago, and
    without identifiers that nobody came with for 30 days.
    """
    newest = int(state.counters[NEWEST])
    put_to_sleep(state, newest - WEEK)
    pairs = aligned(len(state.pairs), PAIR)
    move_pairs(state.pairs, pairs, max(newest - PAIR_MEMORY, 0), state.legs, state.counters)
    knots, ties = aligned(len(state.knots), KNOT), aligned(len(state.ties), TIE)
    move_knots(state, knots, ties, newest)
    state.counters[FORGOT] = newest
    return state._replace(pairs=pairs, knots=knots, ties=ties)


@compiled
def put_to_sleep(state: State, second: Whole) -> None:
    """Bring accounts that were last seen more than a week before `second` up to it, which empties their windows."""
    accounts, _, legs, pairs, counters = state[:5]
    for number in range(counters[ACCOUNTS]):
        account = accounts[number]
        if account["end"] != NOTHING and account["clock"] + WEEK < second:
            advance(account, second, legs, pairs, counters)


@compiled
def index_accounts(index: Array, accounts: Array, counters: Array) -> None:
    """Fill an empty index from the accounts."""
    mask = np.uint64(len(index) - 1)
    for number in range(counters[ACCOUNTS]):
        slot = accounts[number]["lo"] & mask
        while index[slot] != NOTHING:
            slot = (slot + ONE) & mask
        index[slot] = number


@compiled
def move_pairs(old: Array, new: Array, since: Whole, legs: Array, counters: Array) -> None:
    """Move the pairs that count, or were seen since a second, into an empty table, and tell the legs where they are.

    The old table's `spare` remembers where each pair went.
    """
    counters[PAIRS] = 0
    mask = np.uint64(len(new) - 1)
    for at in range(len(old)):
        pair = old[at]
        if pair["key"] == 0 or (pair["paid_7d"] == 0 and pair["got_7d"] == 0 and pair["last_at"] < since):
            continue
        place = key_home(pair["key"], len(new))
        while new[place]["key"] != 0:
            place = np.int64((np.uint64(place) + ONE) & mask)
        copy_pair(pair, new[place])
        pair["spare"] = place
        counters[PAIRS] += 1
    for at in range(counters[BLOCKS] * BLOCK):
        if at & LINK != LINK and legs[at]["pair"] >= 0:
            legs[at]["pair"] = old[legs[at]["pair"]]["spare"]


@compiled
def copy_pair(pair: Record, copy: Record) -> None:
    """Copy a pair's record, field by field: numba cannot assign records."""
    copy["key"] = pair["key"]
    copy["paid_7d"] = pair["paid_7d"]
    copy["got_7d"] = pair["got_7d"]
    copy["first_at"] = pair["first_at"]
    copy["last_at"] = pair["last_at"]
