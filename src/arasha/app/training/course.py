"""How a performance goes on: which steps are due, what a thief can pay, how the money would run if nobody interfered.

Instants are µs, amounts tiyn.
"""

from collections.abc import Iterator, Mapping

import msgspec

from arasha.domains.training.rules.money import Flow
from arasha.domains.training.rules.record import Asked, Fate, Record
from arasha.kernel import clock, money
from arasha.simulator.scenarios import AnyStep, Part, Pay, Ring, Scenario, Somebody, Told, filled

TIYN = 100


class Held(msgspec.Struct):
    """What a bank says that it holds in somebody's account, and what it truly holds."""

    holder: str
    said: int = 0
    truly: int = 0
    analysed: bool = False


class Job(msgspec.Struct):
    """Something that a bank has still to do, when, and what the message said that asked for it."""

    due: int
    what: str
    bank: str
    data: dict[str, str | int | bool | None]


class Play(msgspec.Struct):
    """Where a performance has come to; kept after every step, so that whoever plays it goes on there."""

    begun: int
    people: dict[str, Somebody]
    record: Record
    own: dict[str, int] = {}
    holds: dict[str, Held] = {}
    codes: dict[str, tuple[str, str]] = {}
    inbox: dict[str, int] = {}
    jobs: list[Job] = []


class Course:
    """A scenario and how far it has been played."""

    def __init__(self, scenario: Scenario, play: Play) -> None:
        self.scenario, self.play = scenario, play

    @property
    def record(self) -> Record:
        """What came to pass."""
        return self.play.record

    def due(self, now: int) -> list[tuple[int, AnyStep]]:
        """The steps whose time has come and that have not happened, the earliest first."""
        found = [(self.due_at(step), step) for step in self.scenario.steps if step.name not in self.record.happened]
        return sorted(((at, step) for at, step in found if at is not None and at <= now), key=lambda each: each[0])

    def due_at(self, step: AnyStep) -> int | None:
        """When a step happens; None while what it follows has not come to its end, or never will."""
        wait = minutes(step.at)
        if not step.follows:
            return self.play.begun + wait
        if (payment := self.record.payments.get(step.follows)) is not None:
            return payment.ended_at + wait if payment.fate is Fate.WENT else None
        happened = self.record.happened.get(step.follows)
        return happened + wait if happened is not None else None

    def amount(self, step: Pay) -> int:
        """How much is paid: a thief pays at most what lies in his account and is not held."""
        wanted = step.tenge * TIYN
        if self.scenario.cast[step.payer].part is not Part.THIEF:
            return wanted
        return min(wanted, self.play.own.get(step.payer, 0) - self.record.held.get(step.payer, 0))

    def waiting(self) -> Iterator[tuple[Pay, Asked]]:
        """The payments that wait for the centre's word, or for a verdict."""
        for step in self.scenario.steps:
            payment = self.record.payments.get(step.name)
            if isinstance(step, Pay) and payment is not None and payment.fate in {Fate.ORDERED, Fate.WAITS}:
                yield step, payment

    def settle(self, step: Pay, at: int) -> None:
        """The money went."""
        payment = self.record.payments[step.name]
        payment.fate, payment.ended_at = Fate.WENT, at
        self.play.own[step.payer] = self.play.own.get(step.payer, 0) - payment.amount
        self.play.own[step.payee] = self.play.own.get(step.payee, 0) + payment.amount
        self.record.flows.append(Flow(at, step.name, step.payer, step.payee, payment.amount, step.stolen))

    def hold(self, reference: str, held: Held) -> None:
        """A bank holds so much, or no more."""
        self.play.holds[reference] = held
        whole = sum(each.truly for each in self.play.holds.values() if each.holder == held.holder)
        self.record.held[held.holder] = whole

    def free(self, holder: str, reference: str) -> int:
        """What lies in an account and is not held under another reference."""
        others = sum(
            each.truly for name, each in self.play.holds.items() if each.holder == holder and name != reference
        )
        return max(0, self.play.own.get(holder, 0) - others)

    def holder_of(self, account: str) -> str:
        """Whose account it is; empty: nobody's of the cast."""
        return next((name for name, each in self.play.people.items() if each.account == account), "")

    def said(self, step: Ring) -> Told:
        """What is said on the telephone, with what only this performance knows."""
        return filled(step.words, words(self.scenario, self.play))


def begin(scenario: Scenario, people: Mapping[str, Somebody], tokens: Mapping[str, str], begun: int) -> Play:
    """A performance before its first step."""
    own = {name: member.balance * TIYN for name, member in scenario.cast.items()}
    play = Play(begun, dict(people), Record(tokens=dict(tokens)), own)
    play.record.planned = planned(scenario, begun)
    return play


def planned(scenario: Scenario, begun: int) -> list[Flow]:
    """How the money runs when every payment goes at once and nobody holds anything."""
    own = {name: member.balance * TIYN for name, member in scenario.cast.items()}
    flows: list[Flow] = []
    ends: dict[str, int] = {}
    for at, step in _in_time(scenario, begun):
        ends[step.name] = at
        if isinstance(step, Pay):
            limited = scenario.cast[step.payer].part is Part.THIEF
            amount = min(step.tenge * TIYN, own[step.payer]) if limited else step.tenge * TIYN
            if amount > 0:
                own[step.payer] -= amount
                own[step.payee] += amount
                flows.append(Flow(at, step.name, step.payer, step.payee, amount, step.stolen))
    return flows


def _in_time(scenario: Scenario, begun: int) -> list[tuple[int, AnyStep]]:
    """All steps at the times at which they come when nothing delays them."""
    at: dict[str, int] = {}
    for step in scenario.steps:
        at[step.name] = (at[step.follows] if step.follows else begun) + minutes(step.at)
    return sorted(((at[step.name], step) for step in scenario.steps), key=lambda each: each[0])


def minutes(count: float) -> int:
    """Minutes in µs."""
    return int(count * clock.MINUTE)


def words(scenario: Scenario, play: Play) -> dict[str, str]:
    """What texts may name: accounts, telephones and IINs of the cast, sums and times of payments."""
    found: dict[str, str] = {}
    for name, each in play.people.items():
        found |= {f"{name}_account": _apart(each.account), f"{name}_phone": each.phone, f"{name}_iin": each.iin}
    for at, step in _in_time(scenario, play.begun):
        if isinstance(step, Pay):
            payment = play.record.payments.get(step.name)
            when = clock.on_screen(clock.from_us(payment.at if payment else at))
            amount = payment.amount if payment else step.tenge * TIYN
            found |= {f"{step.name}_tenge": money.display(amount), f"{step.name}_time": f"{when:%H:%M}"}
    return found


def _apart(account: str) -> str:
    return " ".join(account[place : place + 4] for place in range(0, len(account), 4))
