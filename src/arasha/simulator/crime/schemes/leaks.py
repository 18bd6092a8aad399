"""Leaked data feeds the callers: they know name, purchase and card, and only ask for "the code that has just come"."""

from arasha.simulator.country.rows import NEW_DEVICE, STEP_UP_PASSED
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.numbers import Line, calls, line
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Leak, Message, Said, Script, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import EVERYBODY, somebody
from arasha.simulator.crime.world import World

SOURCES = ("marketplace", "clinic", "delivery", "insurer", "school_register")
ONE_REGION = 0.6  # leaks of a house that serves one region


class Leaks:
    """Script: a house loses its clients' data; callers who know everything about a client ask for a code; with it they
    are in his cabinet.

    Economics: 60 to 500 thousand tenge, taken by the thief himself; couriers keep 3 to 10 %.
    When calls are verified: a message in the house's name instead of a call. Against it: the leak's own traces.
    """

    name = "leaks"
    typology = "account_takeover"
    economics = Economics(150_000, 2.2, 2_000_000, (4, 16), (3, 12))

    def script(self, world: World) -> Script:
        """Get the data, go through the list."""
        draw, count = world.draw, self.economics.size(world)
        ring = Ring(world, layers(world, count, (2, 4)))
        yield from ring.recruit()
        yield Leak(world.now, draw.choice(SOURCES), draw.randint(2_000, 400_000))
        centre = line(world)
        regions = {world.crowd.next()[2]} if draw.random() < ONE_REGION else None
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 9, 21))
            world.beside(self._victim(world, ring, centre, regions))

    def _victim(self, world: World, ring: Ring, centre: Line, regions: set[int] | None) -> Script:
        victim = somebody(world, EVERYBODY, regions)
        call = calls(world, centre, victim.number, (60, 420))
        if (yield call).said is Said.NOT_CONNECTED:
            text = tell(
                world.draw, ("messages", self.name), victim.language, {"number": str(world.draw.randint(1000, 9999))}
            )
            yield Message(world.after(60, 900), "POSYLKA", victim.number, "sms", victim.language, text)
            if world.draw.random() < 0.6:
                return
        flags = (NEW_DEVICE | STEP_UP_PASSED) if world.draw.random() < 0.4 else 0
        manner = Manner(120_000, flags=flags, doubts=0.0, apart=(15, 90))
        loss = yield from robbed(world, victim, ring, self.economics.loss(world), manner)
        tells(world, victim, loss, self.name, Clues(phone=f"+{call.caller}"))
