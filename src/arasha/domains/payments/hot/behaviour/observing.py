"""Observing a payment: what the behaviour of both accounts was before it, then what it adds to that.

The engine calls `describe_behaviour` and then `behave`, both before it counts the payment's legs.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.behaviour.columns import PAYEES_AT, PAYERS_AT, SIDE_WIDTH
from arasha.domains.payments.hot.behaviour.fading import fade
from arasha.domains.payments.hot.behaviour.figures import describe_own
from arasha.domains.payments.hot.behaviour.learning import pay, receive
from arasha.domains.payments.hot.behaviour.neighbours import describe_strangers
from arasha.domains.payments.hot.behaviour.patterns import (
    PATTERNS,
    ROUND_CUT,
    SQUARES,
    look_for_patterns,
    round_cut,
    signs,
)
from arasha.domains.payments.hot.behaviour.strangers import STRANGER_S, Meeting, meet
from arasha.domains.payments.hot.behaviour_layout import CHUNK, NO_CHUNK, PAYEES, PAYERS, Behaviour
from arasha.domains.payments.hot.layout import NOTHING
from arasha.kernel.compiled import Array, Record, Whole, compiled

# Where the columns that two accounts have together begin, and where among them those of patterns.
BETWEEN_AT = 2 * SIDE_WIDTH
PATTERNS_AT = BETWEEN_AT + 2


class Sides(NamedTuple):
    """A payment's two accounts, by their numbers and as the engine knows them, and their pair."""

    debtor: Whole
    creditor: Whole
    payer: Record
    payee: Record
    pair: Record


@compiled
def describe_behaviour(kept: Behaviour, sides: Sides, ask: Record, row: Array) -> None:
    """Write the columns of behaviour, from the front of `row`; both accounts stand at their clocks.

    An engine that remembers no behaviour writes -1.
    """
    if len(kept.accounts) == 0:
        for place in range(PATTERNS_AT + PATTERNS):
            row[place] = NOTHING
        return
    recognise(kept, sides, row)
    describe_side(kept, sides.debtor, sides.payer, ask, row)
    describe_side(kept, sides.creditor, sides.payee, ask, row[SIDE_WIDTH:])
    now, last, between = now_of(sides), np.int64(sides.pair["last_at"]), row[BETWEEN_AT:]
    between[0] = now - last if last > 0 else NOTHING
    between[1] = since_paid_back(kept, kept.accounts[sides.creditor], sides.debtor, now)
    row[PATTERNS_AT + ROUND_CUT] = round_cut(kept, kept.accounts[sides.debtor], ask["amount"], max(now - STRANGER_S, 0))


@compiled
def recognise(kept: Behaviour, sides: Sides, row: Array) -> None:
    """Let the sums of both accounts fade, and write the columns of patterns alone: what `behave` needs to know."""
    if len(kept.accounts) == 0:
        return
    fade(kept.accounts[sides.debtor], sides.payer["clock"])
    fade(kept.accounts[sides.creditor], sides.payee["clock"])
    patterns = row[PATTERNS_AT:]
    for place in range(PATTERNS):
        patterns[place] = 0
    if sides.pair["last_at"] == 0:
        look_for_patterns(kept, sides.debtor, sides.creditor, now_of(sides), patterns)


@compiled
def now_of(sides: Sides) -> Whole:
    """The later of both accounts' clocks."""
    return max(np.int64(sides.payer["clock"]), np.int64(sides.payee["clock"]))


@compiled
def describe_side(kept: Behaviour, number: Whole, account: Record, ask: Record, row: Array) -> None:
    """One account's own figures and those of its circles."""
    own, now = kept.accounts[number], np.int64(account["clock"])
    describe_own(account, own, row, 0)
    met = Meeting(number, now, ask["sequence"], ask["amount"], 0)
    describe_strangers(kept, own, PAYEES, met, row[PAYEES_AT:])
    describe_strangers(kept, own, PAYERS, met, row[PAYERS_AT:])


@compiled
def since_paid_back(kept: Behaviour, payee: Record, debtor: Whole, now: Whole) -> Whole:
    """Seconds since the receiver first paid the payer, when that was in the receiver's circle; -1 when not."""
    chunk, found = np.int64(payee["newest"][PAYEES]), NOTHING
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            at = np.int64(kept.near[chunk, CHUNK + place])
            if kept.near[chunk, place] == debtor and at > now - STRANGER_S:
                found = max(now - at, 0)
        chunk = np.int64(payee["older"][PAYEES])
    return found


@compiled
def behave(kept: Behaviour, sides: Sides, ask: Record, row: Array) -> None:
    """Let a payment count: in what both accounts do, and, when they never met before, in their circles."""
    if len(kept.accounts) == 0:
        return
    payer, payee, patterns = kept.accounts[sides.debtor], kept.accounts[sides.creditor], row[PATTERNS_AT:]
    first = np.int64(sides.pair["last_at"] == 0)
    sign = signs(kept, sides.debtor, sides.creditor, patterns) if first else 0.0
    pay(payer, sides.payer, ask, first, sign)
    receive(payee, sides.payee, ask, first, sign)
    if first:
        square, amount, sequence = np.int64(patterns[SQUARES] > 0), ask["amount"], ask["sequence"]
        meet(kept, payer, PAYEES, Meeting(sides.creditor, np.int64(sides.payer["clock"]), sequence, amount, square))
        meet(kept, payee, PAYERS, Meeting(sides.debtor, np.int64(sides.payee["clock"]), sequence, amount, square))
