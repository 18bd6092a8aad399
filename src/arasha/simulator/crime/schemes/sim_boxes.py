"""A SIM-box farm: hundreds of cards in a flat pass calls from abroad off as domestic; "your son is in trouble"."""

from arasha.simulator.country.rows import ACTIVE_CALL
from arasha.simulator.crime.aftermath import Clues, tells
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.numbers import Line, calls
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.schemes.base import Economics, layers
from arasha.simulator.crime.steps import Script, Source, Wait
from arasha.simulator.crime.theft import Manner, robbed
from arasha.simulator.crime.victims import Taste, reached, somebody
from arasha.simulator.crime.world import World

TASTE: Taste = {"young": 0.05, "grown": 0.2, "settled": 0.7, "old": 1.0}
CALLS_TO_ONE = (12, 40)


class SimBoxes:
    """Script: a box with many cards is set up in a flat; it calls one old number after another, mostly in vain; who
    believes that his son has caused an accident pays within the hour.

    Economics: 100 to 700 thousand tenge; the farm earns by the minute and keeps no account; couriers keep 3 to 10 %.
    It is itself the evasion of verified calls: the number shown is the card's own. Against it: cells, devices, rhythm.
    """

    name = "sim_boxes"
    typology = "relative_in_trouble"
    economics = Economics(260_000, 2.0, 2_500_000, (3, 10), (2, 7))

    def script(self, world: World) -> Script:
        """Call, call, call."""
        count, box = self.economics.size(world), Line(world, Source.SIM_BOX)
        ring = Ring(world, layers(world, count, (2, 3)))
        yield from ring.recruit()
        for _ in range(count):
            yield Wait(world.by_day(0, 2 * self.economics.days[1] / count, 9, 20))
            for _ in range(world.draw.randint(*CALLS_TO_ONE)):
                yield calls(world, box, reached(world, TASTE), (0, 45))
            world.beside(self._victim(world, ring, box))

    def _victim(self, world: World, ring: Ring, box: Line) -> Script:
        victim = somebody(world, TASTE)
        call = calls(world, box, victim.number, (400, 2_600))
        if not (yield call).done:
            return
        seen = ACTIVE_CALL if world.draw.random() < RATES.call_seen else 0
        manner = Manner(150_000, flags=seen, doubts=0.6)
        loss = yield from robbed(world, victim, ring, self.economics.loss(world), manner)
        tells(world, victim, loss, self.name, Clues(phone=f"+{call.caller}"))
