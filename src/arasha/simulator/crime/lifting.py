"""What a theft leads to on the state's portal: thieves have a refusal of credit lifted, the robbed refuse from then on.

A lift that somebody is talked into is asked for and signed by himself; for a day he can think better of it.
"""

from collections.abc import Generator

from arasha.simulator.country.portal import Act
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.steps import Answer, Script, Step, Visit, Wait
from arasha.simulator.crime.victims import Victim
from arasha.simulator.crime.world import HOUR, World

COOLED = 26 * HOUR


def lifted(world: World, victim: Victim) -> Generator[Step, Answer, Act]:
    """The victim asks to lift his refusal, signs, and a day later it is lifted, unless he stops it; how far it came."""
    refused, person = world.country.refuses(victim.number, world.now), victim.number
    answer = yield Visit(world.after(120, 900), person, Act.LIFT_ASKED, pushed=True)
    if not answer.done:
        return Act.LOOKED
    answer = yield Visit(world.after(60, 400), person, Act.LIFT_SIGNED, pushed=True)
    if not answer.done:
        return Act.LIFT_ASKED
    signed = world.now
    if refused and world.draw.random() < RATES.second_thoughts:
        yield Visit(world.after(3_600, 60_000), person, Act.LIFT_STOPPED)
        return Act.LIFT_STOPPED
    yield Visit(signed + COOLED - HOUR, person, Act.LIFTED, pushed=True)
    yield Wait(signed + COOLED)
    return Act.LIFTED


def alarmed(world: World, victim: Victim) -> Script:
    """Some who have noticed that they were robbed refuse credit within two days, some of their family within ten."""
    draw, known = world.draw, world.country.person(victim.number)
    family = [each for each in (known.partner, *known.children, *known.parents) if each is not None]
    told = [(world.after(600, 48 * 3_600), victim.number)] if draw.random() < RATES.alarmed else []
    told += [(world.by_day(0, 10, 8, 23), each) for each in family if draw.random() < RATES.family_alarmed]
    for at, person in sorted(told):
        if not world.country.refuses(person, at) and world.country.person(person).age >= 18:
            yield Visit(at, person, Act.REFUSED)
