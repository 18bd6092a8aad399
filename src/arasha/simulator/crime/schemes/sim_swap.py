"""A swapped SIM: the victim's number works in another telephone from three in the morning, and so do his codes."""

from arasha.simulator.country.rows import NEW_DEVICE, STEP_UP_PASSED
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Script, Wait
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, somebody
from arasha.simulator.crime.world import World

TASTE: Taste = {"young": 0.3, "grown": 0.8, "settled": 1.0, "old": 0.5}


class SimSwap:
    """Script: a dealer's clerk is bribed to move a number to another card; codes come to the thief; at dawn the account
    is emptied in several payments; the victim has no network and thinks of nothing bad.

    Economics: 200 thousand to 1.5 m tenge, the clerk gets a share in cash; couriers keep 3 to 10 %.
    When banks ask operators for the card's age: the thief waits three days with the card before he pays.
    """

    name = "sim_swap"
    typology = "sim_swap"
    economics = Economics(420_000, 2.0, 5_000_000, (1, 5), (1, 6))

    def script(self, world: World) -> Script:
        """Bribe, swap, empty."""
        count = self.economics.size(world)
        ring = Ring(world, layers(world, count * 2, (2, 4)))
        yield from ring.recruit()
        for _ in range(count):
            yield Wait(world.by_day(0, 2, 4, 9))
            world.beside(self._victim(world, ring))

    def _victim(self, world: World, ring: Ring) -> Script:
        victim = somebody(world, TASTE)
        patient = world.adaptation.known and world.draw.random() < 0.7
        flags = NEW_DEVICE | (STEP_UP_PASSED if world.draw.random() < 0.3 else 0)
        manner = Manner(300_000, flags=flags, doubts=0.0, sim_days=3 if patient else 0, apart=(20, 120))
        if patient:
            yield Wait(world.by_day(3, 3, 4, 9))
        loss = yield from robbed(world, victim, ring, self.economics.loss(world), manner)
        tells(world, victim, loss, self.name, Clues())
