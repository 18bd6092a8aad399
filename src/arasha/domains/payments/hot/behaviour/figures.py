"""An account's own behaviour over weeks, written into a feature row.

Sums fade by half in 28 days (`fading.py`); a figure made of two of them is a mean or a share of the same fading past.
"""

from typing import Any

import numpy as np

from arasha.domains.payments.hot.behaviour.columns import IN_AT, OUT_AT, OWN_AT
from arasha.domains.payments.hot.behaviour.fading import HOUR, factor
from arasha.domains.payments.hot.entropy import WEIGHT, entropy
from arasha.domains.payments.hot.layout import NOTHING
from arasha.kernel.compiled import Array, Record, Whole, compiled

DAY = 86_400

# Counts that fade are told in hundredths.
HUNDREDTHS = 100
PER_MILLE = 1000

# Below it what has faded is dust, and no figure is made of it.
DUST = 1e-6

# An account that has woken is said to have slept for a week.
LATELY = 7 * DAY


@compiled
def describe_own(account: Record, own: Record, row: Array, at: Whole) -> None:
    """Write the figures of an account that stands at its clock; `account` is the engine's record of it."""
    describe_sent(own, row, at + OUT_AT)
    describe_received(own, row, at + IN_AT)
    at += OWN_AT
    payments = own["out_count"] + own["in_count"]
    row[at] = part(own["out_sum"], own["in_sum"], PER_MILLE)
    row[at + 1] = np.int64(own["in_sum"] - own["out_sum"])
    row[at + 2] = part(own["dwell"], own["out_count"], 1)
    pauses = payments - first_left(account)
    row[at + 3] = part(own["gaps"], pauses, 1)
    row[at + 4] = part(spread(pauses, own["gaps"], own["gap_squares"]) * pauses, own["gaps"], PER_MILLE)
    row[at + 5] = part(own["rounds"], payments, PER_MILLE)
    row[at + 6] = part(own["cash"], own["out_sum"], PER_MILLE)
    row[at + 7] = part(own["crypto"], own["out_sum"], PER_MILLE)
    row[at + 8] = part(own["loans"], own["in_sum"], PER_MILLE)
    row[at + 9] = own["slept"] if np.int64(account["clock"]) - np.int64(own["woke_at"]) < LATELY else 0
    row[at + 10] = own["last_debit"]
    row[at + 11] = amount_entropy(own)
    row[at + 12] = entropy(account["out_count_7d"], account["payee_weights"])
    row[at + 13] = entropy(account["in_count_7d"], account["payer_weights"])


@compiled
def first_left(account: Record) -> Any:
    """What is left in the fading counts of the account's first payment, which no pause came before."""
    if account["first_at"] == 0:
        return 0.0
    return factor(np.int64(account["clock"]) // HOUR - np.int64(account["first_at"]) // HOUR)


@compiled
def describe_sent(own: Record, row: Array, at: Whole) -> None:
    """What an account sends."""
    count = own["out_count"]
    row[at] = hundredths(count)
    row[at + 1] = np.int64(own["out_sum"])
    row[at + 2] = hundredths(own["out_new"])
    row[at + 3] = part(own["out_new"], count, PER_MILLE)
    row[at + 4] = part(own["out_sum"], count, 1)
    row[at + 5] = np.int64(spread(count, own["out_sum"], own["out_squares"]))
    row[at + 6] = hundredths(own["out_signs"])


@compiled
def describe_received(own: Record, row: Array, at: Whole) -> None:
    """What an account receives."""
    count = own["in_count"]
    row[at] = hundredths(count)
    row[at + 1] = np.int64(own["in_sum"])
    row[at + 2] = hundredths(own["in_new"])
    row[at + 3] = part(own["in_new"], count, PER_MILLE)
    row[at + 4] = part(own["in_sum"], count, 1)
    row[at + 5] = np.int64(spread(count, own["in_sum"], own["in_squares"]))
    row[at + 6] = hundredths(own["in_signs"])


# Some sums are kept in four bytes. Machine code would count on with them in eight, plain Python in four: hence the
# conversions below.


@compiled
def hundredths(count: float) -> Whole:
    """A count that fades, in hundredths, towards zero."""
    return np.int64(np.float64(count) * HUNDREDTHS)


@compiled
def part(some: float, of: float, times: Whole) -> Whole:
    """So many times the quotient, towards zero; -1 of nothing."""
    if of < DUST:
        return NOTHING
    return np.int64(np.float64(some) * times / of)


@compiled
def spread(count: float, total: float, squares: float) -> Any:
    """The standard deviation of what was counted."""
    if count < DUST:
        return 0.0
    mean = total / count
    return np.sqrt(max(squares / count - mean * mean, 0.0))


@compiled
def amount_entropy(own: Record) -> Whole:
    """How evenly the account's payments lie in the bands of amounts, in thousandths of a bit; -1 of none."""
    bands = own["bands"]
    total = np.float64(0.0)
    for band in range(len(bands)):
        total += bands[band]
    if total < DUST:
        return NOTHING
    weights, counted = np.int64(0), np.int64(0)
    for band in range(len(bands)):
        share = np.int64(np.float64(bands[band]) / total * PER_MILLE)
        counted += share
        weights += WEIGHT[share]
    return entropy(counted, weights)
