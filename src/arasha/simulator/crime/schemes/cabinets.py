"""Entrepreneurs' cabinets handed to others: a shop on the network that sells nothing and is paid like any shop."""

from arasha.simulator.country.living import Work
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Language, Named, Publish, Recruit, Role, Script, Wait
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, somebody
from arasha.simulator.crime.world import World

TASTE: Taste = {"young": 1.0, "grown": 1.0, "settled": 0.6, "old": 0.2}


class Cabinets:
    """Script: somebody on his own account hands his cabinet over for a monthly fee; a site sells cheap goods; buyers
    pay the entrepreneur; the thieves send it on from his cabinet.

    Economics: 10 to 120 thousand tenge a buyer; the entrepreneur keeps up to a tenth and is the first to be asked.
    When identification at operations comes: he passes it himself, on the telephone with them.
    """

    name = "cabinets"
    typology = "false_shop"
    economics = Economics(38_000, 2.0, 500_000, (8, 40), (4, 20))

    def script(self, world: World) -> Script:
        """Get cabinets, open a shop, take payments."""
        count = self.economics.size(world)
        ring = Ring(world, Shape((2, 3)))
        fronts = [self._front(world) for _ in range(max(1, count // 12))]
        for front in fronts:
            yield Recruit(world.now, front // SLOTS, Role.MULE)
        ring.enlist(fronts)
        for _ in range(world.draw.randint(1, 2)):
            ring.enlist([ring.courier() for _ in range(max(2, count // 8))])
        site = f"https://arzan-duken-{world.draw.randrange(10**4)}.example"
        language: Language = world.draw.choice(("kk", "ru"))
        said = {"url": site, "amount": tenge(self.economics.loss(world))}
        text = tell(world.draw, ("publications", self.name), language, said)
        yield Publish(world.after(60, 7_200), "site", site, language, text, (Named("url", site),))
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 8, 24))
            world.beside(self._buyer(world, ring, site))

    def _front(self, world: World) -> int:
        """The business account of somebody on his own account."""
        for _ in range(200):
            number = world.choose(lambda age, _region: float(20 <= age <= 60))
            if world.country.person(number).work is Work.ENTREPRENEUR:
                return number * SLOTS + 1
        raise LookupError("nobody in the country is on his own account")

    def _buyer(self, world: World, ring: Ring, site: str) -> Script:
        victim = somebody(world, TASTE)
        manner = Manner(150_000, channel="web" if world.draw.random() < 0.3 else "mobile", doubts=1.2)
        loss = yield from robbed(world, victim, ring, self.economics.loss(world), manner)
        tells(world, victim, loss, self.name, Clues(url=site))
