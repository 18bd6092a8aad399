"""A false investment site: a "personal manager", a balance that grows on a screen, a fee to get it out."""

from arasha.simulator.crime.adaptation import Evasion
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.numbers import Line, calls, foreign
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Language, Message, Named, Pay, Publish, Script, Source, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Loss, Manner, robbed
from arasha.simulator.crime.victims import Taste, Victim, somebody
from arasha.simulator.crime.world import World

TASTE: Taste = {"young": 0.4, "grown": 0.8, "settled": 1.0, "old": 0.6}
STEPS = (0.06, 0.22, 0.42, 0.30)  # of what a victim loses: a trial, then more, then a "tax" to get it out
SITES = ("aldar-capital", "samruk-invest", "tulpar-trade", "altyn-saqa-fund")


class Investment:
    """Script: an advertisement leads to a site; a manager calls from abroad; the victim pays a trial sum, is shown a
    gain and once paid a little of it, pays more over weeks, at last a tax to get it out.

    Economics: 0.35 to 2.4 m tenge in three or four steps; one trial in three is paid back a tenth, so that he believes.
    When calls are verified: messengers only. When payments are screened: the manager tells what to answer.
    """

    name = "investment"
    typology = "false_investment"
    economics = Economics(900_000, 2.6, 9_000_000, (4, 18), (10, 40))

    def script(self, world: World) -> Script:
        """Put the site up, then lead one victim after another."""
        count = self.economics.size(world)
        ring = Ring(world, layers(world, count, (2, 4)))
        yield from ring.recruit()
        site = f"https://{world.draw.choice(SITES)}-{world.draw.randrange(1000)}.example"
        for language in LANGUAGES:
            text = tell(world.draw, ("publications", "investment"), language, {"url": site})
            yield Publish(world.after(60, 7_200), "site", site, language, text, (Named("url", site),))
        for _ in range(count):
            yield Wait(world.by_day(0, self.economics.days[0] / count * 2, 9, 21))
            world.beside(self._victim(world, ring, site))

    def _victim(self, world: World, ring: Ring, site: str) -> Script:
        victim, number, lost = somebody(world, TASTE), foreign(world), Loss()
        silent = world.adaptation.knows(Evasion.MESSENGERS)
        total = self.economics.loss(world)
        for place, share in enumerate(STEPS):
            if not silent and not (yield calls(world, Line(world, Source.SIP), victim.number, (300, 2_400))).done:
                break
            text = tell(world.draw, ("messages", self.name), victim.language, {"site": site})
            yield Message(world.after(60, 3_600), f"+{number}", victim.number, "messenger", victim.language, text)
            paid = yield from robbed(world, victim, ring, int(total * share), Manner(largest=400_000, doubts=0.8))
            lost.amount += paid.amount
            lost.refs += paid.refs
            lost.paid += paid.paid
            if paid.stopped:
                break
            if place == 0:
                yield from self._gain(world, ring, victim, paid)
            yield Wait(world.by_day(2, 9, 9, 21))
        tells(world, victim, lost, self.name, Clues(phone=f"+{number}", url=site))

    def _gain(self, world: World, ring: Ring, victim: Victim, paid: Loss) -> Script:
        """The first "gain" is really paid out of what lies with a courier."""
        payer = world.draw.choice(paid.paid) if paid.paid else ring.front()
        like = world.ordinary.like(world.draw, "p2p", 1, min(world.purse(payer), paid.amount // 5))
        if like and world.draw.random() < 0.35:
            sim = world.sim_days(payer, like.amount, "p2p")
            yield Pay(
                world.after(20, 90), payer, victim.account, like.amount, "p2p", like.channel, like.flags, passes=True,
                sim_days=sim,
            )  # fmt: skip


LANGUAGES: tuple[Language, ...] = ("kk", "ru")
