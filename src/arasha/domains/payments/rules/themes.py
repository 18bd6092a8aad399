"""What the model looked at, in the words of people: each column of the feature row belongs to exactly one theme.

A model's answer rests on a hundred small things; a person is told the few themes that pushed it up.
"""

import re
from enum import IntEnum
from functools import cache

import numpy as np

from arasha.domains.payments.rules.features import F
from arasha.kernel.languages import mark as _


class Theme(IntEnum):
    """The themes; their numbers stand in the journal (`DECISION.why`), so none is ever given to another."""

    AMOUNT = 1
    SESSION = 2
    PASSED_ON = 3
    STRANGERS = 4
    RHYTHM = 5
    HISTORY = 6
    TURNOVER = 7
    NEIGHBOURS = 8
    PATTERN = 9
    SHARED = 10
    KNOWN = 11


TITLES: dict[Theme, str] = {
    Theme.AMOUNT: _("The amount and kind of the payment"),
    Theme.SESSION: _("How the order was given"),
    Theme.PASSED_ON: _("Money is passed on soon after it comes"),
    Theme.STRANGERS: _("Strangers pay in, or are paid"),
    Theme.RHYTHM: _("The rhythm and the hours of payments"),
    Theme.HISTORY: _("The age and the habits of the accounts"),
    Theme.TURNOVER: _("How much and how often is paid"),
    Theme.NEIGHBOURS: _("What the accounts on the other side do"),
    Theme.PATTERN: _("The payment completes a pattern"),
    Theme.SHARED: _("Devices, addresses or phones shared with others"),
    Theme.KNOWN: _("What is known of the accounts"),
}

# Of a column's name, without the side, the first form that fits says its theme.
_FORMS: tuple[tuple[str, Theme], ...] = (
    (r"DROP_|UNUSUAL|HISTORY_S$|CONTROL_SAMPLE|STOLEN|PAYER_", Theme.KNOWN),
    (r".*TIER", Theme.KNOWN),
    (r"ACTIVE_CALL|REMOTE_ACCESS|NEW_DEVICE$|SIM_SWAP|STEP_UP|CHANNEL|LATE_S|INCOMING|SIDES_DISAGREE", Theme.SESSION),
    (r"DEVICE|ADDRESS|PHONE|.*(DEVICES|PHONE_ACCOUNTS|SHARED|MARKED)", Theme.SHARED),
    (r"AMOUNT$|KIND$|ROUND_AMOUNT|FOREIGN|SAME_INST|DEBTOR_(PARTY|WALLET)|CREDITOR_(PARTY|WALLET)", Theme.AMOUNT),
    (r".*(SIGNS_M$|SQUARE|TWO_STEPS|COMMON_SOURCE|STACKED)", Theme.PATTERN),
    (r"(OUT|IN)_NEW_(M$|SHARE)|.*(MET_|BACK_SINCE)", Theme.STRANGERS),
    (r"NEIGHBOUR|.*(OF_SENDERS|OF_CREDITORS|PAYERS_|PAYEES_|RISK_MASS)", Theme.NEIGHBOURS),
    (r"PATTERN|.*(CYCLE|FAN_|GATHER|SCATTER|STACK|BIPARTITE|LAYER)", Theme.PATTERN),
    (
        r".*(PASSED_ON|OF_LAST_CREDIT|DWELL|KEPT|ROUND_CUT|RETAINED|RETENTION|SINCE_CREDIT|CASH|CRYPTO|LOAN)",
        Theme.PASSED_ON,
    ),
    (r".*(NEW_CREDITORS|NEW_SENDERS|STRANGER|FIRST|PAIR)", Theme.STRANGERS),
    (r".*(NIGHT|HOUR|BURST|RHYTHM|GAP|SINCE_DEBIT|_DAYS?_|WEEKDAY|REGULAR)", Theme.RHYTHM),
    (r".*(AGE_S|SLEPT|DORMAN|ENTROPY|LIFETIME|EVER|ROUND)", Theme.HISTORY),
    (r".*(COUNT|SUM|SENDERS|CREDITORS|LAST|MEAN|LARGEST|SMALLEST|SPREAD)", Theme.TURNOVER),
)


@cache
def theme_of(feature: F) -> Theme:
    """The theme of a column; `KeyError` when none fits (a test looks at them all)."""
    name = re.sub(r"^[DC]_(?!DEVICES|PHONE)", "", feature.name)
    for form, theme in _FORMS:
        if re.match(form, name):
            return theme
    raise KeyError(feature.name)


def theme_numbers() -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The theme of each column, by its place in the row."""
    return np.array([theme_of(feature) for feature in F], np.int64)
