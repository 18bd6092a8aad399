"""Rules on figures that take weeks to grow, or a model to give: on which each fires, and the nearest others.

How the figures come about is told to the engine and to its oracle elsewhere; here it is what the rule makes of them.
"""

from arasha.domains.payments.rules.codes import Kind, Party
from arasha.kernel.money import tenge

MINUTE, DAY = 60, 86_400
NEVER = -1
Row = dict[str, int]

# A new receiver, after the centre has been watching for a month.
STRANGER: Row = {"D_PAIR_AGE_S": NEVER, "KIND": Kind.P2P, "HISTORY_S": 28 * DAY}
VICTIM = STRANGER | {"PAYER_WAS_VICTIM": 1, "AMOUNT": tenge(100_000)}
KNOWN = {"D_PAIR_AGE_S": 0}
CASH = {"KIND": Kind.CASH_OUT, "AMOUNT": tenge(5_000_000)}
SENT = {"AMOUNT": tenge(9_999_999), "D_LAST_DEBIT": tenge(9_000_000)}
PAST = STRANGER | {"AMOUNT": tenge(300_000), "D_OUT_COUNT_M": 500, "D_OUT_MEAN_M": tenge(30_000)}
WOKEN = STRANGER | {"D_SLEPT_S": 60 * DAY, "D_PASSED_ON_7D": 800, "D_IN_SUM_7D": tenge(50_000)}
LIVES = STRANGER | {"D_PASSED_ON_M": 850, "D_IN_NEW_M": 500, "D_IN_NEW_SHARE_M": 800}
FED = {"D_IN_NEW_M": 300, "D_IN_NEW_SHARE_M": 600, "HISTORY_S": 28 * DAY}
IN_CASH = FED | {"KIND": Kind.CASH_OUT, "D_CASH_SHARE_M": 700}
IN_CRYPTO = FED | {"KIND": Kind.CRYPTO_PURCHASE, "D_CRYPTO_SHARE_M": 500}
LOANS = STRANGER | {"D_LOAN_SHARE_M": 500, "D_PASSED_ON_M": 700, "D_IN_SUM_M": tenge(100_000)}
CABINET = STRANGER | {
    "DEBTOR_PARTY": Party.ENTREPRENEUR, "D_DEVICES_30D": 3, "D_NEW_SENDERS_24H": 2, "D_PASSED_ON_7D": 700,
}  # fmt: skip
DEVICE = STRANGER | {"DEVICE_ACCOUNTS_30D": 4}
EQUAL = STRANGER | {"C_PAYERS_EQUAL_AMOUNTS": 4, "AMOUNT": tenge(20_000), "CREDITOR_PARTY": Party.PERSON}
TICKET = EQUAL | {"C_PAYERS_EQUAL_AMOUNTS": 6, "AMOUNT": tenge(20_000) - 1, "C_NEW_SENDERS_24H": 3}
PAYS_OUT = {
    "BACK_SINCE_S": 3 * DAY, "D_IN_NEW_M": 2_000, "D_IN_NEW_SHARE_M": 700, "D_NEW_SENDERS_24H": 3,
    "HISTORY_S": 28 * DAY,
}  # fmt: skip

RUN = {"D_SINCE_CREDIT_S": 15 * MINUTE, "D_OUT_COUNT_1H": 2, "DEBTOR_PARTY": Party.PERSON}
QUICK = {"D_SINCE_CREDIT_S": 30 * MINUTE, "D_SINCE_DEBIT_S": MINUTE, "D_IN_COUNT_1H": 1}
SEVERAL = {"D_SINCE_CREDIT_S": 30 * MINUTE, "D_IN_COUNT_1H": 3}
FIRM: Row = {"DEBTOR_PARTY": Party.COMPANY}
SHOP: Row = {"KIND": Kind.MERCHANT}
PAID: Row = {"KIND": Kind.P2P, "AMOUNT": tenge(10_000)}
SMALL: Row = {"AMOUNT": tenge(10_000) - 1}
TO_A_FIRM: Row = {"CREDITOR_PARTY": Party.COMPANY}
EMPTIES = PAID | {"C_PASSED_ON_24H": 400, "C_OUT_COUNT_24H": 5}
AGAIN = PAID | {"D_SINCE_DEBIT_S": 5 * MINUTE, "D_LAST_DEBIT": tenge(10_000)}

# code: the figures on which the rule fires, and what is changed for the nearest ones on which it does not.
ROWS: dict[str, tuple[Row, list[Row]]] = {
    "VICTIM_PAYS_STRANGER": (VICTIM, [{"PAYER_WAS_VICTIM": 0}, {"AMOUNT": tenge(100_000) - 1}, KNOWN]),
    "CASH_IN_PARTS": (
        CASH | {"D_CASH_24H": tenge(5_000_000)},
        [{"D_CASH_24H": tenge(5_000_000) - 1}, {"AMOUNT": tenge(10_000_000)}, {"KIND": Kind.P2P}],
    ),
    "JUST_UNDER_THE_BOUND": (
        SENT | {"D_SINCE_DEBIT_S": 7 * DAY},
        [{"AMOUNT": tenge(10_000_000)}, {"D_LAST_DEBIT": tenge(9_000_000) - 1}, {"D_SINCE_DEBIT_S": 7 * DAY + 1}],
    ),
    "UNLIKE_ITS_PAST": (
        PAST,
        [{"D_OUT_MEAN_M": tenge(30_000) + 1}, {"D_OUT_MEAN_M": NEVER}, {"D_OUT_COUNT_M": 499}, KNOWN],
    ),
    "WOKEN_TO_PASS_ON": (WOKEN, [{"D_SLEPT_S": 60 * DAY - 1}, {"D_PASSED_ON_7D": 1001}, KNOWN]),
    "LIVES_ON_STRANGERS": (LIVES, [{"D_IN_NEW_SHARE_M": 799}, {"D_PASSED_ON_M": 849}, {"HISTORY_S": 28 * DAY - 1}]),
    "STRANGERS_MONEY_IN_CASH_FOR_WEEKS": (IN_CASH, [{"D_CASH_SHARE_M": 699}, {"D_IN_NEW_M": 299}, {"KIND": Kind.P2P}]),
    "STRANGERS_MONEY_IN_CRYPTO_FOR_WEEKS": (IN_CRYPTO, [{"D_CRYPTO_SHARE_M": 499}, {"D_IN_NEW_SHARE_M": 599}]),
    "LOANS_PASSED_ON_FOR_WEEKS": (LOANS, [{"D_LOAN_SHARE_M": 499}, {"D_PASSED_ON_M": 699}, KNOWN]),
    "CABINET_HANDED_OVER": (CABINET, [{"DEBTOR_PARTY": Party.PERSON}, {"D_DEVICES_30D": 2}, {"D_PASSED_ON_7D": 699}]),
    "DEVICE_OF_MANY": (DEVICE, [{"DEVICE_ACCOUNTS_30D": 3}, KNOWN, {"KIND": Kind.MERCHANT}]),
    "EQUAL_CONTRIBUTIONS": (
        EQUAL,
        [{"C_PAYERS_EQUAL_AMOUNTS": 3}, {"AMOUNT": tenge(20_000) - 1}, {"CREDITOR_PARTY": Party.COMPANY}],
    ),
    "TICKETS": (TICKET, [{"C_PAYERS_EQUAL_AMOUNTS": 5}, {"AMOUNT": tenge(20_000)}, {"C_NEW_SENDERS_24H": 2}]),
    "PAYS_THOSE_WHO_PAID_IN": (PAYS_OUT, [{"BACK_SINCE_S": NEVER}, {"D_NEW_SENDERS_24H": 2}]),
    "LAYERS": (STRANGER | {"SQUARES": 3}, [{"SQUARES": 2}, KNOWN]),
    "SPREAD_AND_GATHERED": (STRANGER | {"COMMON_SOURCE_PAYERS": 2}, [{"COMMON_SOURCE_PAYERS": 1}]),
    "STACKED_LAYERS": (STRANGER | {"STACKED": 3}, [{"STACKED": 2}]),
    "SENT_ON_IN_A_RUN": (RUN, [{"D_SINCE_CREDIT_S": 15 * MINUTE + 1}, {"D_OUT_COUNT_1H": 1}, FIRM]),
    "SENT_ON_BY_THE_MINUTE": (QUICK, [{"D_SINCE_DEBIT_S": MINUTE + 1}, {"D_SINCE_CREDIT_S": NEVER}, FIRM]),
    "SENT_ON_FROM_SEVERAL": (SEVERAL, [{"D_IN_COUNT_1H": 2}, {"D_SINCE_CREDIT_S": 30 * MINUTE + 1}, FIRM]),
    "RECEIVER_IN_A_RUN": ({"KIND": Kind.P2P, "C_OUT_COUNT_1H": 3}, [{"C_OUT_COUNT_1H": 2}, SHOP, TO_A_FIRM]),
    "RECEIVER_PAYS_ALL_DAY": (PAID | {"C_OUT_COUNT_24H": 12}, [{"C_OUT_COUNT_24H": 11}, SMALL, TO_A_FIRM]),
    "RECEIVER_PAYS_ALL_WEEK": (PAID | {"C_OUT_COUNT_7D": 25}, [{"C_OUT_COUNT_7D": 24}, SMALL, SHOP]),
    "RECEIVER_EMPTIES_ITSELF": (
        EMPTIES,
        [{"C_PASSED_ON_24H": 399}, {"C_PASSED_ON_24H": 1051}, {"C_OUT_COUNT_24H": 4}, SMALL],
    ),
    "SENDS_AGAIN_AT_ONCE": (AGAIN, [{"D_SINCE_DEBIT_S": 5 * MINUTE + 1}, {"D_LAST_DEBIT": 0}, SMALL, SHOP, FIRM]),
    "DROP_LIKELY": ({"DROP_LEVEL": 1}, [{"DROP_LEVEL": 0}, {"DROP_LEVEL": 2}, {"DROP_LEVEL": NEVER}]),
    "DROP_VERY_LIKELY": ({"DROP_LEVEL": 2}, [{"DROP_LEVEL": 1}]),
}
