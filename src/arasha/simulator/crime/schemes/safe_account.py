"""A call from "the bank's security": a loan is talked into, and everything sent to a "safe account"."""

from collections.abc import Generator

from arasha.simulator.country.portal import Act
from arasha.simulator.country.rows import ACTIVE_CALL
from arasha.simulator.crime.adaptation import Evasion
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.lifting import lifted
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.numbers import Line, calls, line
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Answer, Borrow, Leak, Message, Said, Script, Step, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, Victim, reached, somebody
from arasha.simulator.crime.world import TENGE, World

TASTE: Taste = {"young": 0.35, "grown": 0.5, "settled": 0.8, "old": 1.0}
FAILED_CALLS = (2, 7)  # people who hang up, to one who believes
BORROWS = 0.45
LARGEST = 400_000  # tenge at once
CARELESS = "SHOPANKZ"  # the lender of whom callers say that it does not ask


class SafeAccount:
    """Script: a leak names people; a caller from abroad shows a domestic number, frightens, hands over to "an officer",
    has a loan taken and the money sent in parts, and calls the next day for the rest.

    Economics: two in three victims lose between 0.2 and 1.4 m tenge; couriers keep 3 to 10 %.
    When calls are verified: foreign numbers, SIM-boxes, messengers. When credit is refused: lenders that do not ask,
    and the victim is pushed to lift. When payments are screened: he is told what to answer, and sends small amounts.
    """

    name = "safe_account"
    typology = "social_engineering"
    economics = Economics(520_000, 2.7, 9_000_000, (4, 14), (2, 9))

    def script(self, world: World) -> Script:
        """Prepare couriers and a list, then call one victim after another."""
        count = self.economics.size(world)
        ring = Ring(world, layers(world, count, (2, 5)))
        yield from ring.recruit()
        yield Leak(
            world.now, world.draw.choice(("shop", "clinic", "delivery", "employer")), world.draw.randint(400, 90_000)
        )
        centre = line(world)
        for _ in range(count):
            yield Wait(world.by_day(0, self.economics.days[1] / count, 9, 21))
            yield from self._hang_up(world, centre)
            world.beside(self._victim(world, ring, centre))

    def _hang_up(self, world: World, centre: Line) -> Script:
        """Most people do not believe it: those calls are there all the same."""
        for _ in range(world.draw.randint(*FAILED_CALLS)):
            yield calls(world, centre, reached(world, TASTE), (5, 70))

    def _victim(self, world: World, ring: Ring, centre: Line) -> Script:
        """One victim's day: two or three calls, a loan perhaps, the payments while the caller is on the line."""
        victim = somebody(world, TASTE)
        first = calls(world, centre, victim.number, (180, 900))
        answer = yield first
        if answer.said is Said.NOT_CONNECTED:
            return
        if world.adaptation.knows(Evasion.MESSENGERS) or world.draw.random() < 0.3:
            text = tell(
                world.draw, ("messages", self.name), victim.language, {"number": str(world.draw.randint(10**5, 10**6))}
            )
            yield Message(world.after(60, 600), f"+{first.caller}", victim.number, "messenger", victim.language, text)
        total = self.economics.loss(world)
        answer = yield calls(world, centre, victim.number, (900, 4_000))
        if answer.said is Said.NOT_CONNECTED:
            return
        if world.draw.random() < BORROWS:
            total = yield from self._borrows(world, victim, total)
        if not total:
            return
        seen = ACTIVE_CALL if world.draw.random() < RATES.call_seen else 0
        loss = yield from robbed(world, victim, ring, total, Manner(LARGEST, flags=seen, doubts=0.7))
        tells(world, victim, loss, self.name, Clues(phone=f"+{first.caller}"))
        if loss.refs and not loss.stopped and world.draw.random() < 0.25:
            yield Wait(world.by_day(1, 2))
            yield calls(world, centre, victim.number, (300, 1_800))
            again = yield from robbed(world, victim, ring, total // 3, Manner(LARGEST, flags=seen, doubts=0.9))
            tells(world, victim, again, self.name, Clues(phone=f"+{first.caller}"))

    def _borrows(self, world: World, victim: Victim, total: int) -> Generator[Step, Answer, int]:
        """The loan; where it is denied, another lender, or after a lift; without one he sends what he has."""
        lenders = list(world.country.lenders)
        world.draw.shuffle(lenders)
        if world.adaptation.knows(Evasion.OTHER_LENDERS):
            lenders = [CARELESS, *(each for each in lenders if each != CARELESS)]
        amount = max(total // TENGE // 10_000, 5) * 10_000 * TENGE
        for lender in lenders[:2]:
            answer = yield Borrow(world.after(240, 1_500), victim.number, lender, amount)
            if answer.done:
                return amount
        came = (yield from lifted(world, victim)) if self._pushes(world, victim) else Act.LOOKED
        if came is Act.LIFTED and (yield Borrow(world.after(60, 600), victim.number, lenders[0], amount)).done:
            return amount
        return 0 if came is Act.LIFT_STOPPED else total // 3

    def _pushes(self, world: World, victim: Victim) -> bool:
        """Do the callers have the refusal lifted? Those who have learnt always try."""
        if world.adaptation.knows(Evasion.PUSHED_TO_LIFT):
            return True
        return world.country.refuses(victim.number, world.now) and world.draw.random() < RATES.pushed_to_lift
