"""An illegal lottery: tickets in a channel, a draw that the organiser makes, small prizes to keep people buying."""

from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Language, Named, Pay, Publish, Role, Script, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, somebody
from arasha.simulator.crime.world import TENGE, World

TASTE: Taste = {"young": 1.0, "grown": 1.0, "settled": 0.8, "old": 0.5}
WINS = 0.12


class Lottery:
    """Script: a channel shows a car; tickets are paid to a card; there are draws, small prizes, and no car.

    Economics: 3 to 25 thousand tenge a buyer, a tenth of it goes back as prizes; hardly anybody complains.
    When the channel is blocked or the card listed: the next channel, the next card, the same people.
    """

    name = "lottery"
    typology = "illegal_lottery"
    economics = Economics(9_000, 1.8, 60_000, (25, 120), (4, 14))

    def script(self, world: World) -> Script:
        """Sell tickets, pay small prizes, sell more."""
        count, draw = self.economics.size(world), world.draw
        ring = Ring(world, Shape((2, 2), (0.5, 0.7), Role.ORGANISER))
        yield from ring.recruit()
        handle = f"@utys_{draw.randrange(1000, 10**5)}"
        language: Language = draw.choice(("kk", "ru"))
        text = tell(draw, ("publications", self.name), language, {"social": handle})
        yield Publish(world.after(0, 3_600), "lottery", handle, language, text, (Named("social", handle),))
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 9, 24))
            world.beside(self._buyer(world, ring, handle))

    def _buyer(self, world: World, ring: Ring, handle: str) -> Script:
        victim = somebody(world, TASTE)
        loss = yield from robbed(world, victim, ring, self.economics.loss(world), Manner(largest=20_000, doubts=0.8))
        if loss.refs and world.draw.random() < WINS:
            yield Wait(world.by_day(1, 4))
            payer = ring.front()
            like = world.ordinary.like(world.draw, "p2p", 500 * TENGE, min(world.purse(payer), 8_000 * TENGE))
            if like:
                yield Pay(world.now, payer, victim.account, like.amount, "p2p", like.channel, like.flags, passes=True)
        else:
            tells(world, victim, loss, self.name, Clues(social=handle))
