"""What every scheme is: a name, a typology, its economics, and a script."""

from typing import NamedTuple, Protocol

from arasha.simulator.crime.mules import Shape
from arasha.simulator.crime.steps import Script
from arasha.simulator.crime.world import TENGE, World


class Economics(NamedTuple):
    """What a scheme takes. `take` (tenge) is the median of what one victim loses, two thirds of them lie within a
    factor of `spread` around it; `largest` is the most. `victims`, `days`: how many a campaign has, how long it lasts.
    """

    take: int
    spread: float
    largest: int
    victims: tuple[int, int]
    days: tuple[float, float]

    def loss(self, world: World) -> int:
        """What the next victim is to lose, in tiyn."""
        tenge = self.take * self.spread ** world.draw.gauss(0, 1)
        return int(min(tenge, self.largest)) * TENGE

    def size(self, world: World) -> int:
        """How many victims this campaign will have."""
        return world.draw.randint(*self.victims)

    @property
    def mean_victims(self) -> float:
        """Of a campaign."""
        return (self.victims[0] + self.victims[1]) / 2


class Scheme(Protocol):
    """A way of stealing, as a class that can be read."""

    @property
    def name(self) -> str:
        """As in `docs/reference/schemes.md` and `data/crime/rates.toml`."""
        ...

    @property
    def typology(self) -> str:
        """The kind of offence that statistics would count it under."""
        ...

    @property
    def economics(self) -> Economics:
        """What it takes, of whom, for how long."""
        ...

    def script(self, world: World) -> Script:
        """What the organiser does; whatever else goes on is begun beside."""
        ...


def layers(world: World, victims: int, depth: tuple[int, int]) -> Shape:
    """A ring large enough for so many victims: some three of them to a first account, fewer accounts further down."""
    first = max(2, round(victims / 3))
    deep = world.draw.randint(*depth)
    return Shape(tuple(max(2, round(first * 0.8**layer)) for layer in range(deep)))
