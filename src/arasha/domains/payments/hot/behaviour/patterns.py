"""The shapes of laundering that a payment would complete, looked for in the circles of its two accounts.

A pattern is found when its last payment comes. The search looks at no more than a bounded number of circles, each of at
most sixteen first payments of the last eight weeks. With s the payer and d the receiver, who never met before:

- square: another payer o of d has paid somebody whom s has paid too: the layers of a bipartite pattern;
- two steps: s has paid somebody who has paid d;
- common source: another payer o of d was paid by somebody who has paid s: what was scattered is gathered;
- cycle: money went from d, through others and never back in time, to s;
- gather-scatter: s met many new payers, and since then new payees;
- stack: s was paid in squares;
- round cut: s passes on, in one or several payments, what a stranger paid it less a whole per cent: the courier's pay.
"""

import numpy as np

from arasha.domains.payments.hot.behaviour.ahead import fetch_circles
from arasha.domains.payments.hot.behaviour.strangers import (
    DAY,
    NOTHING_PASSES,
    SQUARE_BITS,
    STRANGER_S,
    first_met,
    gather,
    holds,
    shared_with,
)
from arasha.domains.payments.hot.behaviour_layout import CHUNK, NO_CHUNK, PAYEES, PAYERS, WAITING, Behaviour
from arasha.kernel.compiled import Array, Record, Whole, compiled

MONTH = 28 * DAY

# A cycle has at most so many payments, the closing one included; and so many first payments are looked at for it.
LONGEST_CYCLE = 6
MOST_LOOKS = 96

# The columns, as they follow one another in the row.
SQUARES, SQUARE_PAYERS, TWO_STEPS, COMMON_SOURCES, COMMON_SOURCE_PAYERS, CYCLES, CYCLE_LENGTH = range(7)
GATHER_SCATTER, STACKED, ROUND_CUT = 7, 8, 9
PATTERNS = 10

# Cuts are looked at in millionths: a whole per cent, and how exactly it must be one, to leave room for whole tenge.
FULL, PER_CENT, HALF_A_PER_CENT, EXACT, LARGEST_CUT = 1_000_000, 10_000, 5_000, 200, 20

# What a pattern weighs as a sign, and what an account that is both paid by and pays strangers weighs beside it.
FOUND, BOTH_WAYS = 1.0, 0.1


@compiled
def look_for_patterns(kept: Behaviour, debtor: Whole, creditor: Whole, now: Whole, row: Array) -> None:
    """Write the columns of patterns, from the front of `row`; the accounts are given by their numbers."""
    payer, payee, since = kept.accounts[debtor], kept.accounts[creditor], max(now - STRANGER_S, 0)
    paid, paid_by = gather(kept, payer, PAYEES, since), gather(kept, payer, PAYERS, since)
    if paid | paid_by != NOTHING_PASSES:
        fetch_circles(kept, payee)
        look_at_payers(kept, payee, (since, paid, paid_by), row)
    began = first_met(kept, payee, PAYEES, since)
    if began > 0 and paid_by != NOTHING_PASSES:
        look_for_cycles(kept, debtor, creditor, (began, now), row)
    row[GATHER_SCATTER] = gathered_and_scattered(kept, payer, now)
    row[STACKED] = paid_in_squares(kept, payer, since)


@compiled
def look_at_payers(kept: Behaviour, payee: Record, sought: tuple[Whole, Whole, Whole], row: Array) -> None:
    """Squares, two steps and common sources: compare the circles of the receiver's other payers with the payer's.

    `sought`: since when, and the sieves of the payer's payees and payers.
    """
    since, paid, paid_by = sought
    chunk = np.int64(payee["newest"][PAYERS])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            if kept.near[chunk, CHUNK + place] > since:
                number = kept.near[chunk, place]
                squares = shared_with(kept, kept.accounts[number], PAYEES, since, paid)
                sources = shared_with(kept, kept.accounts[number], PAYERS, since, paid_by)
                row[SQUARES] += squares
                row[SQUARE_PAYERS] += squares > 0
                row[TWO_STEPS] += holds(kept.known[PAYEES], number)
                row[COMMON_SOURCES] += sources
                row[COMMON_SOURCE_PAYERS] += sources > 0
        chunk = np.int64(payee["older"][PAYERS])


@compiled
def look_for_cycles(kept: Behaviour, debtor: Whole, creditor: Whole, span: tuple[Whole, Whole], row: Array) -> None:
    """Go back from the payer along first payments, never forward in time, until the receiver is met.

    `span`: the second at which the receiver first paid a stranger, before which no cycle can have begun; and now.
    """
    waiting, began = kept.waiting, span[0]
    waiting[0, 0], waiting[0, 1], waiting[0, 2] = debtor, span[1], 2
    left, looks = 1, 0
    while left > 0 and looks < MOST_LOOKS:
        left -= 1
        account, latest, length = kept.accounts[waiting[left, 0]], waiting[left, 1], waiting[left, 2]
        chunk = np.int64(account["newest"][PAYERS])
        for _ in range(2):
            if chunk == NO_CHUNK:
                break
            for place in range(CHUNK):
                other, at = np.int64(kept.near[chunk, place]), np.int64(kept.near[chunk, CHUNK + place])
                if began <= at <= latest:
                    looks += 1
                    if other == creditor:
                        row[CYCLES] += 1
                        row[CYCLE_LENGTH] = min(row[CYCLE_LENGTH], length) if row[CYCLE_LENGTH] > 0 else length
                    elif length < LONGEST_CYCLE and left < WAITING:
                        waiting[left, 0], waiting[left, 1], waiting[left, 2] = other, at, length + 1
                        left += 1
            chunk = np.int64(account["older"][PAYERS])


@compiled
def round_cut(kept: Behaviour, payer: Record, amount: Whole, since: Whole) -> Whole:
    """By how many whole per cent an amount, alone or with what went to new payees meanwhile, is less than a new payer
    paid in; 0 if by none.
    """
    found: Whole = 0
    chunk = np.int64(payer["newest"][PAYERS])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            was, at = kept.amounts[chunk, place] >> SQUARE_BITS, np.int64(kept.near[chunk, CHUNK + place])
            if was > amount and at > since:
                cut = whole_cut(was, amount)
                if cut == 0:
                    cut = whole_cut(was, amount + paid_since(kept, payer, at))
                found = cut if cut > 0 else found
        chunk = np.int64(payer["older"][PAYERS])
    return found


@compiled
def whole_cut(was: Whole, amount: Whole) -> Whole:
    """The whole per cent, 1 to `LARGEST_CUT`, by which one amount is less than another; 0 if by none."""
    cut = np.int64(np.float64(was - amount) / was * FULL)
    whole = (cut + HALF_A_PER_CENT) // PER_CENT
    return whole if 0 < whole <= LARGEST_CUT and abs(cut - whole * PER_CENT) <= EXACT else 0


@compiled
def paid_since(kept: Behaviour, payer: Record, second: Whole) -> Whole:
    """What an account's new payees have got of it since a second, in their first payments."""
    paid: Whole = 0
    chunk = np.int64(payer["newest"][PAYEES])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            if kept.near[chunk, CHUNK + place] >= second:
                paid += kept.amounts[chunk, place] >> SQUARE_BITS
        chunk = np.int64(payer["older"][PAYEES])
    return paid


@compiled
def gathered_and_scattered(kept: Behaviour, payer: Record, now: Whole) -> Whole:
    """How many strangers paid in within a month before the first of those strangers whom the payer has since paid; no
    more than these, the one at hand among them.
    """
    began, scattered = now, 1
    chunk = np.int64(payer["newest"][PAYEES])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            at = np.int64(kept.near[chunk, CHUNK + place])
            if at > now - MONTH:
                scattered += 1
                began = min(began, at)
        chunk = np.int64(payer["older"][PAYEES])
    return min(met_between(kept, payer, began - MONTH, began), scattered)


@compiled
def met_between(kept: Behaviour, account: Record, since: Whole, until: Whole) -> Whole:
    """How many new payers an account met after one second and not after another."""
    count = 0
    chunk = np.int64(account["newest"][PAYERS])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            at = np.int64(kept.near[chunk, CHUNK + place])
            count += since < at <= until
        chunk = np.int64(account["older"][PAYERS])
    return count


@compiled
def paid_in_squares(kept: Behaviour, payer: Record, since: Whole) -> Whole:
    """How many of the payer's new payers completed squares with it."""
    count = np.int64(0)
    chunk = np.int64(payer["newest"][PAYERS])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            if kept.near[chunk, CHUNK + place] > since:
                count += kept.amounts[chunk, place] & SQUARE_BITS
        chunk = np.int64(payer["older"][PAYERS])
    return count


@compiled
def signs(kept: Behaviour, debtor: Whole, creditor: Whole, row: Array) -> float:
    """What the patterns in a row weigh together as a sign, with how much either account lives on strangers."""
    found = np.int64(row[SQUARES] > 0) + np.int64(row[TWO_STEPS] > 0)
    found += np.int64(row[COMMON_SOURCES] > 0) + np.int64(row[CYCLES] > 0)
    payer, payee = kept.accounts[debtor], kept.accounts[creditor]
    both = min(np.float64(payer["out_new"]), np.float64(payer["in_new"]))
    both += min(np.float64(payee["out_new"]), np.float64(payee["in_new"]))
    return found * FOUND + both * BOTH_WAYS
