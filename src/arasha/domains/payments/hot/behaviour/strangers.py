"""An account's circle: the counterparties that were new to it most lately, nine to sixteen in either direction.

Only the first payment between two accounts enters a circle. Who pays the same landlord every month says nothing new
with it; who meets a stranger does, and strangers are what laundering is made of.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.behaviour_layout import CHUNK, CHUNKS, MOST, NO_CHUNK, NOBODY, Behaviour
from arasha.kernel.compiled import Array, Record, Whole, compiled


class Meeting(NamedTuple):
    """A first payment between two accounts, as one of them remembers it."""

    other: Whole
    second: Whole
    sequence: Whole
    amount: Whole
    square: Whole  # 1 when it completed a square


DAY = 86_400

# A sieve has 64 bits.
SIEVE, ONE, NOTHING_PASSES = np.uint64(63), np.uint64(1), np.uint64(0)

# A counterparty met longer ago belongs to the circle no more.
STRANGER_S = 56 * DAY

# The lowest bit of a remembered amount says whether that payment completed a square (`patterns.py`).
SQUARE_BITS = 1


@compiled
def meet(kept: Behaviour, account: Record, way: Whole, met: Meeting) -> None:
    """Let a stranger enter a circle; when both chunks are full the eight oldest leave it."""
    fill: Whole = np.int64(account["fill"][way])
    chunk: Whole = np.int64(account["newest"][way])
    if chunk == NO_CHUNK or fill == CHUNK:
        chunk, fill = fresh_chunk(kept, account, way), 0
    kept.near[chunk, fill] = met.other
    kept.near[chunk, CHUNK + fill] = met.second
    kept.sequences[chunk, fill] = met.sequence
    kept.amounts[chunk, fill] = met.amount << SQUARE_BITS | met.square
    account["fill"][way] = fill + 1


@compiled
def fresh_chunk(kept: Behaviour, account: Record, way: Whole) -> Whole:
    """An empty chunk as the newest of a circle: the older one's place, once there is one."""
    chunk = np.int64(account["older"][way])
    if chunk == NO_CHUNK:
        chunk = np.int64(kept.counters[CHUNKS])
        kept.counters[CHUNKS] += 1
    account["older"][way] = account["newest"][way]
    account["newest"][way] = chunk
    for place in range(CHUNK):
        kept.near[chunk, place] = NOBODY
        kept.near[chunk, CHUNK + place] = 0
    return chunk


@compiled
def gather(kept: Behaviour, account: Record, way: Whole, since: Whole) -> Whole:
    """Write who entered a circle after the second `since` into `kept.known`, and nobody elsewhere; returns their sieve:
    a bit for the last digits of each number, so that most who are not among them are seen not to be at one glance.
    """
    chunk, known, sieve = np.int64(account["newest"][way]), kept.known[way], np.uint64(0)
    for half in range(2):
        begin = half * CHUNK
        for place in range(CHUNK):
            known[begin + place] = NOBODY
        if chunk != NO_CHUNK:
            for place in range(CHUNK):
                if kept.near[chunk, CHUNK + place] > since:
                    known[begin + place] = kept.near[chunk, place]
                    sieve |= bit_of(kept.near[chunk, place])
            chunk = np.int64(account["older"][way])
    return sieve


@compiled
def first_met(kept: Behaviour, account: Record, way: Whole, since: Whole) -> Whole:
    """The second at which the first of an account's circle entered it after another second; 0 when nobody did."""
    first: Whole = 0
    chunk = np.int64(account["newest"][way])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            at = np.int64(kept.near[chunk, CHUNK + place])
            if at > since and (first == 0 or at < first):
                first = at
        chunk = np.int64(account["older"][way])
    return first


@compiled
def bit_of(other: Whole) -> Whole:
    """An account's bit in a sieve."""
    return ONE << (np.uint64(other) & SIEVE)


@compiled
def shared_with(kept: Behaviour, account: Record, way: Whole, since: Whole, sieve: Whole) -> Whole:
    """How many of an account's circle, since a second, are among those in `kept.known[way]` with this sieve."""
    shared: Whole = 0
    chunk = np.int64(account["newest"][way])
    for _ in range(2):
        if chunk == NO_CHUNK or sieve == NOTHING_PASSES:
            break
        for place in range(CHUNK):
            other = kept.near[chunk, place]
            if sieve & bit_of(other) != NOTHING_PASSES and kept.near[chunk, CHUNK + place] > since:
                shared += holds(kept.known[way], other)
        chunk = np.int64(account["older"][way])
    return shared


@compiled
def holds(known: Array, other: Whole) -> Whole:
    """1 when an account is among those known."""
    for at in range(MOST):
        if known[at] == other:
            return 1
    return 0
