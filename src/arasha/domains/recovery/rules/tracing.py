"""Following stolen money forward through accounts, in the order of time: pure, exact, and the same whenever it is done.

The ledger's payments are gone through once, oldest first. An account that stolen money has reached keeps its lots
(`kernel.attribution`); what it pays takes stolen money along as the rule says. A payment that is itself reported is
stolen as a whole. Accounts are found breadth-first: after each pass the ledger is asked about those that were reached
newly, all at once, until nothing new is reached.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Flow, Ledger
from arasha.kernel.attribution import Lots, Rule, credit, debit, marked

# Beyond so many accounts a trace is a net in which everybody is caught: it stops, and says so.
MOST_ACCOUNTS = 2_000

_LATEST = datetime.max.replace(tzinfo=UTC)


Read = Callable[[Mapping[UUID, datetime]], Ledger]


class Stop(StrEnum):
    """Why money is not followed beyond a payment."""

    CASH = "cash"
    MERCHANT = "merchant"
    DEPTH = "depth"
    AGE = "age"


class Terms(NamedTuple):
    """How money is followed: by which rule, how many hops, how long after the theft.

    Accounts `depth` hops away are still read; what they sent on is told, and not followed further.

    `through_merchants` is set when the police confirm that a seller took part.
    """

    rule: Rule
    depth: int
    age: timedelta
    through_merchants: bool = False


class Edge(NamedTuple):
    """Stolen money went with a payment; `claims` says how much of each. `stop` says why it is not followed further."""

    payment: int
    claims: dict[int, int]
    debtor: UUID
    creditor: UUID
    debtor_institution: str
    creditor_institution: str
    at: datetime
    amount: int
    hop: int
    stop: Stop | None


class Others(NamedTuple):
    """What other claims brought into some accounts: the parts of payments, {payment: {claim: tiyn}}, and since when."""

    parts: Mapping[int, Mapping[int, int]]
    since: Mapping[UUID, datetime]


NO_OTHERS = Others({}, {})


@dataclass(frozen=True, slots=True)
class Theft:
    """What is reported: payments, each with the claim to which it belongs, and the flows of these payments.

    `others` is asked what was attributed to other claims before: it stands.
    """

    claims: Mapping[int, int]
    flows: Mapping[int, Flow]
    others: Callable[[Iterable[UUID]], Others] = lambda _: NO_OTHERS


@dataclass(slots=True)
class Traced:
    """Where the money went: edges in the order of time; what lies in each account, how many hops from the theft."""

    edges: list[Edge] = field(default_factory=list)
    lots: dict[UUID, Lots] = field(default_factory=dict)
    hops: dict[UUID, int] = field(default_factory=dict)
    reached: dict[UUID, datetime] = field(default_factory=dict)
    cut: set[UUID] = field(default_factory=set)

    def left(self, claims: Iterable[int]) -> dict[UUID, dict[int, int]]:
        """What lies in which account of these claims."""
        wanted, found = set(claims), dict[UUID, dict[int, int]]()
        for account, lots in self.lots.items():
            if mine := {claim: amount for claim, amount in marked(lots).items() if claim in wanted}:
                found[account] = mine
        return found


@dataclass(slots=True)
class _Known:
    """What has been read of the ledger so far."""

    flows: dict[int, Flow]
    before: dict[UUID, int] = field(default_factory=dict)
    since: dict[UUID, datetime] = field(default_factory=dict)
    cut: set[UUID] = field(default_factory=set)
    others: dict[int, Mapping[int, int]] = field(default_factory=dict)


def trace(theft: Theft, terms: Terms, read: Read) -> Traced:
    """Follow stolen money; `read` is asked about accounts, a hop at a time."""
    known = _Known(dict(theft.flows))
    while True:
        traced = follow(known, theft.claims, terms)
        wanted = _unread(traced, known)
        if not wanted or len(known.since) + len(wanted) > MOST_ACCOUNTS:
            traced.cut |= known.cut | set(wanted)
            return traced
        others = theft.others(wanted)
        wanted = {account: min(at, others.since.get(account, at)) for account, at in wanted.items()}
        ledger = read(wanted)
        known.flows |= ledger.flows
        known.before |= ledger.before
        known.since |= wanted
        known.cut |= ledger.cut
        known.others |= others.parts


def _unread(traced: Traced, known: _Known) -> dict[UUID, datetime]:
    """The accounts that were reached newly, or earlier than from where on they were read."""
    return {account: at for account, at in traced.reached.items() if at < known.since.get(account, _LATEST)}


def follow(known: _Known, claims: Mapping[int, int], terms: Terms) -> Traced:
    """One pass over what is known, oldest payment first. `claims` says which payment belongs to which claim."""
    flows = sorted((flow for flow in known.flows.values() if flow.moved), key=attrgetter("at", "payment"))
    ends = min((flow.at for flow in flows if flow.payment in claims), default=_LATEST - terms.age) + terms.age
    ours, traced = frozenset(claims.values()), Traced()
    for flow in flows:
        parts = _parts(flow, claims, traced, (known, terms.rule))
        mine = {claim: amount for claim, amount in parts.items() if claim in ours}
        if mine:
            _move(flow, mine, traced, (terms, ends))
        others = known.others.get(flow.payment, {}) if flow.creditor in known.since else {}
        if mine or others or flow.creditor in traced.lots:
            _receive(flow, {**others, **mine}, traced, known)
    return traced


def _receive(flow: Flow, parts: Mapping[int, int], traced: Traced, known: _Known) -> None:
    """Let a payment come into an account whose lots are kept from now on, if they were not before."""
    lots = traced.lots.get(flow.creditor)
    standing = credit((), known.before.get(flow.creditor, 0)) if lots is None else lots
    traced.lots[flow.creditor] = credit(standing, flow.amount, parts)


def _parts(flow: Flow, claims: Mapping[int, int], traced: Traced, by: tuple[_Known, Rule]) -> dict[int, int]:
    """What a payment carries of each claim: what it takes of its payer's lots; all the rest, if it is reported."""
    (known, rule), taken = by, dict[int, int]()
    if flow.debtor in known.since and flow.debtor in traced.lots:
        traced.lots[flow.debtor], taken = debit(traced.lots[flow.debtor], flow.amount, rule)
    if (claim := claims.get(flow.payment)) is not None:
        rest = flow.amount - sum(taken.values())
        return taken | {claim: taken.get(claim, 0) + rest} if rest else taken
    return taken


def _move(flow: Flow, mine: dict[int, int], traced: Traced, within: tuple[Terms, datetime]) -> None:
    """Write down that stolen money went with a payment, and how far from the theft its receiver is."""
    terms, ends = within
    hop = traced.hops.get(flow.debtor, 0) + 1
    stop = _stop(flow, hop, terms, ends)
    traced.edges.append(
        Edge(
            flow.payment, mine, flow.debtor, flow.creditor, flow.debtor_institution, flow.creditor_institution,
            flow.at, flow.amount, hop, stop,
        )
    )  # fmt: skip
    traced.hops[flow.creditor] = min(hop, traced.hops.get(flow.creditor, hop))
    if stop is None:
        traced.reached.setdefault(flow.creditor, flow.at)


# Where a payment ends with one of these, nothing is to be held behind it.
OUT_OF_REACH = frozenset({Stop.CASH, Stop.MERCHANT})


def _stop(flow: Flow, hop: int, terms: Terms, ends: datetime) -> Stop | None:
    """Why the money is not followed beyond this payment; None where it is."""
    if flow.kind == CASH_OUT:
        return Stop.CASH
    if flow.kind == MERCHANT and hop > MERCHANT_HOPS and not terms.through_merchants:
        return Stop.MERCHANT
    if hop > terms.depth:
        return Stop.DEPTH
    return Stop.AGE if flow.at > ends else None
