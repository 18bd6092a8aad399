"""A ring: the last so many of numbered things, each at its number modulo the size."""

from typing import Any

import numpy.typing as npt


def put_ring(ring: npt.NDArray[Any], first: int, items: npt.NDArray[Any]) -> None:
    """Put consecutively numbered items into a ring at least as large as they are many; the oldest make way."""
    begin = first % len(ring)
    end = min(begin + len(items), len(ring))
    ring[begin:end] = items[: end - begin]
    ring[: len(items) - (end - begin)] = items[end - begin :]
