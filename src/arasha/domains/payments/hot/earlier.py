"""Rows of the journal as earlier programs wrote them, so that a gateway can be renewed over its journal.

A row has no version of its own: its size tells. What an earlier program did not know is 0 in a row: not given, not set.
"""

from typing import Any

import numpy as np

from arasha.kernel.answered import QUESTION
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Unavailable

# Up to 64 rules, and without the identifiers that accounts share.
_ASK_OF_0_1 = np.dtype(
    [
        ("debtor_lo", "u8"), ("debtor_hi", "u8"), ("creditor_lo", "u8"), ("creditor_hi", "u8"),
        ("sequence", "i8"), ("first", "i8"), ("amount", "i8"), ("paid_at", "i8"), ("arrived_at", "i8"),
        ("kind", "i2"), ("channel", "i2"), ("debtor_party", "i2"), ("creditor_party", "i2"),
        ("sim_swap_days", "i2"), ("step_up", "i2"), ("debtor_tier", "i2"), ("creditor_tier", "i2"),
        ("device_tier", "i2"), ("flags", "i2"), ("spare", "i4"),
    ]
)  # fmt: skip
_DECISION_OF_0_1 = np.dtype([("live", "u8"), ("shadow", "u8"), ("score", "i4"), ("tier", "i2"), ("verdict", "i2")])
ROW_OF_0_1 = np.dtype(
    [
        ("ask", _ASK_OF_0_1), ("asker", "i8"), ("decision", _DECISION_OF_0_1), ("question", QUESTION),
        ("event", QUESTION), ("book", "i8"), ("expires_at", "i8"),
    ]
)  # fmt: skip

# Without stolen money.
_ASK_OF_0_2 = np.dtype(
    [
        *((name, _ASK_OF_0_1[name]) for name in _ASK_OF_0_1.names or ()),
        ("device", "u8"), ("address", "u8"), ("debtor_phone", "u8"), ("creditor_phone", "u8"),
    ]
)  # fmt: skip
_DECISION_OF_0_2 = np.dtype(
    [
        ("live", "u8"), ("live_more", "u8"), ("shadow", "u8"), ("shadow_more", "u8"),
        ("why", "u4"), ("score", "i4"), ("tier", "i2"), ("verdict", "i2"), ("firm", "i4"),
    ]
)  # fmt: skip
ROW_OF_0_2 = np.dtype(
    [
        ("ask", _ASK_OF_0_2), ("asker", "i8"), ("decision", _DECISION_OF_0_2), ("question", QUESTION),
        ("event", QUESTION), ("book", "i8"), ("expires_at", "i8"),
    ]
)  # fmt: skip

_EARLIER = {row.itemsize: row for row in (ROW_OF_0_1, ROW_OF_0_2)}


class UnknownRows(Unavailable):
    """The journal was written by a program that this one does not know."""

    code, title = "journal-of-another-version", "The journal was written by another version."


def widened(content: bytes, row: np.dtype[Any], size: int) -> Array:
    """Rows of an earlier size as rows of today's type; `UnknownRows` when no earlier program wrote such."""
    if size not in _EARLIER:
        raise UnknownRows(
            f"a row of the journal has {size} bytes, this version reads {row.itemsize} and {sorted(_EARLIER)}: "
            "start the version that wrote it, let it drain the journal, and renew it then"
        )
    kept = np.frombuffer(content, _EARLIER[size])
    rows = np.zeros(len(kept), row)
    _copy(kept, rows)
    return rows


def _copy(kept: Array, rows: Array) -> None:
    """Copy records field by field, by name, also those inside others."""
    for name in kept.dtype.names or ():
        if kept.dtype[name].names:
            _copy(kept[name], rows[name])
        else:
            rows[name] = kept[name]
