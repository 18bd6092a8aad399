"""Sums that fade: what was counted weighs half as much every 28 days.

A sum that fades needs no list of what it is made of, so that it is exact whatever is forgotten, and takes eight bytes
for a memory of months. Time counts in whole hours of the epoch: whether an account was looked at in between makes no
difference worth a figure, and the factors can be tabled.
"""

from typing import Any

import numpy as np

from arasha.kernel.compiled import Record, Whole, compiled

HOUR = 3_600
HOURS_A_DAY = 24
HALF_LIFE_DAYS = 28

# After so many days nothing is left: 2^-64.
GONE_DAYS = 64 * HALF_LIFE_DAYS

DAYS = 0.5 ** (np.arange(GONE_DAYS) / HALF_LIFE_DAYS)
HOURS = 0.5 ** (np.arange(HOURS_A_DAY) / HOURS_A_DAY / HALF_LIFE_DAYS)

# Every sum of a record that fades.
SUMS = (
    "out_new", "in_new", "out_signs", "in_signs", "out_sum", "in_sum", "out_count", "in_count", "out_squares",
    "in_squares", "dwell", "gaps", "gap_squares", "rounds", "cash", "crypto", "loans",
)  # fmt: skip


@compiled
def factor(hours: Whole) -> Any:
    """What is left of a sum after so many hours."""
    days = hours // HOURS_A_DAY
    if days >= GONE_DAYS:
        return 0.0
    return DAYS[days] * HOURS[hours - days * HOURS_A_DAY]


@compiled
def fade(account: Record, now: Whole) -> None:
    """Bring the sums of an account to the second `now`."""
    hour = np.int64(now) // HOUR
    hours = hour - np.int64(account["hour"])
    if hours <= 0:
        return
    account["hour"] = hour
    left = factor(hours)
    account["out_new"] *= left
    account["in_new"] *= left
    account["out_signs"] *= left
    account["in_signs"] *= left
    account["out_sum"] *= left
    account["in_sum"] *= left
    account["out_count"] *= left
    account["in_count"] *= left
    account["out_squares"] *= left
    account["in_squares"] *= left
    account["dwell"] *= left
    account["gaps"] *= left
    account["gap_squares"] *= left
    account["rounds"] *= left
    account["cash"] *= left
    account["crypto"] *= left
    account["loans"] *= left
    for band in range(len(account["bands"])):
        account["bands"][band] *= left
