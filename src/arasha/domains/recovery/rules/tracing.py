"""What is said of a trace: what was stolen, by which rule it is followed, and where it went."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import Flow, Ledger
from arasha.kernel.attribution import Lots, Rule, marked


class Stop(StrEnum):
    """Why money is not followed beyond a payment."""

    CASH = "cash"
    MERCHANT = "merchant"
    DEPTH = "depth"
    AGE = "age"


# Where a payment ends with one of these, nothing is to be held behind it.
OUT_OF_REACH = frozenset({Stop.CASH, Stop.MERCHANT})


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


class Theft(NamedTuple):
    """What is reported: payments, each with the claim to which it belongs, and the flows of these payments."""

    claims: Mapping[int, int]
    flows: Mapping[int, Flow]


Wanted = Mapping[UUID, datetime]
Read = Callable[[Wanted], Ledger]


class Answer(NamedTuple):
    """What the ledger says of accounts from some instants on, and what was attributed to other claims: it stands."""

    since: Wanted
    ledger: Ledger
    others: Others = NO_OTHERS


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
