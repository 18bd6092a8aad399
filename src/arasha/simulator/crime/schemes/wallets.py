"""Wallets on one-time SIM cards: opened by a message to a number, filled, emptied, dead in three days."""

from arasha.simulator.country.rows import SLOTS, WALLET
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.numbers import one_time
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Message, Role, Script, Wait
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, reached, somebody
from arasha.simulator.crime.world import DAY, World

TASTE: Taste = {"young": 1.0, "grown": 0.8, "settled": 0.5, "old": 0.4}
LIFE = 3 * DAY


class Wallets:
    """Script: wallets are opened in strangers' names by codes that came to SIM cards bought in bulk; victims fill them
    ("a deposit for the flat", "delivery"); what came goes on to other wallets, cash and shops; then the SIM is dead.

    Economics: 15 to 90 thousand tenge a victim; nobody keeps anything, the wallet's named holder knows of nothing.
    When the owner of a wallet must be identified beyond the number: couriers' own wallets.
    """

    name = "wallets"
    typology = "one_time_wallet"
    economics = Economics(34_000, 1.9, 250_000, (3, 12), (1, 3))

    def script(self, world: World) -> Script:
        """Open wallets, have them filled, leave them."""
        count, opened = self.economics.size(world), world.now
        ring = Ring(world, Shape((1, 1), keeps=(0.0, 0.06)))
        ring.enlist([self._wallet(world) for _ in range(max(2, count // 3))], Role.FRONT)
        ring.enlist([self._wallet(world) for _ in range(max(2, count // 4))], Role.FRONT)
        number = one_time(world)
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 9, 22))
            if world.now > opened + LIFE:
                return
            world.beside(self._victim(world, ring, number))

    def _wallet(self, world: World) -> int:
        """A wallet in the name of somebody who has none and will never hear of it."""
        return reached(world, TASTE) * SLOTS + WALLET

    def _victim(self, world: World, ring: Ring, number: int) -> Script:
        victim, loss = somebody(world, TASTE), self.economics.loss(world)
        text = tell(world.draw, ("messages", "deposit"), victim.language, {"amount": tenge(loss)})
        yield Message(world.after(20, 600), f"+{number}", victim.number, "messenger", victim.language, text)
        lost = yield from robbed(world, victim, ring, loss, Manner(largest=90_000, kind="top_up", doubts=1.2))
        tells(world, victim, lost, self.name, Clues(phone=f"+{number}"))
