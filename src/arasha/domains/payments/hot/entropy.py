"""How evenly counts are spread, in thousandths of a bit, by whole-number arithmetic.

The entropy of counts c that sum to n is log2 n - (sum of c log2 c)/n (Shannon 1948, §6). The sum is kept up exactly as
payments come and go: one that makes a count c into c+1 adds `weight(c+1) - weight(c)`, one that leaves takes it away.
"""

import numpy as np

from arasha.kernel.compiled import Whole, compiled

# Weights are in 1024ths; counts beyond the table are halved until they are in it.
SCALE = 1024
TABLED = 4096
MILLI = 1000

_counts = np.arange(TABLED)
_logarithms = np.zeros(TABLED)
_logarithms[1:] = np.log2(_counts[1:])
LOG2 = np.rint(_logarithms * SCALE).astype(np.int64)
WEIGHT = np.rint(_counts * _logarithms * SCALE).astype(np.int64)


@compiled
def step(count: Whole) -> Whole:
    """What the sum gains when a count goes from `count` to one more; beyond the table as at its end."""
    low: Whole = min(np.int64(count), TABLED - 2)
    return WEIGHT[low + 1] - WEIGHT[low]


@compiled
def log2(number: Whole) -> Whole:
    """The binary logarithm of a whole number, in 1024ths; 0 of 0."""
    halved, rest = 0, np.int64(number)
    while rest >= TABLED:
        rest >>= 1
        halved += 1
    return LOG2[rest] + halved * SCALE


@compiled
def entropy(total: Whole, weights: Whole) -> Whole:
    """The entropy of counts that sum to `total`, their steps to `weights`, in thousandths of a bit; -1 of none."""
    if total <= 0:
        return -1
    counted = np.int64(total)
    return max(log2(counted) * counted - weights, 0) * MILLI // (counted * SCALE)
