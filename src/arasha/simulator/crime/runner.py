"""Plays many scripts in the order of time: hands out the next step, tells the script what came of it.

The same runner plays history (everything succeeds at once) and live (the answers are the centre's).
"""

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from arasha.simulator.country.people import Country
from arasha.simulator.crime.adaptation import NAIVE, Adaptation
from arasha.simulator.crime.crowd import Crowd
from arasha.simulator.crime.ordinary import Ordinary
from arasha.simulator.crime.purses import Purses
from arasha.simulator.crime.schemes.base import Scheme
from arasha.simulator.crime.steps import Answer, Borrow, Pay, Recruit, Said, Script, Step, Wait
from arasha.simulator.crime.truth import Deed, PaymentTruth, SchemeTruth, Told, Truth
from arasha.simulator.crime.world import Ground, World

WAITED = Answer(Said.DONE)
OUT = frozenset({"cash_out", "crypto_purchase", "merchant"})


class Begun(NamedTuple):
    """A scheme that begins at an instant; its number in the run also seeds its luck."""

    at: int
    number: int
    scheme: Scheme


class _Due(NamedTuple):
    at: int
    order: int
    world: World
    script: Script
    step: Step | None


class Runner:
    """A heap of scripts; `pop` and `answer` alternate."""

    def __init__(
        self, country: Country, begun: Iterable[Begun], ordinary: Ordinary, adaptation: Adaptation = NAIVE
    ) -> None:
        self.purses, self.truth = Purses(), Truth()
        ground = Ground(Crowd(country), ordinary, adaptation, self.purses, self.truth)
        self._heap: list[_Due] = []
        self._order = 0
        self._out: _Due | None = None
        for at, number, scheme in begun:
            world = World(ground, number)
            world.now = at
            self._push(at, world, scheme.script(world), None)
            self.truth.schemes.append(SchemeTruth(number, scheme.name, scheme.typology, at))

    def next_at(self) -> int | None:
        """When the next step is due (us); None: all is over."""
        self._settle()
        return self._heap[0].at if self._heap else None

    def pop(self) -> tuple[int, Step]:
        """The next step and the number of its scheme; `answer` it before the next `pop`. IndexError: all is over."""
        if self._out is not None:
            raise RuntimeError("the step before has no answer yet")
        self._settle()
        self._out = heapq.heappop(self._heap)
        return self._out.world.number, self._out.step or Wait(self._out.at)

    def answer(self, scheme: int, answer: Answer) -> None:
        """Tell the script what came of the step that was popped last."""
        due = self._out
        if due is None or due.step is None or due.world.number != scheme:
            raise RuntimeError("that scheme has no step that waits for an answer")
        self._out = None
        due.world.now = max(due.world.now, due.at)
        self._record(scheme, due.step, answer)
        self._go_on(due, answer)

    def _settle(self) -> None:
        """Begin scripts that are due, and let those go on that have waited: nobody else needs to see it."""
        while self._heap and (self._heap[0].step is None or isinstance(self._heap[0].step, Wait)):
            due = heapq.heappop(self._heap)
            due.world.now = max(due.world.now, due.at)
            self._go_on(due, None if due.step is None else WAITED)

    def _go_on(self, due: _Due, answer: Answer | None) -> None:
        step = next(due.script, None) if answer is None else _send(due.script, answer)
        if step is not None:
            self._push(max(step.at, due.at), due.world, due.script, step)
        for script in due.world.begun():
            self._push(due.at, due.world, script, None)

    def _push(self, at: int, world: World, script: Script, step: Step | None) -> None:
        self._order += 1
        timely = step._replace(at=at) if step is not None and step.at != at else step
        heapq.heappush(self._heap, _Due(at, self._order, world, script, timely))

    def _record(self, scheme: int, step: Step, answer: Answer) -> None:
        if isinstance(step, Pay):
            if answer.amount:
                self._paid(scheme, step, answer)
            return
        if isinstance(step, Borrow) and answer.done and answer.ref >= 0:
            self.truth.payments.append(PaymentTruth(answer.ref, scheme, Deed.LOAN, 0))
        if not isinstance(step, Recruit | Wait):
            self.truth.told.append(Told(scheme, step, answer.done))

    def _paid(self, scheme: int, step: Pay, answer: Answer) -> None:
        deed, stolen = Deed.BAIT, 0
        if step.stolen:
            deed, stolen = Deed.THEFT, self.purses.stolen(scheme, step.creditor, answer.amount)
        elif step.passes and step.kind in OUT:
            deed, stolen = Deed.LEAVING, self.purses.leaves(scheme, step.debtor, answer.amount)
        elif step.passes:
            deed, stolen = Deed.PASSING, self.purses.passed(scheme, step.debtor, step.creditor, answer.amount)
        self.truth.payments.append(PaymentTruth(answer.ref, scheme, deed, stolen))


def _send(script: Script, answer: Answer) -> Step | None:
    try:
        return script.send(answer)
    except StopIteration:
        return None
