"""What an account's circle is like: when it met whom, for how much, and how those behave.

Of a counterparty only the first line of its record is read, as it stood after its own last payment: a look at sixteen
neighbours then costs sixteen lines of memory.
"""

import numpy as np

from arasha.domains.payments.hot.behaviour.figures import HUNDREDTHS, PER_MILLE, part
from arasha.domains.payments.hot.behaviour.strangers import SQUARE_BITS, STRANGER_S, Meeting
from arasha.domains.payments.hot.behaviour_layout import CHUNK, NO_CHUNK, Behaviour
from arasha.domains.payments.hot.layout import NOTHING
from arasha.kernel.compiled import Array, Record, Whole, compiled

DAY = 86_400
WEEK, MONTH = 7 * DAY, 28 * DAY

# Amounts that lie further apart than so many per mille of the one at hand are not alike at all.
FAR = 10_000

# Money passed on is told up to tenfold: who gets little and pays much has money of his own.
TENFOLD = 10.0

# An account with so many new payers in its fading past lives on strangers.
STRANGE = 1.0

# Places in `Behaviour.sums`: what is added up over a circle.
MET_7D, MET_28D, MET_56D, NEAREST, EQUAL, OUT, OUT_MOST, IN, IN_MOST, BOTH, BOTH_MOST = range(11)
SIGNS, SIGNS_MOST, PASSED, PASSED_MOST, MONEY, STRANGE_MONEY = range(11, 17)


@compiled
def describe_strangers(kept: Behaviour, own: Record, way: Whole, met: Meeting, row: Array) -> None:
    """Write the columns of one circle, from the front of `row`, as of the meeting that is about to happen."""
    sums = kept.sums
    for place in range(len(sums)):
        sums[place] = 0.0
    sums[NEAREST] = FAR
    chunk = np.int64(own["newest"][way])
    for _ in range(2):
        if chunk == NO_CHUNK:
            break
        for place in range(CHUNK):
            age = met.second - np.int64(kept.near[chunk, CHUNK + place])
            if age < STRANGER_S:
                was = kept.amounts[chunk, place] >> SQUARE_BITS
                add_meeting(sums, age, was, met.amount)
                add_neighbour(sums, kept.accounts[kept.near[chunk, place]], was)
        chunk = np.int64(own["older"][way])
    tell(sums, row)


@compiled
def add_meeting(sums: Array, age: Whole, was: Whole, amount: Whole) -> None:
    """Add when a counterparty was met, and for how much."""
    sums[MET_7D] += age < WEEK
    sums[MET_28D] += age < MONTH
    sums[MET_56D] += 1
    sums[NEAREST] = min(sums[NEAREST], abs(was - amount) / max(amount, 1) * PER_MILLE)
    sums[EQUAL] += was == amount
    sums[MONEY] += was


@compiled
def add_neighbour(sums: Array, other: Record, was: Whole) -> None:
    """Add how a counterparty behaves."""
    met, meets = np.float64(other["in_new"]), np.float64(other["out_new"])
    signs = np.float64(other["in_signs"]) + np.float64(other["out_signs"])
    passed = min(other["out_sum"] / max(other["in_sum"], 1.0), TENFOLD)
    both = min(met, meets)
    sums[OUT] += meets
    sums[OUT_MOST] = max(sums[OUT_MOST], meets)
    sums[IN] += met
    sums[IN_MOST] = max(sums[IN_MOST], met)
    sums[BOTH] += both
    sums[BOTH_MOST] = max(sums[BOTH_MOST], both)
    sums[SIGNS] += signs
    sums[SIGNS_MOST] = max(sums[SIGNS_MOST], signs)
    sums[PASSED] += passed
    sums[PASSED_MOST] = max(sums[PASSED_MOST], passed)
    sums[STRANGE_MONEY] += was * (met > STRANGE)


@compiled
def tell(sums: Array, row: Array) -> None:
    """Write what was added up over a circle."""
    met = sums[MET_56D]
    row[0] = np.int64(sums[MET_7D])
    row[1] = np.int64(sums[MET_28D])
    row[2] = np.int64(met)
    row[3] = np.int64(sums[NEAREST])
    row[4] = np.int64(sums[EQUAL])
    row[5] = part(sums[OUT], met, HUNDREDTHS)
    row[6] = np.int64(sums[OUT_MOST] * HUNDREDTHS)
    row[7] = part(sums[IN], met, HUNDREDTHS)
    row[8] = np.int64(sums[IN_MOST] * HUNDREDTHS)
    row[9] = part(sums[BOTH], met, HUNDREDTHS)
    row[10] = np.int64(sums[BOTH_MOST] * HUNDREDTHS)
    row[11] = np.int64(sums[SIGNS] * HUNDREDTHS)
    row[12] = np.int64(sums[SIGNS_MOST] * HUNDREDTHS)
    row[13] = part(sums[PASSED], met, PER_MILLE)
    row[14] = np.int64(sums[PASSED_MOST] * PER_MILLE)
    row[15] = part(sums[STRANGE_MONEY], sums[MONEY], PER_MILLE) if met > 0 else NOTHING
