"""Everybody's payments, asked about as banks ask: ordinary ones many together, a scheme's one by one."""

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec
import numpy as np

from arasha.client.schemas import Answer, Outcome, Payment
from arasha.simulator.country import wire
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import CHANNELS, KINDS, PAYMENT
from arasha.simulator.crime.steps import Pay, Said
from arasha.simulator.live.behaviours import MINUTE, takes_us
from arasha.simulator.live.books import Books
from arasha.simulator.live.crowd import Crowd, Ordinary, name_of
from arasha.simulator.live.events import Paid, Passed, Stopped
from arasha.simulator.live.orders import Gateway
from arasha.simulator.live.programme import Programme
from arasha.simulator.live.stage import Stage
from arasha.simulator.live.verdicts import EXECUTED, Deed, Payer, deed

SMALLEST = 1_000 * 100  # tiyn: for less nobody gets up
TALKS = 4.0  # how many times longer than an answer to a request a talk with a client takes


class Later(NamedTuple):
    """An outcome that comes later: a payment that was held is let go."""

    at: int
    bank: str
    id: str
    outcome: Outcome


class Paying:
    """Asks, does as banks and payers do, and writes down what came of it."""

    def __init__(self, country: Country, stage: Stage, programme: Programme, books: Books) -> None:
        self._country, self._stage, self._programme, self._books = country, stage, programme, books
        self._switch = Gateway(stage.switch)
        self._gateways = {code: Gateway(bank.gateway) for code, bank in stage.banks.items()}
        self._pending: list[Ordinary] = []
        self.later = [
            Later(event.at + int(event.minutes * MINUTE), "", event.id, "released")
            for event in books.events
            if isinstance(event, Stopped) and event.minutes
        ]

    def settle(self) -> bool:
        """Tell gateways what is owed to them; whether all is told."""
        told = [gateway.settle() for gateway in (self._switch, *self._gateways.values())]
        return all(told)

    def next_at(self) -> int | None:
        """When the next payment that a bank holds back goes; None when none does."""
        return min((each.at for each in self.later), default=None)

    def let_go(self, now: int) -> None:
        """Payments that were held while the bank talked to its client go."""
        for each in [each for each in self.later if each.at <= now]:
            self.later.remove(each)
            self._switch.report(each.id, each.outcome, each.at)

    def ordinary(self, crowd: Crowd, until: int, ordered: Callable[[Iterable[int]], None]) -> bool:
        """Ask about the ordinary payments up to an instant; False when the gateway is away: they wait.

        `ordered` hears whose they were.
        """
        while True:
            self._pending = self._pending or list(crowd.due(until))
            if not self._pending:
                return True
            answers = self._switch.ask_together([self._seen(each.payment) for each in self._pending])
            if answers is None:
                return False
            pairs = list(zip(self._pending, answers, strict=True))
            for each, answer in pairs:
                self._came_of(each, answer)
            self._books.happened(
                Passed(at=self._pending[-1].at, payments=len(pairs), amount=sum(one.payment.amount for one, _ in pairs))
            )
            ordered([each.debtor for each in self._pending])
            self._pending = []

    def _came_of(self, each: Ordinary, answer: Answer | None) -> None:
        """What the bank does with an ordinary payment; one that the gateway refuses to judge goes all the same."""
        if answer is None:
            return
        ways = self._programme.behaviours.of(each.payment.debtor.institution), self._programme.left.practice
        done = deed(answer.verdict, Payer.INNOCENT, 0.0, _drawn(each.payment.id), ways)
        self._switch.report(each.payment.id, done.outcome, each.at)
        if answer.verdict != "allow" and done.heeded:
            self._stopped(each, answer, done)

    def _stopped(self, each: Ordinary, answer: Answer, done: Deed) -> None:
        minutes = 0.0
        if done.outcome == "held":
            ways = self._programme.behaviours.of(each.payment.debtor.institution)
            minutes = takes_us(ways, each.payment.id) * TALKS / MINUTE
            self.later.append(Later(each.at + int(minutes * MINUTE), "", each.payment.id, "released"))
        self._books.happened(Stopped(
            at=each.at, id=each.payment.id, debtor=each.debtor, creditor=each.creditor, amount=each.payment.amount,
            verdict=answer.verdict, gave_up=done.said in {Said.HEEDED, Said.REFUSED}, minutes=minutes,
            reasons=_codes(answer),
        ))  # fmt: skip

    def before(self, scheme: int, step: Pay) -> tuple[Payment, Paid]:
        """A scheme's payment of the days before: it went through."""
        ref, id_ = self._next(step)
        paid = self._event((scheme, step, ref, id_), step.amount, None, EXECUTED)
        return self._seen(self._payment(step, step.amount, id_)), paid

    def scheme(self, scheme: int, step: Pay) -> Paid:
        """A scheme's payment: what the centre said, what the bank and the payer did."""
        amount = self._affordable(scheme, step)
        ref, id_ = self._next(step)
        if amount < min(SMALLEST, step.amount):
            return self._event((scheme, step, -1, id_), amount, None, Deed("abandoned", Said.NO_MONEY))
        payment = self._payment(step, amount, id_)
        gateway = self._gateways.get(payment.debtor.institution, self._switch)
        answer = gateway.ask(self._seen(payment))
        done = self._done(step, payment, answer)
        if answer is None:
            gateway.owe(self._seen(payment), done.outcome, step.at)
        else:
            gateway.report(payment.id, done.outcome, step.at)
        return self._event((scheme, step, ref, id_), amount, answer, done)

    def _next(self, step: Pay) -> tuple[int, str]:
        """The number and the id of a scheme's next payment."""
        ref = self._books.ref
        return ref, name_of(self._country.seed, step.at, step.debtor, ref)

    def _affordable(self, scheme: int, step: Pay) -> int:
        """A mule hands on what lies with him: what a bank holds he misses."""
        free = self._books.runner.purses.free(scheme, step.debtor)
        return min(step.amount, free) if step.passes else step.amount

    def _done(self, step: Pay, payment: Payment, answer: Answer | None) -> Deed:
        if answer is None:
            return EXECUTED
        payer = Payer.VICTIM if step.stolen else Payer.MULE if step.passes else Payer.INNOCENT
        ways = self._programme.behaviours.of(payment.debtor.institution), self._programme.left.practice
        return deed(answer.verdict, payer, step.doubt, _drawn(payment.id), ways)

    def _event(self, what: tuple[int, Pay, int, str], amount: int, answer: Answer | None, done: Deed) -> Paid:
        scheme, step, ref, id_ = what
        through = amount if done.said is Said.DONE else 0
        dirty = amount if step.stolen else self._affordable(scheme, step) if step.passes else 0
        return Paid(
            at=step.at, scheme=scheme, ref=ref, id=id_, bank=self._country.account(step.debtor).institution,
            debtor=step.debtor, creditor=step.creditor, amount=amount, kind=step.kind, stolen=step.stolen,
            passes=step.passes, said=done.said, through=through, verdict=answer.verdict if answer else None,
            heeded=done.heeded, dirty=min(dirty, amount), reasons=_codes(answer) if answer else (),
        )  # fmt: skip

    def disburse(self, person: int, lender: str, amount: int, at: int) -> None:
        """A lender pays a loan out."""
        step = Pay(at, self._country.lender_account(lender), self._country.person(person).accounts[0], amount,
                   "loan_disbursement", "api")  # fmt: skip
        payment = self._payment(step, amount, name_of(self._country.seed, at, person, amount))
        gateway = self._gateways.get(payment.debtor.institution, self._switch)
        if gateway.ask(payment) is None:
            gateway.owe(payment, "executed", at)
        else:
            gateway.report(payment.id, "executed", at)

    def _payment(self, step: Pay, amount: int, id_: str) -> Payment:
        row = np.zeros(1, PAYMENT)[0]
        row["time"], row["debtor"], row["creditor"], row["amount"] = step.at, step.debtor, step.creditor, amount
        row["kind"], row["channel"] = KINDS.index(step.kind), CHANNELS.index(step.channel)
        row["flags"], row["sim_days"] = step.flags, step.sim_days
        return wire.payment(self._country, row, id_)

    def _seen(self, payment: Payment) -> Payment:
        """What the bank tells of a payment: nothing of the session, where that is left out."""
        return payment if self._programme.left.signals else msgspec.structs.replace(payment, session=None)


def _codes(answer: Answer) -> tuple[str, ...]:
    """Why the centre said so, gravest first."""
    return tuple(reason.code for reason in answer.reasons)


def _drawn(about: str) -> float:
    """A number from 0 to 1 that belongs to a payment: the same whatever the centre says."""
    return random.Random(about).random()  # noqa: S311 - a simulation, no secret
