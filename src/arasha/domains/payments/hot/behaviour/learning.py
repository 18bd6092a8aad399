"""What a payment adds to the behaviour of the account that sends it, and of the account that receives it."""

import numpy as np

from arasha.domains.payments.hot.behaviour.figures import DAY
from arasha.domains.payments.hot.layout import CASH_OUT, CRYPTO_PURCHASE, LOAN_DISBURSEMENT
from arasha.kernel.compiled import Record, Whole, compiled

# An account that was still for so long and then pays or is paid has woken.
LONG_STILL = 60 * DAY

# From a credit to the next debit counts as a stay of the money up to so long.
LONGEST_STAY = 28 * DAY

ROUND = 1_000_000  # 10 000 tenge in tiyn

# The bands of amounts end here, in tiyn: 1, 5, 20, 50, 100, 500 thousand and a million tenge.
BAND_ENDS = np.array([100_000, 500_000, 2_000_000, 5_000_000, 10_000_000, 50_000_000, 100_000_000], np.int64)


@compiled
def pay(own: Record, account: Record, ask: Record, first: Whole, sign: float) -> None:
    """Money leaves an account; `account` is the engine's record as it was before."""
    amount, kind = np.float64(ask["amount"]), ask["kind"]
    come_alive(own, account, ask)
    own["out_count"] += 1.0
    own["out_sum"] += amount
    own["out_squares"] += amount * amount
    own["out_new"] += first
    own["out_signs"] += sign
    own["last_debit"] = ask["amount"]
    own["cash"] += amount * (kind == CASH_OUT)
    own["crypto"] += amount * (kind == CRYPTO_PURCHASE)
    if account["last_credit_at"] > 0:
        own["dwell"] += min(np.int64(account["clock"]) - np.int64(account["last_credit_at"]), LONGEST_STAY)


@compiled
def receive(own: Record, account: Record, ask: Record, first: Whole, sign: float) -> None:
    """Money comes to an account; `account` is the engine's record as it was before."""
    amount = np.float64(ask["amount"])
    come_alive(own, account, ask)
    own["in_count"] += 1.0
    own["in_sum"] += amount
    own["in_squares"] += amount * amount
    own["in_new"] += first
    own["in_signs"] += sign
    own["loans"] += amount * (ask["kind"] == LOAN_DISBURSEMENT)


@compiled
def come_alive(own: Record, account: Record, ask: Record) -> None:
    """What a payment adds on either side: its rhythm, its amount."""
    now = np.int64(account["clock"])
    before = max(np.int64(account["last_credit_at"]), np.int64(account["last_debit_at"]))
    if before > 0:
        gap = now - before
        own["gaps"] += gap
        own["gap_squares"] += np.float64(gap) * gap
        if gap >= LONG_STILL:
            own["woke_at"] = now
            own["slept"] = gap
    own["rounds"] += ask["amount"] % ROUND == 0
    own["bands"][band_of(ask["amount"])] += 1.0


@compiled
def band_of(amount: Whole) -> Whole:
    """The band in which an amount lies."""
    band = 0
    for end in BAND_ENDS:
        band += amount >= end
    return band
