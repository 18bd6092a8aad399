"""What a country does of its own accord day after day, in the order of time, from an instant on."""

from collections.abc import Callable, Iterator

import numpy as np

from arasha.simulator.country.draws import Array, Record
from arasha.simulator.country.rows import midnight
from arasha.simulator.live.crowd import day_of


class Daily:
    """Rows with a `time` (µs), made a day at a time."""

    def __init__(self, of_day: Callable[[int], Array], begin: int) -> None:
        """`of_day` makes the rows of a day, in the order of time; those before `begin` are passed over."""
        self._of_day, self._from = of_day, begin
        self._day = day_of(begin)
        self._rows: Array | None = None

    def go_on_from(self, instant: int) -> None:
        """What was due before this instant has been dealt with."""
        self._from = max(self._from, instant)
        if day_of(self._from) > self._day:
            self._turn_to(day_of(self._from))

    def due(self, now: int) -> Iterator[Record]:
        """What is due up to now. A row counts as dealt with when the next is asked for: else it comes again."""
        while midnight(self._day) <= now:
            if self._rows is None:
                self._rows = self._of_day(self._day)
            begin, end = np.searchsorted(self._rows["time"], (self._from, now + 1))
            for row in self._rows[begin:end]:
                yield row
                self._from = int(row["time"]) + 1
            if midnight(self._day + 1) > now:
                return
            self._turn_to(self._day + 1)

    def _turn_to(self, day: int) -> None:
        self._day, self._rows = day, None
