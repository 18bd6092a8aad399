"""A report as a weapon: stolen money goes through an honest seller, whose account is then held to ransom."""

from arasha.simulator.country.living import Work
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.numbers import one_time
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Complain, Message, Named, Pay, Role, Script, Wait
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import EVERYBODY, somebody, victim_of
from arasha.simulator.crime.world import TENGE, World

PAYS_RANSOM = 0.3
FALSE_REPORT = 0.5


class Weaponised:
    """Script: a victim is made to pay an honest seller for goods that the thief fetches; or a thief buys for a little
    and reports "a theft". The seller's account is held; a message offers to lift it for a ransom; some pay.

    Economics: goods for 30 to 150 thousand tenge, a ransom of as much. Seen in South Korea as "account blackmail".
    It is itself the evasion of lists of drops and of holds. Against it: only the stolen amount is held, by the clock.
    """

    name = "weaponised"
    typology = "account_blackmail"
    economics = Economics(55_000, 1.8, 300_000, (1, 4), (1, 5))

    def script(self, world: World) -> Script:
        """One seller after another."""
        ring = Ring(world, Shape((2,)))
        yield from ring.recruit()
        for _ in range(self.economics.size(world)):
            yield Wait(world.by_day(0, 2, 9, 20))
            seller = self._seller(world)
            world.role(seller, Role.RELAY)
            if world.draw.random() < FALSE_REPORT:
                yield from self._reports(world, ring, seller)
            else:
                world.beside(self._sends(world, seller))
            world.beside(self._blackmails(world, ring, seller))

    def _seller(self, world: World) -> int:
        for _ in range(300):
            person = world.country.person(world.choose(lambda age, _region: float(20 <= age <= 60)))
            if person.work is Work.ENTREPRENEUR:
                return person.number * SLOTS
        raise LookupError("nobody in the country is on his own account")

    def _sends(self, world: World, seller: int) -> Script:
        """A real victim pays the seller, who hands his goods to the thief."""
        victim, number, relay = somebody(world, EVERYBODY), one_time(world), Ring(world, Shape(()))
        relay.enlist([seller], Role.RELAY)
        loss = yield from robbed(world, victim, relay, self.economics.loss(world), Manner(120_000))
        tells(world, victim, loss, "advertisement", Clues(phone=f"+{number}"))

    def _reports(self, world: World, ring: Ring, seller: int) -> Script:
        """A thief buys for a little from his own mule's account, and says that he was robbed."""
        buyer = ring.front()
        like = world.ordinary.like(world.draw, "p2p", 3_000 * TENGE, 30_000 * TENGE)
        if like is None:
            return
        sim = world.sim_days(buyer, like.amount, "p2p")
        answer = yield Pay(
            world.after(60, 3_600), buyer, seller, like.amount, "p2p", like.channel, like.flags, sim_days=sim
        )
        liar = victim_of(world, buyer // SLOTS)
        if answer.done and liar:
            iban = Named("iban", world.country.account(seller).name)
            said = {"iban": iban.value, "amount": tenge(like.amount)}
            text = tell(world.draw, ("complaints", self.name), liar.language, said)
            at = world.after(1_800, 14_400)
            yield Complain(at, liar.number, "bank", liar.language, text, (answer.ref,), (iban,))

    def _blackmails(self, world: World, ring: Ring, seller: int) -> Script:
        """The seller is offered to have his account back."""
        yield Wait(world.after(20_000, 90_000))
        found, ransom = victim_of(world, seller // SLOTS), self.economics.loss(world)
        if found is None:
            return
        number, said = one_time(world), {"amount": tenge(ransom)}
        text = tell(world.draw, ("messages", self.name), found.language, said)
        yield Message(world.now, f"+{number}", found.number, "messenger", found.language, text)
        if world.draw.random() < PAYS_RANSOM:
            loss = yield from robbed(world, found, ring, ransom, Manner(largest=90_000))
            tells(world, found, loss, "ransom", Clues(phone=f"+{number}"))
