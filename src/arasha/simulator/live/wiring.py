"""A country that remembers whose accounts are whose: it is asked about the same ones thousands of times."""

from dataclasses import dataclass
from functools import lru_cache

from arasha.simulator.country.accounts import Account
from arasha.simulator.country.people import Country

MOST = 500_000


@dataclass(frozen=True)
class Remembering(Country):
    """The same country, which looks an account up once."""

    def account(self, number: int) -> Account:
        """An account by its number."""
        return _account(Country(self.seed, self.people), number)


@lru_cache(MOST)
def _account(country: Country, number: int) -> Account:
    return country.account(number)
