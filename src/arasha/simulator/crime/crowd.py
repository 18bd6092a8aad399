"""The people whom thieves look through: drawn and described many at once, since most are passed over."""

import random
from collections.abc import Callable

import numpy as np

from arasha.simulator.country.institutions import INSTITUTIONS, PLACE
from arasha.simulator.country.people import Country

Fits = Callable[[int, int], float]
AT_ONCE = 512
TRIES = 20_000


class Crowd:
    """An endless shuffled line of people with their ages, the same for the same seed."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self._random = np.random.Generator(np.random.PCG64([country.seed, country.people]))
        self._line: list[tuple[int, int, int]] = []
        self._asks: dict[int, bool] = {}
        self._regions: dict[int, int] = {}

    def next(self) -> tuple[int, int, int]:
        """The next person's number, age and region."""
        if not self._line:
            numbers = self._random.integers(0, self.country.people, AT_ONCE)
            found = self.country.people_of(numbers)
            self._line = list(zip(numbers.tolist(), found.age.tolist(), found.region.tolist(), strict=True))
        return self._line.pop()

    def choose(self, draw: random.Random, fits: Fits) -> int:
        """The next who fits, by a weight of age and region from 0 to 1; `LookupError` where nobody does."""
        for _ in range(TRIES):
            number, age, region = self.next()
            if draw.random() < fits(age, region):
                return number
        raise LookupError("nobody of these ages in the country")

    def asks(self, account: int) -> bool:
        """Does the bank of an account ask the operator how old the payer's SIM card is?"""
        if account not in self._asks:
            self._asks[account] = INSTITUTIONS[PLACE[self.country.account(account).institution]].sim_asked
        return self._asks[account]

    def region(self, person: int) -> int:
        """Where somebody lives."""
        if person not in self._regions:
            self._regions[person] = int(self.country.people_of(np.array([person])).region[0])
        return self._regions[person]
