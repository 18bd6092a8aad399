"""Keeping an account's windows: what leaves them as time goes on, what enters with a leg.

Each function touches one account, and of a pair the half that belongs to it. That is what lets the same code be keyed
by account and distributed. Compiled by numba; with NUMBA_DISABLE_JIT=1 the same functions run as plain Python and serve
as their own oracle.
"""

import numpy as np

from arasha.domains.payments.hot.entropy import step
from arasha.domains.payments.hot.layout import (
    AT_NIGHT,
    BLOCK,
    BLOCKS,
    CASH,
    FIRST,
    FLAG_BITS,
    FREE_BLOCK,
    FREE_BLOCKS,
    LINK,
    LOAN,
    NOTHING,
    OUT,
)
from arasha.kernel.compiled import Array, Record, Whole, compiled

HOUR, DAY, WEEK = 3_600, 86_400, 604_800

# What stands in `at` where there is no leg: a link is always stepped over, the end of the list never. A week later is
# still an unsigned 32-bit second, because numpy, unlike machine code, would not widen the sum.
PAST, NEVER = 0, 2**32 - 1 - WEEK


@compiled
def advance(account: Record, now: Whole, legs: Array, pairs: Array, counters: Array) -> None:
    """Bring an account to the second `now`: take out of each window the legs that have left it."""
    still = now - np.int64(account["clock"])
    account["clock"] = now
    if account["end"] == NOTHING:
        return
    account["head_1h"] = past_hour(account, now, legs) if still < HOUR else empty_hour(account)
    account["head_24h"] = past_day(account, now, legs) if still < DAY else empty_day(account)
    account["head_7d"] = past_week(account, now, legs, pairs, counters)
    if account["head_7d"] == account["end"]:
        release(account["end"] // BLOCK, legs, counters)
        account["end"] = NOTHING


@compiled
def empty_hour(account: Record) -> Whole:
    """Nothing has happened for an hour: all legs have left it, and it begins at the end of the list."""
    account["out_count_1h"] = 0
    account["in_count_1h"] = 0
    account["out_sum_1h"] = 0
    account["in_sum_1h"] = 0
    return account["end"]


@compiled
def empty_day(account: Record) -> Whole:
    """Nothing has happened for 24 hours: all legs have left them, and they begin at the end of the list."""
    account["out_count_24h"] = 0
    account["in_count_24h"] = 0
    account["out_sum_24h"] = 0
    account["in_sum_24h"] = 0
    account["new_creditors_24h"] = 0
    account["new_senders_24h"] = 0
    account["cash_24h"] = 0
    account["loan_24h"] = 0
    return account["end"]


@compiled
def past_hour(account: Record, now: Whole, legs: Array) -> Whole:
    """Take out of the last hour what has left it; returns where the hour begins now."""
    at = account["head_1h"]
    while legs[at]["at"] + HOUR <= now:
        if at & LINK == LINK:
            at = legs[at]["pair"] * BLOCK
        else:
            leave_hour(account, legs[at]["amount_and_flags"])
            at += 1
    return at


@compiled
def past_day(account: Record, now: Whole, legs: Array) -> Whole:
    """Take out of the last 24 hours what has left them; returns where they begin now."""
    at = account["head_24h"]
    while legs[at]["at"] + DAY <= now:
        if at & LINK == LINK:
            at = legs[at]["pair"] * BLOCK
        else:
            leave_day(account, legs[at]["amount_and_flags"])
            at += 1
    return at


@compiled
def past_week(account: Record, now: Whole, legs: Array, pairs: Array, counters: Array) -> Whole:
    """Take out of the last seven days what has left them, and give its blocks back; returns where they begin now."""
    at = account["head_7d"]
    while legs[at]["at"] + WEEK <= now:
        if at & LINK == LINK:
            following = legs[at]["pair"] * BLOCK
            release(at // BLOCK, legs, counters)
            at = following
        else:
            leave_week(account, legs[at]["amount_and_flags"], pairs[legs[at]["pair"]])
            at += 1
    return at


# The three functions below multiply by 0 or 1 where one would branch: whether a leg is a debit is as random as a coin,
# and a wrongly predicted branch costs more than both additions.


@compiled
def leave_hour(account: Record, leg: Whole) -> None:
    """Take a leg out of the account's last hour."""
    amount, out = leg >> FLAG_BITS, leg & OUT
    account["out_count_1h"] -= out
    account["in_count_1h"] -= 1 - out
    account["out_sum_1h"] -= out * amount
    account["in_sum_1h"] -= (1 - out) * amount


@compiled
def leave_day(account: Record, leg: Whole) -> None:
    """Take a leg out of the account's last 24 hours."""
    amount, out, first = leg >> FLAG_BITS, leg & OUT, leg // FIRST & 1
    account["out_count_24h"] -= out
    account["in_count_24h"] -= 1 - out
    account["out_sum_24h"] -= out * amount
    account["in_sum_24h"] -= (1 - out) * amount
    account["new_creditors_24h"] -= out * first
    account["new_senders_24h"] -= (1 - out) * first
    account["cash_24h"] -= out * (leg // CASH & 1) * amount
    account["loan_24h"] -= (1 - out) * (leg // LOAN & 1) * amount


@compiled
def leave_week(account: Record, leg: Whole, pair: Record) -> None:
    """Take a leg out of the account's last seven days; a counterparty not seen for so long counts no more."""
    amount, out = leg >> FLAG_BITS, leg & OUT
    account["out_count_7d"] -= out
    account["in_count_7d"] -= 1 - out
    account["out_sum_7d"] -= out * amount
    account["in_sum_7d"] -= (1 - out) * amount
    account["night_7d"] -= leg // AT_NIGHT & 1
    pair["paid_7d"] -= out
    pair["got_7d"] -= 1 - out
    account["payee_weights"] -= out * step(pair["paid_7d"])
    account["payer_weights"] -= (1 - out) * step(pair["got_7d"])
    account["creditors_7d"] -= out * (pair["paid_7d"] == 0)
    account["senders_7d"] -= (1 - out) * (pair["got_7d"] == 0)


@compiled
def debit(account: Record, pair: Record, amount: Whole, flags: Whole) -> Whole:
    """Money leaves an account that stands at its clock; returns the leg to be written."""
    if flags & FIRST:
        account["new_creditors_24h"] += 1
    if pair["paid_7d"] == 0:
        account["creditors_7d"] += 1
    account["payee_weights"] += step(pair["paid_7d"])
    pair["paid_7d"] += 1
    if flags & CASH:
        account["cash_24h"] += amount
    if flags & AT_NIGHT:
        account["night_7d"] += 1
    account["out_count_1h"] += 1
    account["out_count_24h"] += 1
    account["out_count_7d"] += 1
    account["out_sum_1h"] += amount
    account["out_sum_24h"] += amount
    account["out_sum_7d"] += amount
    account["last_debit_at"] = account["clock"]
    return amount << FLAG_BITS | flags | OUT


@compiled
def credit(account: Record, pair: Record, amount: Whole, flags: Whole) -> Whole:
    """Money comes to an account that stands at its clock; returns the leg to be written."""
    if flags & FIRST:
        account["new_senders_24h"] += 1
    if pair["got_7d"] == 0:
        account["senders_7d"] += 1
    account["payer_weights"] += step(pair["got_7d"])
    pair["got_7d"] += 1
    if flags & LOAN:
        account["loan_24h"] += amount
    if flags & AT_NIGHT:
        account["night_7d"] += 1
    account["in_count_1h"] += 1
    account["in_count_24h"] += 1
    account["in_count_7d"] += 1
    account["in_sum_1h"] += amount
    account["in_sum_24h"] += amount
    account["in_sum_7d"] += amount
    account["last_credit_at"] = account["clock"]
    account["last_credit"] = amount
    return amount << FLAG_BITS | flags


@compiled
def write(account: Record, leg: Whole, pair: Whole, legs: Array, counters: Array) -> None:
    """Put a leg at the end of the account's list; an empty list begins with it in every window."""
    end = account["end"]
    if end == NOTHING:
        end = take(legs, counters) * BLOCK
        account["head_1h"] = end
        account["head_24h"] = end
        account["head_7d"] = end
    elif end & LINK == LINK:
        block = take(legs, counters)
        legs[end]["pair"] = block
        legs[end]["at"] = PAST
        end = block * BLOCK
    place = legs[end]
    place["at"] = account["clock"]
    place["pair"] = pair
    place["amount_and_flags"] = leg
    legs[end + 1]["at"] = NEVER
    account["end"] = end + 1


@compiled
def take(legs: Array, counters: Array) -> Whole:
    """A free block: one that was released, else the next unused one. The caller has made sure that there is room."""
    block = counters[FREE_BLOCK]
    if block == NOTHING:
        block = counters[BLOCKS]
        counters[BLOCKS] += 1
    else:
        counters[FREE_BLOCK] = legs[block * BLOCK + LINK]["pair"]
        counters[FREE_BLOCKS] -= 1
    return np.int64(block)


@compiled
def release(block: Whole, legs: Array, counters: Array) -> None:
    """Give a block back."""
    legs[block * BLOCK + LINK]["pair"] = counters[FREE_BLOCK]
    counters[FREE_BLOCK] = block
    counters[FREE_BLOCKS] += 1
