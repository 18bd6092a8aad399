"""A hacked messenger account: a "friend" asks for help until tomorrow."""

from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Message, Script, Wait
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import EVERYBODY, reached, victim_of
from arasha.simulator.crime.world import World

BELIEVES = 0.45  # friends who pay, of those who are written to


class Friend:
    """Script: an account is hacked, all its contacts are asked for a loan until tomorrow, some pay a stranger's card.

    Economics: 15 to 120 thousand tenge a friend, one or two payments; couriers keep 3 to 10 %.
    When drops are listed: the card of an innocent seller. Nothing is called, so verified calls change nothing.
    """

    name = "friend"
    typology = "messenger_takeover"
    economics = Economics(45_000, 1.9, 300_000, (2, 8), (0.5, 2))

    def script(self, world: World) -> Script:
        """Hack one account after another, until so many friends have paid."""
        count, asked = self.economics.size(world), 0
        ring = Ring(world, layers(world, count, (1, 3)))
        yield from ring.recruit()
        while asked * BELIEVES < count:
            owner = world.country.person(reached(world, EVERYBODY))
            friends = [each for each in owner.contacts if world.draw.random() < 0.8]
            asked += max(1, len(friends))
            for friend in friends:
                world.beside(self._friend(world, ring, owner.number, friend))
            yield Wait(world.by_day(0, 1, 9, 22))

    def _friend(self, world: World, ring: Ring, owner: int, friend: int) -> Script:
        victim, handle = victim_of(world, friend), f"@dos_{owner}"
        if victim is None:
            return
        loss = self.economics.loss(world)
        text = tell(world.draw, ("messages", self.name), victim.language, {"amount": tenge(loss)})
        yield Message(world.after(20, 5_400), handle, friend, "messenger", victim.language, text)
        if world.draw.random() < BELIEVES:
            yield Wait(world.after(120, 5_000))
            lost = yield from robbed(world, victim, ring, loss, Manner(largest=120_000, doubts=1.4))
            tells(world, victim, lost, self.name, Clues(social=handle))
