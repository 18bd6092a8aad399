"""Writing a feature row: the payment, its session, the registry's word, and the two accounts as they were before it."""

import numpy as np

from arasha.domains.payments.hot.layout import (
    ACTIVE_CALL,
    COERCED,
    CONTROL_SAMPLE,
    CREDITOR_WALLET,
    DEBTOR_WALLET,
    FOREIGN_CURRENCY,
    INCOMING,
    NEW_DEVICE,
    NOTHING,
    REMOTE_ACCESS,
    SAME_INSTITUTION,
    SIDES_DISAGREE,
    WAS_VICTIM,
)
from arasha.domains.payments.rules.features import F
from arasha.kernel.clock import ALMATY_OFFSET, HOUR, SECOND
from arasha.kernel.compiled import Array, Record, Whole, compiled

NIGHT_BEGINS, NIGHT_ENDS = 23, 6
ROUND = 1_000_000  # 10 000 tenge in tiyn
PER_MILLE = 1000


@compiled
def local_hour(at: Whole) -> Whole:
    """The hour of the day in Almaty, 0 to 23."""
    return (at + ALMATY_OFFSET) // HOUR % 24


@compiled
def is_night(hour: Whole) -> Whole:
    """Do most people sleep at this hour?"""
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


@compiled
def describe_payment(ask: Record, row: Array) -> None:
    """The payment's own columns, its session's and the registry's."""
    flags, hour = ask["flags"], local_hour(ask["paid_at"])
    row[F.AMOUNT] = ask["amount"]
    row[F.KIND] = ask["kind"]
    row[F.CHANNEL] = ask["channel"]
    row[F.INCOMING] = (flags & INCOMING) != 0
    row[F.FOREIGN_CURRENCY] = (flags & FOREIGN_CURRENCY) != 0
    row[F.HOUR] = hour
    row[F.NIGHT] = is_night(hour)
    row[F.ROUND_AMOUNT] = ask["amount"] % ROUND == 0
    row[F.LATE_S] = max(ask["arrived_at"] - ask["paid_at"], 0) // SECOND  # the institution's clock may run ahead
    row[F.SAME_INSTITUTION] = (flags & SAME_INSTITUTION) != 0
    row[F.SIDES_DISAGREE] = (flags & SIDES_DISAGREE) != 0
    row[F.DEBTOR_PARTY] = ask["debtor_party"]
    row[F.CREDITOR_PARTY] = ask["creditor_party"]
    row[F.DEBTOR_WALLET] = (flags & DEBTOR_WALLET) != 0
    row[F.CREDITOR_WALLET] = (flags & CREDITOR_WALLET) != 0
    row[F.ACTIVE_CALL] = (flags & ACTIVE_CALL) != 0
    row[F.REMOTE_ACCESS] = (flags & REMOTE_ACCESS) != 0
    row[F.NEW_DEVICE] = (flags & NEW_DEVICE) != 0
    row[F.SIM_SWAP_DAYS] = ask["sim_swap_days"]
    row[F.STEP_UP] = ask["step_up"]
    row[F.DEBTOR_TIER] = ask["debtor_tier"]
    row[F.CREDITOR_TIER] = ask["creditor_tier"]
    row[F.DEVICE_TIER] = ask["device_tier"]
    row[F.CONTROL_SAMPLE] = (flags & CONTROL_SAMPLE) != 0
    row[F.STOLEN_AMOUNT] = ask["stolen"]
    row[F.PAYER_COERCED] = (flags & COERCED) != 0
    row[F.PAYER_WAS_VICTIM] = (flags & WAS_VICTIM) != 0


@compiled
def describe_debtor(account: Record, pair: Record, amount: Whole, row: Array) -> None:
    """The columns of the account that pays."""
    describe_windows(account, row, F.D_AGE_S)
    row[F.D_LAST_CREDIT] = account["last_credit"]
    row[F.D_CASH_24H] = account["cash_24h"]
    row[F.D_LOAN_24H] = account["loan_24h"]
    row[F.D_PASSED_ON_24H] = share(account["out_sum_24h"] + amount, account["in_sum_24h"])
    row[F.D_PASSED_ON_7D] = share(account["out_sum_7d"] + amount, account["in_sum_7d"])
    row[F.D_OF_LAST_CREDIT] = share(amount, account["last_credit"])
    row[F.D_PAIR_COUNT_7D] = pair["paid_7d"]
    row[F.D_PAIR_AGE_S] = since(pair["first_at"], account["clock"])


@compiled
def describe_creditor(account: Record, pair: Record, row: Array) -> None:
    """The columns of the account that is paid."""
    describe_windows(account, row, F.C_AGE_S)
    row[F.C_CASH_24H] = account["cash_24h"]
    row[F.C_PASSED_ON_24H] = share(account["out_sum_24h"], account["in_sum_24h"])
    row[F.C_PASSED_ON_7D] = share(account["out_sum_7d"], account["in_sum_7d"])
    row[F.C_PAIR_COUNT_7D] = pair["got_7d"]
    row[F.C_PAIR_AGE_S] = since(pair["first_at"], account["clock"])


@compiled
def describe_windows(account: Record, row: Array, at: Whole) -> None:
    """The columns that both sides have, in the order in which `F` names them from the age on."""
    now = account["clock"]
    row[at] = since(account["first_at"], now)
    row[at + 1] = account["out_count_1h"]
    row[at + 2] = account["out_count_24h"]
    row[at + 3] = account["out_count_7d"]
    row[at + 4] = account["out_sum_1h"]
    row[at + 5] = account["out_sum_24h"]
    row[at + 6] = account["out_sum_7d"]
    row[at + 7] = account["in_count_1h"]
    row[at + 8] = account["in_count_24h"]
    row[at + 9] = account["in_count_7d"]
    row[at + 10] = account["in_sum_1h"]
    row[at + 11] = account["in_sum_24h"]
    row[at + 12] = account["in_sum_7d"]
    row[at + 13] = account["creditors_7d"]
    row[at + 14] = account["senders_7d"]
    row[at + 15] = account["new_creditors_24h"]
    row[at + 16] = account["new_senders_24h"]
    row[at + 17] = share(account["night_7d"], account["out_count_7d"] + account["in_count_7d"])
    row[at + 18] = since(account["last_credit_at"], now)
    row[at + 19] = since(account["last_debit_at"], now)


@compiled
def share(part: Whole, whole: Whole) -> Whole:
    """A part of a whole in per mille, rounded down; -1 of nothing."""
    if whole <= 0:
        return NOTHING
    return part * PER_MILLE // whole


@compiled
def since(then: Whole, now: Whole) -> Whole:
    """Seconds from `then` to `now`; -1 when it never was, which is written 0."""
    if then == 0:
        return NOTHING
    return np.int64(now) - np.int64(then)
