"""A page that looks like a bank's: who logs in there has given his cabinet away."""

from arasha.simulator.country.rows import NEW_DEVICE, STEP_UP_FAILED
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.numbers import one_time
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Language, Message, Named, Publish, Script, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import EVERYBODY, reached, somebody
from arasha.simulator.crime.world import World

PAGES = ("aldar-kose-login", "er-tostik-kabinet", "pochta-tolem", "airyl-shtraf")
IGNORED = (3, 12)  # messages that nobody follows, to one who does
SEEN_NEW = 0.6  # cabinets taken over of which the bank sees that the device is a new one


class Phishing:
    """Script: a page in a bank's colours, messages with a link, a code that the victim types in himself; then the thief
    pays from another device, while the victim sleeps or works.

    Economics: what lies in the account, 40 to 500 thousand tenge; couriers keep 3 to 10 %.
    When payments are screened: smaller payments, payees warmed up; step-up by biometrics he cannot pass.
    """

    name = "phishing"
    typology = "account_takeover"
    economics = Economics(120_000, 2.3, 2_000_000, (3, 20), (2, 8))

    def script(self, world: World) -> Script:
        """Put the page up, send messages, empty cabinets."""
        count = self.economics.size(world)
        ring = Ring(world, layers(world, count, (2, 4)))
        yield from ring.recruit()
        page = f"https://{world.draw.choice(PAGES)}-{world.draw.randrange(1000)}.example"
        language: Language = world.draw.choice(("kk", "ru"))
        text = tell(world.draw, ("publications", self.name), language, {"url": page})
        yield Publish(world.after(60, 7_200), "page", page, language, text, (Named("url", page),))
        sender = one_time(world)
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 8, 23))
            for _ in range(world.draw.randint(*IGNORED)):
                yield self._message(world, sender, page, reached(world, EVERYBODY), language)
            world.beside(self._victim(world, ring, page, sender))

    def _message(self, world: World, sender: int, page: str, to: int, language: Language) -> Message:
        text = tell(world.draw, ("messages", self.name), language, {"site": page})
        return Message(world.after(1, 40), f"+{sender}", to, "sms", language, text)

    def _victim(self, world: World, ring: Ring, page: str, sender: int) -> Script:
        victim = somebody(world, EVERYBODY)
        yield self._message(world, sender, page, victim.number, victim.language)
        yield Wait(world.after(300, 20_000))
        total = min(self.economics.loss(world), max(world.country.balance(victim.account), self.economics.take * 30))
        flags = NEW_DEVICE if world.draw.random() < SEEN_NEW else 0
        if flags and world.draw.random() < 0.2:
            flags |= STEP_UP_FAILED
        loss = yield from robbed(world, victim, ring, total, Manner(110_000, flags=flags, doubts=0.0, apart=(15, 90)))
        tells(world, victim, loss, self.name, Clues(phone=f"+{sender}", url=page))
