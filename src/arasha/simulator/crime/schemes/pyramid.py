"""A pyramid: early depositors are paid out of later ones' money, tell their friends, and at the end nobody is."""

from dataclasses import dataclass

from arasha.simulator.country.geography import REGIONS
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring, Shape
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Language, Message, Named, Pay, Publish, Role, Script, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Loss, Manner, robbed
from arasha.simulator.crime.victims import Taste, Victim, somebody, victim_of
from arasha.simulator.crime.world import TENGE, World

TASTE: Taste = {"young": 0.5, "grown": 1.0, "settled": 1.0, "old": 0.7}
INTEREST = (0.08, 0.20)  # a month
PAID_EARLY = 0.35  # the first of them, who are really paid for a while
BROUGHT = 0.55  # depositors who come because somebody whom they know told them


@dataclass
class Deposit:
    """What somebody has put in, and what he got back so far (tiyn)."""

    victim: Victim
    loss: Loss
    back: int = 0


@dataclass(frozen=True)
class Pyramid:
    """Script: a channel promises interest; deposits are gathered on a few accounts; the first third is paid interest
    and brings friends; the organisers take the rest out; one day nobody answers any more, and then people complain.

    Economics: deposits of 170 to 840 thousand tenge; a tenth goes back as interest; the organisers keep all else.
    When drops are listed or payments screened: more and fresher collecting accounts; payouts make payees look usual.
    """

    name: str
    typology: str
    economics: Economics
    regions: tuple[int, int]

    def script(self, world: World) -> Script:
        """Gather, pay the first, vanish."""
        draw, count = world.draw, self.economics.size(world)
        ring = Ring(world, Shape((max(2, count // 60 + 1), max(2, count // 40)), (0.30, 0.45), Role.ORGANISER))
        yield from ring.recruit()
        regions = set(draw.sample(range(len(REGIONS)), draw.randint(*self.regions)))
        handle = f"@{draw.choice(('elimai', 'baqyt', 'berekeli', 'qazyna'))}_{draw.randrange(1000, 10_000)}"
        yield self._channel(world, handle)
        days, deposits = draw.uniform(*self.economics.days), list[Deposit]()
        world.beside(self._collapse(world, deposits, handle, days))
        for place in range(count):
            yield Wait(world.by_day(0, 2 * days / count, 8, 23))
            world.beside(self._depositor(world, ring, regions, deposits, early=place < count * PAID_EARLY))

    def _channel(self, world: World, handle: str) -> Publish:
        language: Language = world.draw.choice(("kk", "ru"))
        text = tell(world.draw, ("publications", "pyramid"), language, {"social": handle})
        return Publish(world.after(0, 3_600), "channel", handle, language, text, (Named("social", handle),))

    def _depositor(
        self, world: World, ring: Ring, regions: set[int], deposits: list[Deposit], *, early: bool
    ) -> Script:
        victim = self._newcomer(world, regions, deposits)
        world.role(victim.account, Role.DEPOSITOR)
        loss = yield from robbed(
            world, victim, ring, self.economics.loss(world), Manner(largest=300_000, doubts=0.6, apart=(60, 900))
        )
        if not loss.refs:
            return
        deposit = Deposit(victim, loss)
        deposits.append(deposit)
        for _ in range(world.draw.randint(1, 3) if early else 0):
            yield Wait(world.by_day(12, 30, 10, 19))
            payer = ring.front()
            wanted = int(loss.amount * world.draw.uniform(*INTEREST))
            like = world.ordinary.like(world.draw, "p2p", wanted // 2, wanted)
            if like and world.purse(payer) >= like.amount:
                sim = world.sim_days(payer, like.amount, "p2p")
                answer = yield Pay(
                    world.now, payer, victim.account, like.amount, "p2p", like.channel, like.flags, passes=True,
                    sim_days=sim,
                )  # fmt: skip
                deposit.back += answer.amount

    def _newcomer(self, world: World, regions: set[int], deposits: list[Deposit]) -> Victim:
        """Somebody's friend, or a reader of the channel."""
        if deposits and world.draw.random() < BROUGHT:
            friends = world.country.person(world.draw.choice(deposits[-50:]).victim.number).contacts
            found = victim_of(world, world.draw.choice(friends)) if friends else None
            if found:
                return found
        return somebody(world, TASTE, regions)

    def _collapse(self, world: World, deposits: list[Deposit], handle: str, days: float) -> Script:
        """The end: a last message, and silence; who got less than he gave may complain."""
        yield Wait(world.by_day(days, days + 5))
        for deposit in deposits:
            text = tell(world.draw, ("messages", "collapse"), deposit.victim.language, {"social": handle})
            yield Message(world.now, handle, deposit.victim.number, "social", deposit.victim.language, text)
            if deposit.back < deposit.loss.amount - 1_000 * TENGE:
                tells(world, deposit.victim, deposit.loss, "pyramid", Clues(social=handle))


PYRAMID = Pyramid("pyramid", "pyramid", Economics(380_000, 2.2, 4_000_000, (25, 160), (20, 75)), regions=(1, 5))

# «Елімай-2019»: 3 000 people in eight regions, 1.5 bn tenge, half a million each.
ELIMAI = Pyramid("elimai", "pyramid", Economics(380_000, 2.1, 5_000_000, (3_000, 3_000), (150, 240)), regions=(8, 8))
