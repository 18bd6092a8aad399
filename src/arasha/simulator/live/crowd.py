"""The ordinary payments of a country, in the order of time, from an instant on: day after day, as they are due."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from arasha.client.schemas import Payment
from arasha.simulator.country import payments, wire
from arasha.simulator.country.draws import Array
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, PAYMENT, UTC_OFFSET_US

NEVER = 2**62


class Ordinary(NamedTuple):
    """An ordinary payment: as the centre is asked about it, and as the country knows it."""

    payment: Payment
    debtor: int
    creditor: int
    at: int


def name_of(seed: int, *what: int) -> str:
    """A payment's id, by which nobody can tell an ordinary one from a thief's."""
    return hashlib.blake2b(repr((seed, what)).encode(), digest_size=12).hexdigest()


def day_of(us: int) -> int:
    """The local day (counted from 1 January 1970) of an instant."""
    return (us + UTC_OFFSET_US) // DAY_US


class Crowd:
    """Everybody's payments; `share` of the people take part, 0 to 1."""

    def __init__(self, country: Country, begin: int, share: float = 1.0) -> None:
        """From `begin` on (µs); what is due at that instant is the first."""
        self._country, self._last = country, int(country.people * share)
        self._day = day_of(begin)
        self._rows = self._of_day()
        self._place = int(np.searchsorted(self._rows["time"], begin))

    def next_at(self) -> int:
        """When the next payment is due, µs; of a country where nobody pays: never."""
        for _ in range(2):
            if self._place < len(self._rows):
                return int(self._rows["time"][self._place])
            self._next_day()
        return NEVER

    def due(self, until: int, most: int = 2_000) -> Iterator[Ordinary]:
        """The payments up to an instant (excluded), at most so many."""
        for _ in range(most):
            if self.next_at() >= until:
                return
            row, place = self._rows[self._place], self._place
            self._place += 1
            named = name_of(self._country.seed, self._day, place)
            yield Ordinary(
                wire.payment(self._country, row, named), int(row["debtor"]), int(row["creditor"]), int(row["time"])
            )

    def _next_day(self) -> None:
        self._day += 1
        self._rows, self._place = self._of_day(), 0

    def _of_day(self) -> Array:
        if not self._last:
            return np.empty(0, PAYMENT)
        return payments.day_payments(self._country, self._day, 0, self._last)
