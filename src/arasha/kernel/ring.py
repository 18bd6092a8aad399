"""A ring: the last so many of numbered things, each at its number modulo the size."""

from typing import Any

import numpy as np
import numpy.typing as npt


def put_ring(ring: npt.NDArray[Any], first: int, items: npt.NDArray[Any]) -> None:
    """Put consecutively numbered items into a ring at least as large as they are many; the oldest make way.

    Both lie in one piece. They are copied as bytes: numpy would copy records field by field.
    """
    whole = np.dtype((np.void, ring.itemsize))
    ring, items = ring.view(whole), items.view(whole)
    begin = first % len(ring)
    end = min(begin + len(items), len(ring))
    ring[begin:end] = items[: end - begin]
    ring[: len(items) - (end - begin)] = items[end - begin :]
