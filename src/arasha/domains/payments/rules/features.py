"""The feature row: every figure that the rules, and later the model, may look at.

A row is `len(F)` int64. Money is in tiyn, ages and waits in seconds (-1: never), shares in per mille (-1: of nothing),
flags are 0 or 1. Figures of an account count only its earlier events, in the window (t - w, t]; the payment itself is
never among them. `D_` is the debtor's account, `C_` the creditor's. What each means stands in `catalogue.py`.
"""

from enum import IntEnum, auto


class F(IntEnum):
    """The columns of the feature row."""

    # The payment itself.
    AMOUNT = 0
    KIND = auto()
    CHANNEL = auto()
    INCOMING = auto()
    FOREIGN_CURRENCY = auto()
    HOUR = auto()
    NIGHT = auto()
    ROUND_AMOUNT = auto()
    LATE_S = auto()
    SAME_INSTITUTION = auto()
    SIDES_DISAGREE = auto()
    DEBTOR_PARTY = auto()
    CREDITOR_PARTY = auto()
    DEBTOR_WALLET = auto()
    CREDITOR_WALLET = auto()
    # The payer's session.
    ACTIVE_CALL = auto()
    REMOTE_ACCESS = auto()
    NEW_DEVICE = auto()
    SIM_SWAP_DAYS = auto()
    STEP_UP = auto()
    # What the registry knows of the identifiers of each side.
    DEBTOR_TIER = auto()
    CREDITOR_TIER = auto()
    DEVICE_TIER = auto()
    # The debtor's account.
    D_AGE_S = auto()
    D_OUT_COUNT_1H = auto()
    D_OUT_COUNT_24H = auto()
    D_OUT_COUNT_7D = auto()
    D_OUT_SUM_1H = auto()
    D_OUT_SUM_24H = auto()
    D_OUT_SUM_7D = auto()
    D_IN_COUNT_1H = auto()
    D_IN_COUNT_24H = auto()
    D_IN_COUNT_7D = auto()
    D_IN_SUM_1H = auto()
    D_IN_SUM_24H = auto()
    D_IN_SUM_7D = auto()
    D_CREDITORS_7D = auto()
    D_SENDERS_7D = auto()
    D_NEW_CREDITORS_24H = auto()
    D_NEW_SENDERS_24H = auto()
    D_NIGHT_SHARE_7D = auto()
    D_SINCE_CREDIT_S = auto()
    D_SINCE_DEBIT_S = auto()
    D_LAST_CREDIT = auto()
    D_CASH_24H = auto()
    D_LOAN_24H = auto()
    D_PASSED_ON_24H = auto()
    D_PASSED_ON_7D = auto()
    D_OF_LAST_CREDIT = auto()
    D_PAIR_COUNT_7D = auto()
    D_PAIR_AGE_S = auto()
    # The creditor's account.
    C_AGE_S = auto()
    C_OUT_COUNT_1H = auto()
    C_OUT_COUNT_24H = auto()
    C_OUT_COUNT_7D = auto()
    C_OUT_SUM_1H = auto()
    C_OUT_SUM_24H = auto()
    C_OUT_SUM_7D = auto()
    C_IN_COUNT_1H = auto()
    C_IN_COUNT_24H = auto()
    C_IN_COUNT_7D = auto()
    C_IN_SUM_1H = auto()
    C_IN_SUM_24H = auto()
    C_IN_SUM_7D = auto()
    C_CREDITORS_7D = auto()
    C_SENDERS_7D = auto()
    C_NEW_CREDITORS_24H = auto()
    C_NEW_SENDERS_24H = auto()
    C_NIGHT_SHARE_7D = auto()
    C_SINCE_CREDIT_S = auto()
    C_SINCE_DEBIT_S = auto()
    C_CASH_24H = auto()
    C_PASSED_ON_24H = auto()
    C_PASSED_ON_7D = auto()
    C_PAIR_COUNT_7D = auto()
    C_PAIR_AGE_S = auto()
    # The engine itself: how long it has been told of payments. What it has never seen is news only when it would have.
    HISTORY_S = auto()
    # Identifiers shared: who else goes with the device, the address and the phones of the payment (0: none was given).
    DEVICE_ACCOUNTS_30D = auto()
    ADDRESS_ACCOUNTS_30D = auto()
    D_PHONE_ACCOUNTS_30D = auto()
    C_PHONE_ACCOUNTS_30D = auto()
    DEVICE_MARKED = auto()
    ADDRESS_MARKED = auto()
    PHONE_MARKED = auto()
    D_DEVICES_30D = auto()
    # The model: its answer in parts per 10 000, the candidate's, over which of its thresholds, and how rare this is.
    DROP_SCORE = auto()
    DROP_SCORE_CANDIDATE = auto()
    DROP_LEVEL = auto()
    UNUSUAL = auto()
    # Is the payment in the control sample, should it come to be held for behaviour alone? Never learned from.
    CONTROL_SAMPLE = auto()


WIDTH = len(F)
