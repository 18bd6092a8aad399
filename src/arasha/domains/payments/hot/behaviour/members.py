"""The payments that form a pattern, found again for the few payments that come to a person.

The engine counts patterns (`patterns.py`, `neighbours.py`) and keeps no lists: that would cost every payment what only
one in a hundred needs. Here the same circles are gone through once more, after the whole micro-batch: only first
payments that came before the one at hand are taken, and what later ones have pushed out of a circle meanwhile is
missing, which the counts in the payment's feature row give away.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.facts import PatternKind
from arasha.domains.payments.hot.behaviour.neighbours import MONTH, WEEK
from arasha.domains.payments.hot.behaviour.patterns import LONGEST_CYCLE, MOST_LOOKS
from arasha.domains.payments.hot.behaviour.strangers import SQUARE_BITS, STRANGER_S
from arasha.domains.payments.hot.behaviour_layout import CHUNK, MOST, NO_CHUNK, PAYEES, PAYERS, WAITING, Behaviour
from arasha.kernel.compiled import Array, Record, Whole, compiled

# A pattern is told with at most so many payments.
MOST_MEMBERS = 64

# Rows of a circle in the working space.
OTHER, SECOND, SEQUENCE, SQUARE = range(4)
MINE, THEIRS, OTHERS, STACKED = range(4)

# Columns of a step back in the search for cycles: where it led, by which payment, when, after how many payments, and
# from which step.
ACCOUNT, LATEST, LENGTH, PAID_BY, FROM = range(5)
START = -1

FAN_IN, FAN_OUT, GATHER_SCATTER = int(PatternKind.FAN_IN), int(PatternKind.FAN_OUT), int(PatternKind.GATHER_SCATTER)
SCATTER_GATHER, CYCLE = int(PatternKind.SCATTER_GATHER), int(PatternKind.CYCLE)
BIPARTITE, STACK, TWO_STEPS = int(PatternKind.BIPARTITE), int(PatternKind.STACK), int(PatternKind.TWO_STEPS)


class Look(NamedTuple):
    """The payment at hand: its accounts' numbers, the seconds at which it counted at either and at the later of both;
    only payments after the second `since` and before the sequence `before` are looked at.
    """

    debtor: Whole
    creditor: Whole
    payer_clock: Whole
    payee_clock: Whole
    now: Whole
    since: Whole
    before: Whole


class Room(NamedTuple):
    """Working space: circles as they were, the steps of the search for cycles, and those that wait."""

    circles: Array
    steps: Array
    waiting: Array


def room() -> Room:
    """Working space for one search at a time."""
    return Room(
        np.zeros((4, 4, MOST), np.int64),
        np.zeros((MOST_LOOKS + MOST + 1, 5), np.int64),
        np.zeros(WAITING, np.int64),
    )


@compiled
def look_at(kept: Behaviour, debtor: Whole, creditor: Whole, before: Whole, second: Whole) -> Look:
    """The search for the patterns of a first payment; `second` is when it counts if neither side remembers it."""
    payer_clock = clock_at(kept, kept.accounts[debtor], PAYEES, before, second)
    payee_clock = clock_at(kept, kept.accounts[creditor], PAYERS, before, second)
    now = max(payer_clock, payee_clock)
    return Look(debtor, creditor, payer_clock, payee_clock, now, max(now - STRANGER_S, 0), before)


@compiled
def clock_at(kept: Behaviour, account: Record, way: Whole, sequence: Whole, otherwise: Whole) -> Whole:
    """The second at which a payment entered a circle; it may have left it again."""
    chunk, second = np.int64(account["newest"][way]), np.int64(otherwise)
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            at = np.int64(kept.near[chunk, CHUNK + place])
            if at > 0 and kept.sequences[chunk, place] == sequence:
                second = at
        chunk = np.int64(account["older"][way])
    return second


@compiled
def find(kept: Behaviour, look: Look, kind: Whole, formed: Record, space: Room) -> Whole:
    """Write the payments that form the pattern; returns how many were found of what the pattern's column counts."""
    found = np.int64(0)
    if kind == FAN_IN:
        found = find_fan(kept, look, PAYERS, formed, space)
    elif kind == FAN_OUT:
        found = find_fan(kept, look, PAYEES, formed, space)
    elif kind == GATHER_SCATTER:
        found = find_gathered(kept, look, formed, space)
    elif kind == SCATTER_GATHER:
        found = find_shared(kept, look, PAYERS, formed, space)
    elif kind == CYCLE:
        found = find_cycles(kept, look, formed, space)
    elif kind == BIPARTITE:
        found = find_shared(kept, look, PAYEES, formed, space)
    elif kind == STACK:
        found = find_stack(kept, look, formed, space)
    elif kind == TWO_STEPS:
        found = find_two_steps(kept, look, formed, space)
    return found


@compiled
def add(formed: Record, sequence: Whole) -> None:
    """Let a payment belong to the pattern, once."""
    count = np.int64(formed["count"])
    for at in range(count):
        if formed["members"][at] == sequence:
            return
    if count == MOST_MEMBERS:
        formed["partial"] = 1
        return
    formed["members"][count] = sequence
    formed["count"] = count + 1


@compiled
def circle(kept: Behaviour, number: Whole, way: Whole, look: Look, into: Array) -> Whole:
    """Write a circle as it was before the payment at hand; returns how many are in it."""
    account, count = kept.accounts[number], np.int64(0)
    chunk = np.int64(account["newest"][way])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            second = np.int64(kept.near[chunk, CHUNK + place])
            if second > look.since and kept.sequences[chunk, place] < look.before:
                into[OTHER, count] = kept.near[chunk, place]
                into[SECOND, count] = second
                into[SEQUENCE, count] = kept.sequences[chunk, place]
                into[SQUARE, count] = kept.amounts[chunk, place] & SQUARE_BITS
                count += 1
        chunk = np.int64(account["older"][way])
    return count


@compiled
def find_fan(kept: Behaviour, look: Look, way: Whole, formed: Record, space: Room) -> Whole:
    """Whom the payer has newly paid, or who has newly paid the receiver, within a week."""
    number = look.debtor if way == PAYEES else look.creditor
    clock = look.payer_clock if way == PAYEES else look.payee_clock
    met, found = space.circles[MINE], np.int64(0)
    for at in range(circle(kept, number, way, look, met)):
        if clock - met[SECOND, at] < WEEK:
            add(formed, met[SEQUENCE, at])
            found += 1
    return found


@compiled
def find_gathered(kept: Behaviour, look: Look, formed: Record, space: Room) -> Whole:
    """The payer's new payees of a month, and its new payers of the month before the first of those."""
    paid, paid_by = space.circles[MINE], space.circles[THEIRS]
    began, scattered, gathered = look.now, np.int64(1), np.int64(0)
    for at in range(circle(kept, look.debtor, PAYEES, look, paid)):
        if paid[SECOND, at] > look.now - MONTH:
            add(formed, paid[SEQUENCE, at])
            began = min(began, paid[SECOND, at])
            scattered += 1
    for at in range(circle(kept, look.debtor, PAYERS, look, paid_by)):
        if began - MONTH < paid_by[SECOND, at] <= began:
            add(formed, paid_by[SEQUENCE, at])
            gathered += 1
    return min(gathered, scattered)


@compiled
def find_shared(kept: Behaviour, look: Look, way: Whole, formed: Record, space: Room) -> Whole:
    """Whom both the payer and another payer of the receiver have paid (squares), or were paid by (common sources)."""
    mine, theirs, others = space.circles[MINE], space.circles[THEIRS], space.circles[OTHERS]
    known, payers = circle(kept, look.debtor, way, look, mine), circle(kept, look.creditor, PAYERS, look, theirs)
    found = np.int64(0)
    for payer in range(payers if known > 0 else 0):
        for at in range(circle(kept, theirs[OTHER, payer], way, look, others)):
            for own in range(known):
                if mine[OTHER, own] == others[OTHER, at]:
                    add(formed, mine[SEQUENCE, own])
                    add(formed, others[SEQUENCE, at])
                    add(formed, theirs[SEQUENCE, payer])
                    found += 1
    return found


@compiled
def find_two_steps(kept: Behaviour, look: Look, formed: Record, space: Room) -> Whole:
    """Whom the payer has paid and who has paid the receiver."""
    mine, theirs, found = space.circles[MINE], space.circles[THEIRS], np.int64(0)
    known = circle(kept, look.debtor, PAYEES, look, mine)
    for payer in range(circle(kept, look.creditor, PAYERS, look, theirs)):
        for own in range(known):
            if mine[OTHER, own] == theirs[OTHER, payer]:
                add(formed, mine[SEQUENCE, own])
                add(formed, theirs[SEQUENCE, payer])
                found += 1
    return found


@compiled
def find_stack(kept: Behaviour, look: Look, formed: Record, space: Room) -> Whole:
    """The payments to the payer that completed squares, each with the payments of its squares."""
    layer, found = space.circles[STACKED], np.int64(0)
    for at in range(circle(kept, look.debtor, PAYERS, look, layer)):
        if layer[SQUARE, at] == 1:
            add(formed, layer[SEQUENCE, at])
            now = layer[SECOND, at]
            below = Look(
                layer[OTHER, at], look.debtor, now, now, now, max(now - STRANGER_S, 0), layer[SEQUENCE, at]
            )  # fmt: skip
            find_shared(kept, below, PAYEES, formed, space)
            found += 1
    return found


@compiled
def find_cycles(kept: Behaviour, look: Look, formed: Record, space: Room) -> Whole:
    """The ways of money from the receiver to the payer, never back in time; found as in `patterns.py`."""
    met, waiting, began = space.circles[MINE], space.waiting, first_paid(kept, look, space)
    step_back(space, 0, Step(look.debtor, look.now, 2, START, START))
    waiting[0] = 0
    left, made, looks, found = 1, 1, 0, np.int64(0)
    while left > 0 and looks < MOST_LOOKS:
        left -= 1
        step = waiting[left]
        latest, length = space.steps[step, LATEST], space.steps[step, LENGTH]
        for at in range(circle(kept, space.steps[step, ACCOUNT], PAYERS, look, met)):
            if began <= met[SECOND, at] <= latest:
                looks += 1
                if met[OTHER, at] == look.creditor:
                    add(formed, met[SEQUENCE, at])
                    add_way(formed, space.steps, step)
                    found += 1
                elif length < LONGEST_CYCLE and left < WAITING:
                    step_back(space, made, Step(met[OTHER, at], met[SECOND, at], length + 1, met[SEQUENCE, at], step))
                    waiting[left] = made
                    left, made = left + 1, made + 1
    return found


@compiled
def first_paid(kept: Behaviour, look: Look, space: Room) -> Whole:
    """The second at which the receiver first paid a stranger: no cycle can have begun before it."""
    paid, first = space.circles[MINE], look.now
    for at in range(circle(kept, look.creditor, PAYEES, look, paid)):
        first = min(first, paid[SECOND, at])
    return first


class Step(NamedTuple):
    """A step back along a first payment: the account it leads to, when, how long the cycle would be, by which payment,
    from which step.
    """

    account: Whole
    latest: Whole
    length: Whole
    paid_by: Whole
    before: Whole


@compiled
def step_back(space: Room, number: Whole, step: Step) -> None:
    """Note a step."""
    space.steps[number, ACCOUNT] = step.account
    space.steps[number, LATEST] = step.latest
    space.steps[number, LENGTH] = step.length
    space.steps[number, PAID_BY] = step.paid_by
    space.steps[number, FROM] = step.before


@compiled
def add_way(formed: Record, steps: Array, step: Whole) -> None:
    """Let the payments of all steps up to one belong to the pattern."""
    while steps[step, FROM] != START:
        add(formed, steps[step, PAID_BY])
        step = steps[step, FROM]
