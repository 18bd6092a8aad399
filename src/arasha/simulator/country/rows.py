"""Payments and calls as rows of numbers: what millions of them are made, sorted and written as."""

from typing import get_args

import numpy as np

from arasha.client.schemas import Channel, Kind

PAYMENT = np.dtype(
    [
        ("time", "<i8"),  # microseconds since 1970, UTC
        ("debtor", "<i8"),
        ("creditor", "<i8"),  # accounts: holder * 4 + slot
        ("amount", "<i8"),  # tiyn
        ("kind", "<i1"),
        ("channel", "<i1"),
        ("flags", "<u1"),
        ("sim_days", "<i2"),  # since the payer's SIM card was changed; -1: nobody asked
    ]
)  # fmt: skip
CALL = np.dtype(
    [
        ("time", "<i8"),
        ("caller", "<i8"),
        ("called", "<i8"),  # telephone numbers: 77010000001
        ("seconds", "<i4"),  # 0: nobody answered
        ("origin", "<i1"),
        ("cell", "<i4"),  # of the caller
        ("flags", "<u1"),
    ]
)  # fmt: skip
APPLICATION = np.dtype(
    [
        ("time", "<i8"),
        ("person", "<i8"),
        ("lender", "<i2"),
        ("amount", "<i8"),
        ("product", "<i1"),
        ("granted", "<i1"),
        ("remote", "<i1"),
    ]
)  # fmt: skip
VISIT = np.dtype([("time", "<i8"), ("person", "<i8"), ("act", "<i1")])  # on the state's portal

KINDS: tuple[str, ...] = get_args(Kind)
CHANNELS: tuple[str, ...] = get_args(Channel)
P2P, MERCHANT, CASH_OUT, TOP_UP, LOAN, CRYPTO, OWN = range(len(KINDS))
UNKNOWN, MOBILE, WEB, BRANCH, ATM, POS, CALL_CENTRE, API = range(len(CHANNELS))

ACTIVE_CALL, REMOTE_ACCESS, NEW_DEVICE, STEP_UP_PASSED, STEP_UP_FAILED = (1 << bit for bit in range(5))

ORIGINS = ("domestic", "roaming", "international")
DOMESTIC, ROAMING, INTERNATIONAL = range(len(ORIGINS))
PORTED = 1  # flag of a call: the caller's number has moved to another operator

DAY_US = 86_400_000_000
UTC_OFFSET_US = 5 * 3_600_000_000  # Asia/Almaty, all of the country since 1 March 2024
SLOTS = 4  # accounts that a holder can have
WALLET = 3  # the slot of an electronic wallet


def midnight(day: int) -> int:
    """When a day (counted from 1 January 1970) begins in Kazakhstan, in microseconds UTC."""
    return day * DAY_US - UTC_OFFSET_US
