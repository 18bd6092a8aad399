"""Loans are asked for: by people who want them, and by thieves in other people's names; lenders ask the register."""

import random
from typing import NamedTuple

import httpx
import msgspec

from arasha.client import Problem
from arasha.client.credit import CreditCheck, Decision, Product
from arasha.client.lending import LoanOutcome, LoanOutcomes, Mark, Marks
from arasha.simulator.live.behaviours import Behaviour
from arasha.simulator.live.orders import instant
from arasha.simulator.live.stage import Lender, Stage

TOGETHER = 1_000
CONVINCES = 0.5  # how often a call by another channel stops a loan that somebody is being talked into

# What lenders know of other channels than the register of refusals: another lender was asked, somebody was robbed.
CROSSING = frozenset({"MANY_APPLICATIONS", "REGISTERED_VICTIM", "OPEN_INCIDENT"})


class Wish(NamedTuple):
    """Somebody's application: its name, whose it is, how much (tiyn), when (µs)."""

    id: str
    iin: str
    amount: int
    at: int
    product: Product = "loan"
    remote: bool = True
    coerced: bool = False  # is it a thief who asks?


class Decided(NamedTuple):
    """What became of it: the register's answer, None when it was not asked; whether the lender lent."""

    answer: Decision | None
    lent: bool


class Use(NamedTuple):
    """Which of the register's words are put to use."""

    register: bool = True
    crossing: bool = True


def mark(stage: Stage, iins: list[str], at: int) -> None:
    """The bureau tells the centre who refuses credit, before anybody applies."""
    if stage.bureau is None:
        return
    for begin in range(0, len(iins), TOGETHER):
        marks = [Mark(person=iin, scopes=["all"], set_at=instant(at)) for iin in iins[begin : begin + TOGETHER]]
        stage.bureau.marks(Marks(id=f"marks-{at}-{begin}", marks=marks))


def decide(lender: Lender, ways: Behaviour, wish: Wish, use: Use) -> Decided:
    """A lender asks, and lends or not; without an answer it does not lend."""
    if not (ways.asks and use.register):
        return Decided(None, lent=True)
    check = CreditCheck(
        id=wish.id, person=wish.iin, channel="remote" if wish.remote else "in_person", product=wish.product,
        amount=wish.amount,
    )  # fmt: skip
    answer = lender.gateway.credit_check(check)
    said = answer.answer
    if not use.crossing and {each.code for each in answer.reasons} <= CROSSING and not answer.degraded:
        said = "allow"
    lent = _lends(said, wish)
    _report(lender, wish, lent=lent)
    return Decided(None if answer.degraded else said, lent)


def _lends(said: Decision, wish: Wish) -> bool:
    match said:
        case "allow":
            return True
        case "confirm":
            convinced = random.Random(f"{wish.id} asked").random() < CONVINCES  # noqa: S311
            return not (wish.coerced and convinced)
        case "hold" | "deny":
            return False


def _report(lender: Lender, wish: Wish, *, lent: bool) -> None:
    """Say what became of it; a lender who cannot be heard now says nothing more."""
    said = LoanOutcome(application=wish.id, lent=lent, at=instant(wish.at))
    if lent:
        said = msgspec.structs.replace(said, person=wish.iin, amount=wish.amount, contract=f"K-{wish.id}")
    try:
        lender.desk.outcomes(LoanOutcomes(id=f"outcome-{wish.id}", outcomes=[said]))
    except (Problem, httpx.TransportError):
        return
