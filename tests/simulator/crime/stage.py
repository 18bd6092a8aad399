"""A small country on whose ground scripts are played, with answers as a test wishes."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, midnight
from arasha.simulator.crime import ordinary
from arasha.simulator.crime.adaptation import Measure, learnt
from arasha.simulator.crime.runner import Begun, Runner
from arasha.simulator.crime.schemes.base import Scheme
from arasha.simulator.crime.steps import Answer, Borrow, Pay, Said, Step

COUNTRY = Country(11, 6_000)
DAY = 20_600
BEGIN = midnight(DAY) + 9 * 3_600_000_000

Wish = Callable[[Step], Said]


class Heard(NamedTuple):
    """A step that was taken, and what came of it."""

    step: Step
    answer: Answer


def agreed(_step: Step) -> Said:
    """Everything succeeds."""
    return Said.DONE


def runner(scheme: Scheme, measures: Iterable[Measure] = (), number: int = 1) -> Runner:
    """One scheme that begins in the morning."""
    return Runner(COUNTRY, [Begun(BEGIN, number, scheme)], ordinary.of(COUNTRY, DAY), learnt(measures))


def play(stage: Runner, wish: Wish = agreed, days: float = 400) -> list[Heard]:
    """Play to the end, or for so many days."""
    return list(steps(stage, wish, days))


def payments(heard: Iterable[Heard], *, stolen: bool = False, passes: bool = False) -> list[Heard]:
    """The payments of victims (`stolen`) or of mules (`passes`)."""
    return [
        each for each in heard
        if isinstance(each.step, Pay) and each.step.stolen == stolen and each.step.passes == passes
    ]  # fmt: skip


def steps(stage: Runner, wish: Wish = agreed, days: float = 400) -> Iterator[Heard]:
    """Play one step after another, so that something can be done between them."""
    ref, end = 0, BEGIN + int(days * DAY_US)
    while (at := stage.next_at()) is not None and at < end:
        scheme, step = stage.pop()
        answer = _answer(step, wish(step), ref)
        ref += isinstance(step, Pay | Borrow)
        stage.answer(scheme, answer)
        yield Heard(step, answer)


def _answer(step: Step, said: Said, ref: int) -> Answer:
    if not isinstance(step, Pay | Borrow):
        return Answer(said)
    return Answer(said, ref, step.amount if said is Said.DONE else 0)
