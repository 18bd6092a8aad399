"""A false advertisement: car parts that do not exist, paid in advance to a stranger's card."""

from dataclasses import dataclass

from arasha.simulator.country.geography import REGIONS
from arasha.simulator.country.institutions import MARKETPLACES
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.numbers import one_time
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Call, Language, Message, Named, Publish, Script, Source, Wait
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, somebody
from arasha.simulator.crime.world import World

TASTE: Taste = {"young": 0.8, "grown": 1.0, "settled": 0.7, "old": 0.3}
GOODS = ("engine", "gearbox", "wheels", "phone", "stove", "sofa")


@dataclass(frozen=True)
class Advertisement:
    """Script: the same advertisement under many numbers; who calls is asked for an advance to a card; then the number
    is thrown away, and the next one used.

    Economics: an advance of 20 to 150 thousand tenge; no couriers but the cards' holders, who are paid by the card.
    When drops are listed: new cards; when payments are screened: smaller advances. Warnings stop few: goods are cheap.
    """

    name: str
    typology: str
    economics: Economics
    sims: tuple[int, int]  # least and most SIM cards
    cards: tuple[int, int]
    regions: tuple[int, int]  # in how many regions its victims live

    def script(self, world: World) -> Script:
        """Advertise, answer calls, take advances, throw the number away."""
        draw = world.draw
        ring = Ring(world, Shape((draw.randint(*self.cards), draw.randint(1, 2))))
        yield from ring.recruit()
        numbers = [one_time(world) for _ in range(draw.randint(*self.sims))]
        regions = set(draw.sample(range(len(REGIONS)), draw.randint(*self.regions)))
        count, goods = self.economics.size(world), draw.choice(GOODS)
        for place in range(count):
            number = numbers[place * len(numbers) // count]  # used one after another
            if place == 0 or number != numbers[(place - 1) * len(numbers) // count]:
                yield self._publish(world, goods, number)
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 9, 22))
            world.beside(self._victim(world, ring, regions, number))

    def _publish(self, world: World, goods: str, number: int) -> Publish:
        language: Language = world.draw.choice(("kk", "ru", "ru"))
        place = world.draw.choice(MARKETPLACES)
        said = {"amount": tenge(self.economics.loss(world)), "phone": f"+{number}"}
        what = tell(world.draw, ("publications", goods), language, {})
        text = f"{what} {tell(world.draw, ('publications', 'advertised'), language, said)}"
        address = f"https://{MARKETPLACES.index(place)}.bazar.example/ad/{world.draw.randrange(10**8)}"
        return Publish(world.after(60, 3_600), "ad", address, language, text, (Named("phone", f"+{number}"),))

    def _victim(self, world: World, ring: Ring, regions: set[int], number: int) -> Script:
        victim = somebody(world, TASTE, regions)
        talk = Call(
            world.after(10, 300), number, victim.number, "domestic", world.draw.randint(60, 400), Source.HANDSET
        )
        if not (yield talk).done:
            return
        loss = self.economics.loss(world)
        text = tell(world.draw, ("messages", "advance"), victim.language, {"amount": tenge(loss)})
        yield Message(world.after(60, 900), f"+{number}", victim.number, "messenger", victim.language, text)
        lost = yield from robbed(world, victim, ring, loss, Manner(largest=150_000, doubts=1.1))
        tells(world, victim, lost, "advertisement", Clues(phone=f"+{number}"))


ADVERTISEMENT = Advertisement(
    "advertisement", "false_advertisement", Economics(48_000, 2.1, 400_000, (3, 30), (2, 20)),
    sims=(1, 8), cards=(2, 6), regions=(3, 12),
)  # fmt: skip

# The pair from Kostanay: 34 frauds, victims in seven regions; 13 SIM cards and 9 bank cards were seized.
KOSTANAY = Advertisement(
    "kostanay", "false_advertisement", Economics(60_000, 1.9, 400_000, (34, 34), (20, 45)),
    sims=(13, 13), cards=(9, 9), regions=(7, 7),
)  # fmt: skip
