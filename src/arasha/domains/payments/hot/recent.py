"""The feature rows of the latest payments, at hand when the other side asks about one of them.

Batches are kept as they come, not copied: a row is larger than everything else that a payment touches.
"""

from bisect import bisect_right

from arasha.kernel.compiled import Array

# How many spent batches are carried along before the lists are cut.
SPENT = 1_024


class Recent:
    """Rows by the sequence of their payment; the oldest batch goes when there are more than `most` rows without it."""

    def __init__(self, most: int) -> None:
        self._most, self._rows, self._begin = most, 0, 0
        self._firsts: list[int] = []
        self._batches: list[Array | None] = []

    def put(self, first: int, rows: Array) -> None:
        """Keep the rows of payments that follow each other, `first` and on; nobody may write to them any more."""
        self._firsts.append(first)
        self._batches.append(rows)
        self._rows += len(rows)
        while (oldest := self._batches[self._begin]) is not None and self._rows - len(oldest) >= self._most:
            self._rows -= len(oldest)
            self._batches[self._begin] = None
            self._begin += 1
        if self._begin > SPENT:
            del self._firsts[: self._begin], self._batches[: self._begin]
            self._begin = 0

    def get(self, sequence: int) -> Array | None:
        """The row of a payment; None when it is too long ago, or was never put."""
        at = bisect_right(self._firsts, sequence) - 1
        rows = self._batches[at] if at >= 0 else None
        if rows is None or sequence - self._firsts[at] >= len(rows):
            return None
        row: Array = rows[sequence - self._firsts[at]]
        return row
