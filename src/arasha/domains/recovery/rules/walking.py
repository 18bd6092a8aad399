"""Following stolen money forward through accounts, in the order of time: pure, exact, and the same whenever it is done.

The ledger's payments are gone through once, oldest first. An account that stolen money has reached keeps its lots
(`kernel.attribution`); what it pays takes stolen money along as the rule says. A payment that is itself reported is
stolen as a whole. Accounts are found breadth-first: after each pass the ledger is asked about those that were reached
newly, all at once, until nothing new is reached. Many traces can go hop by hop side by side (`together`), so that one
question serves them all.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import NamedTuple, TypeVar
from uuid import UUID

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Flow
from arasha.domains.recovery.rules.tracing import (
    NO_OTHERS,
    Answer,
    Edge,
    Others,
    Read,
    Stop,
    Terms,
    Theft,
    Traced,
    Wanted,
)
from arasha.kernel.attribution import Lots, Rule, credit, debit

# Beyond so many accounts a trace is a net in which everybody is caught: it stops, and says so.
MOST_ACCOUNTS = 2_000

_LATEST = datetime.max.replace(tzinfo=UTC)

# A trace under way: it says which accounts it wants to read, from when on, and is told.
Walk = Generator[Wanted, Answer | None, Traced]
K = TypeVar("K")


class _Step(NamedTuple):
    """A flow in its place in time. Accounts are numbers: they are looked up again and again, and UUIDs are slow."""

    at: datetime
    payment: int
    debtor: int
    creditor: int
    flow: Flow


@dataclass(slots=True)
class _Known:
    """What has been read of the ledger so far, steps in the order of time; accounts by number."""

    numbers: dict[UUID, int] = field(default_factory=dict)
    payments: set[int] = field(default_factory=set)
    steps: list[_Step] = field(default_factory=list)
    before: dict[int, int] = field(default_factory=dict)
    since: dict[int, datetime] = field(default_factory=dict)
    cut: set[UUID] = field(default_factory=set)
    others: dict[int, Mapping[int, int]] = field(default_factory=dict)

    def number(self, account: UUID) -> int:
        """The number of an account; the next free one when it was not seen before."""
        return self.numbers.setdefault(account, len(self.numbers))

    def learn(self, flows: Mapping[int, Flow]) -> None:
        """Take up the payments that moved money."""
        new = [flow for payment, flow in flows.items() if flow.moved and payment not in self.payments]
        self.payments.update(flow.payment for flow in new)
        number = self.number
        self.steps += [_Step(flow.at, flow.payment, number(flow.debtor), number(flow.creditor), flow) for flow in new]
        self.steps.sort(key=attrgetter("at", "payment"))

    def take(self, read: Answer) -> None:
        """Take up what was read of some accounts."""
        self.learn(read.ledger.flows)
        self.before |= {self.number(account): amount for account, amount in read.ledger.before.items()}
        self.since |= {self.number(account): at for account, at in read.since.items()}
        self.cut |= read.ledger.cut
        self.others |= read.others.parts


class _Went(NamedTuple):
    """Stolen money went with a step."""

    step: _Step
    claims: dict[int, int]
    hop: int
    stop: Stop | None


@dataclass(slots=True)
class _Pass:
    """Where the money went as far as is known; accounts by number."""

    went: list[_Went] = field(default_factory=list)
    lots: dict[int, Lots] = field(default_factory=dict)
    hops: dict[int, int] = field(default_factory=dict)
    reached: dict[int, datetime] = field(default_factory=dict)


def trace(
    theft: Theft, terms: Terms, read: Read, others: Callable[[Iterable[UUID]], Others] = lambda _: NO_OTHERS
) -> Traced:
    """Follow stolen money; `read` and `others` are asked about accounts, a hop at a time."""

    def ask(wanted: Mapping[int, Wanted]) -> Mapping[int, Answer]:
        claimed = others(wanted[0])
        since = earliest(wanted[0], claimed)
        return {0: Answer(since, read(since), claimed)}

    return together({0: walk(theft, terms)}, ask)[0]


def earliest(wanted: Wanted, others: Others) -> Wanted:
    """From when on accounts are to be read, so that what others claim of them is seen too."""
    return {account: min(at, others.since.get(account, at)) for account, at in wanted.items()}


def together(walks: Mapping[K, Walk], ask: Callable[[Mapping[K, Wanted]], Mapping[K, Answer]]) -> dict[K, Traced]:
    """Several traces side by side: `ask` is asked at each hop what all of them want; whom it does not answer, it ends.

    Those that were ended are not among the results.
    """
    done: dict[K, Traced] = {}
    answers: Mapping[K, Answer | None] = dict.fromkeys(walks)
    while answers:
        wanted: dict[K, Wanted] = {}
        for key, answer in answers.items():
            try:
                wanted[key] = walks[key].send(answer)
            except StopIteration as ended:
                done[key] = ended.value
        answers = ask(wanted) if wanted else {}
    return done


class Apart:
    """Keeps traces apart that go side by side: an account belongs to the one with the smallest number alone.

    Whose account another has is `ended`: what it may claim is known only when the other's money has been placed.
    """

    def __init__(self) -> None:
        self.ended: set[int] = set()
        self._whose: dict[UUID, int] = {}

    def of(self, wanted: Mapping[int, Wanted]) -> dict[int, Wanted]:
        """What those want that go on."""
        for number, accounts in wanted.items():
            for account in accounts:
                first, *second = sorted({number, self._whose.get(account, number)})
                self._whose[account] = first
                self.ended.update(second)
        return {number: accounts for number, accounts in wanted.items() if number not in self.ended}


def walk(theft: Theft, terms: Terms) -> Walk:
    """One trace: it asks for what was reached newly, until nothing is, or too much."""
    known = _Known()
    known.learn(theft.flows)
    while True:
        found = _follow(known, theft.claims, terms)
        wanted = _unread(found, known)
        if not wanted or len(known.since) + len(wanted) > MOST_ACCOUNTS:
            return _traced(found, known, set(wanted))
        answer = yield wanted
        if answer is not None:
            known.take(answer)


def _unread(found: _Pass, known: _Known) -> dict[UUID, datetime]:
    """The accounts that were reached newly, or earlier than from where on they were read."""
    accounts = list(known.numbers)
    return {accounts[number]: at for number, at in found.reached.items() if at < known.since.get(number, _LATEST)}


def _traced(found: _Pass, known: _Known, unread: set[UUID]) -> Traced:
    """What the last pass found, with the accounts' own names."""
    accounts = list(known.numbers)
    return Traced(
        edges=[_edge(went) for went in found.went],
        lots={accounts[number]: lots for number, lots in found.lots.items()},
        hops={accounts[number]: hop for number, hop in found.hops.items()},
        reached={accounts[number]: at for number, at in found.reached.items()},
        cut=known.cut | unread,
    )


def _edge(went: _Went) -> Edge:
    flow = went.step.flow
    return Edge(
        flow.payment, went.claims, flow.debtor, flow.creditor, flow.debtor_institution, flow.creditor_institution,
        flow.at, flow.amount, went.hop, went.stop,
    )  # fmt: skip


def _follow(known: _Known, claims: Mapping[int, int], terms: Terms) -> _Pass:
    """One pass over what is known, oldest payment first. `claims` says which payment belongs to which claim."""
    ends = min((step.at for step in known.steps if step.payment in claims), default=_LATEST - terms.age) + terms.age
    ours, found = frozenset(claims.values()), _Pass()
    for step in known.steps:
        parts = _parts(step, claims, found, (known, terms.rule))
        mine = parts if ours.issuperset(parts) else {claim: parts[claim] for claim in parts if claim in ours}
        if mine:
            _move(step, mine, found, (terms, ends))
        others = known.others.get(step.payment, {}) if step.creditor in known.since else {}
        if mine or others or step.creditor in found.lots:
            _receive(step, {**others, **mine}, found, known)
    return found


def _receive(step: _Step, parts: Mapping[int, int], found: _Pass, known: _Known) -> None:
    """Let a payment come into an account whose lots are kept from now on, if they were not before."""
    lots = found.lots.get(step.creditor)
    standing = credit((), known.before.get(step.creditor, 0)) if lots is None else lots
    found.lots[step.creditor] = credit(standing, step.flow.amount, parts)


def _parts(step: _Step, claims: Mapping[int, int], found: _Pass, by: tuple[_Known, Rule]) -> dict[int, int]:
    """What a payment carries of each claim: what it takes of its payer's lots; all the rest, if it is reported."""
    (known, rule), taken = by, dict[int, int]()
    if (lots := found.lots.get(step.debtor)) is not None and step.debtor in known.since:
        found.lots[step.debtor], taken = debit(lots, step.flow.amount, rule)
    if (claim := claims.get(step.payment)) is not None:
        rest = step.flow.amount - sum(taken.values())
        return taken | {claim: taken.get(claim, 0) + rest} if rest else taken
    return taken


def _move(step: _Step, mine: dict[int, int], found: _Pass, within: tuple[Terms, datetime]) -> None:
    """Write down that stolen money went with a payment, and how far from the theft its receiver is."""
    terms, ends = within
    hop = found.hops.get(step.debtor, 0) + 1
    stop = _stop(step.flow, hop, terms, ends)
    found.went.append(_Went(step, mine, hop, stop))
    found.hops[step.creditor] = min(hop, found.hops.get(step.creditor, hop))
    if stop is None:
        found.reached.setdefault(step.creditor, step.at)


def _stop(flow: Flow, hop: int, terms: Terms, ends: datetime) -> Stop | None:
    """Why the money is not followed beyond this payment; None where it is."""
    if flow.kind == CASH_OUT:
        return Stop.CASH
    if flow.kind == MERCHANT and hop > MERCHANT_HOPS and not terms.through_merchants:
        return Stop.MERCHANT
    if hop > terms.depth:
        return Stop.DEPTH
    return Stop.AGE if flow.at > ends else None
