"""What a script sees of the world: the country, its own luck, the time, its purses, what stands against it."""

import random
from typing import NamedTuple

from arasha.client.schemas import Kind
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, SLOTS, UTC_OFFSET_US
from arasha.simulator.country.sessions import LARGE
from arasha.simulator.crime.adaptation import Adaptation
from arasha.simulator.crime.crowd import Crowd, Fits
from arasha.simulator.crime.ordinary import Ordinary
from arasha.simulator.crime.purses import Purses
from arasha.simulator.crime.steps import Role, Script
from arasha.simulator.crime.truth import Truth

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
TENGE = 100


class Ground(NamedTuple):
    """What all schemes of a run stand on: who is there, how people pay, what thieves have learnt, and the books."""

    crowd: Crowd
    ordinary: Ordinary
    adaptation: Adaptation
    purses: Purses
    truth: Truth


class World:
    """One scheme's view; what its scripts do beside each other is begun with `beside`."""

    def __init__(self, ground: Ground, number: int) -> None:
        self.ground, self.number = ground, number
        self.country: Country = ground.crowd.country
        self.crowd, self.ordinary, self.adaptation = ground.crowd, ground.ordinary, ground.adaptation
        self.draw = random.Random(f"{self.country.seed}:{number}")  # noqa: S311 - a story, no secret
        self.now = 0
        self._begun: list[Script] = []

    def purse(self, account: int) -> int:
        """Stolen money that lies free in an account, as far as the thieves know (tiyn)."""
        return self.ground.purses.free(self.number, account)

    def role(self, account: int, role: Role) -> None:
        """Write down what an account is in this scheme: the truth, which nobody else is told."""
        self.ground.truth.role(account, self.number, role, self.now)

    def beside(self, script: Script) -> None:
        """Let something else of the same scheme go on beside."""
        self._begun.append(script)

    def begun(self) -> list[Script]:
        """What was begun since this was last asked."""
        begun, self._begun = self._begun, []
        return begun

    def after(self, least: float, most: float) -> int:
        """An instant so many seconds from now."""
        return self.now + int(self.draw.uniform(least, most) * SECOND)

    def by_day(self, least_days: float, most_days: float, first: float = 9, last: float = 20) -> int:
        """An instant so many days from now, between two hours of the local day; never before now."""
        day = (self.now + UTC_OFFSET_US + int(self.draw.uniform(least_days, most_days) * DAY_US)) // DAY_US
        at = day * DAY_US + int(self.ordinary.hour(self.draw, first, last) * HOUR) - UTC_OFFSET_US
        return at if at > self.now else at + DAY_US

    def choose(self, fits: Fits) -> int:
        """A person's number, drawn with a weight from 0 to 1 by age and region; `LookupError` where nobody fits."""
        return self.crowd.choose(self.draw, fits)

    def sim_days(self, account: int, amount: int, kind: Kind) -> int:
        """What the bank of an account is told of its holder's SIM card now; -1 where it does not ask."""
        if amount < LARGE or kind in {"merchant", "cash_out"} or not self.crowd.asks(account):
            return -1
        return self.country.sim_days(account // SLOTS, (self.now + UTC_OFFSET_US) // DAY_US)
