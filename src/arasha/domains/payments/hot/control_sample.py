"""Drawing the control sample: a keyed hash of the payment, so that nobody outside can tell which payments are in it.

Both sides' questions about a payment of one day fall alike, and so does a question that is asked again.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.layout import CONTROL_SAMPLE, FOREIGN_CURRENCY
from arasha.kernel.clock import ALMATY_OFFSET, DAY
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.hashing import mixed
from arasha.kernel.money import tenge

THOUSAND = np.uint64(1000)


class Sample(NamedTuple):
    """How many per mille are drawn, of payments up to how many tiyn, and the key of the hash."""

    per_mille: int
    most: int
    key: np.uint64


def sample(per_mille: int, most_tenge: int, key: bytes) -> Sample:
    """The sample that the settings ask for; of the key the first eight bytes serve."""
    return Sample(per_mille, tenge(most_tenge), np.uint64(int.from_bytes(key[:8], "little")))


@compiled
def draw(asks: Array, wanted: Sample) -> None:
    """Mark the payments that are in the sample, should they come to be held for behaviour alone."""
    for i in range(len(asks)):
        ask = asks[i]
        small = ask["amount"] <= wanted.most and (ask["flags"] & FOREIGN_CURRENCY) == 0
        if small and lot(ask, wanted.key) % THOUSAND < np.uint64(wanted.per_mille):
            ask["flags"] |= CONTROL_SAMPLE


@compiled
def lot(ask: Record, key: Whole) -> Whole:
    """A payment's lot: of its accounts, amount and day."""
    day = np.uint64((ask["paid_at"] + ALMATY_OFFSET) // DAY)
    drawn = mixed(ask["debtor_lo"] ^ mixed(ask["creditor_lo"] ^ key))
    return mixed(drawn ^ mixed(np.uint64(ask["amount"]) ^ mixed(day ^ key)))
