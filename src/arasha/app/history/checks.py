"""What a row must be before the engine takes it; the first thing that is wrong with it is its reason."""

import numpy as np

from arasha.app.history.bad_rows import BadRow
from arasha.app.history.columns import Table
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array

LARGEST_AMOUNT = 10**15  # tiyn; more is a slip of the pen, and would not leave the engine room to multiply
EARLIEST, LATEST = 946_684_800 * SECOND, 4_102_444_800 * SECOND  # the years 2000 to 2100: the engine's clock


class Checks:
    """Which rows of a table are good, and why the others are not."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._reasons: list[str] = []
        self._reason = np.full(len(table.lines), -1)

    @property
    def good(self) -> Array:
        """The rows that nothing was said against."""
        found: Array = self._reason < 0
        return found

    def refuse(self, rows: Array, reason: str) -> None:
        """Say why some rows cannot be taken; what was said of a row before stands."""
        self._reason[rows & self.good] = len(self._reasons)
        self._reasons.append(reason)

    def amounts(self, tiyn: Array) -> Array:
        """Whole tiyn, what is less counts as one; 0 where that cannot be."""
        wrong = ~((tiyn > 0) & (tiyn <= LARGEST_AMOUNT))
        self.refuse(wrong, "field `amount` is not an amount above 0 and up to 10^15 tiyn")
        return np.where(wrong, 0, np.maximum(np.rint(np.where(wrong, 0, tiyn)), 1)).astype(np.int64)

    def instants(self, instants: Array) -> Array:
        """Whole µs; the earliest instant where that cannot be."""
        wrong = ~((instants >= EARLIEST) & (instants < LATEST))
        self.refuse(wrong, "field `time` cannot be read, or lies outside the years 2000 to 2099")
        return np.where(wrong, EARLIEST, instants).astype(np.int64)

    def bad(self) -> list[BadRow]:
        """The rows that were refused, and those that never were rows, in the order of lines."""
        refused = [
            BadRow(self._table.path.name, int(self._table.lines[row]), self._reasons[self._reason[row]])
            for row in np.flatnonzero(~self.good)
        ]
        return sorted([*self._table.bad, *refused], key=lambda row: row.line)
