"""Tables that begin where a cache line does."""

from typing import Any

import numpy as np

from arasha.kernel.compiled import Array
from arasha.kernel.prefetch import CACHE_LINE


def aligned(length: int, dtype: np.dtype[Any]) -> Array:
    """Zeroed records that begin at a cache line, so that none lies across more lines than it must."""
    raw = np.zeros(length * dtype.itemsize + CACHE_LINE, np.uint8)
    skip = -raw.ctypes.data % CACHE_LINE
    return raw[skip : skip + length * dtype.itemsize].view(dtype)
