"""A trace as an object that is kept, printed and drawn again: plain data with a canonical form."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from arasha.domains.recovery.rules.tracing import OUT_OF_REACH, Edge, Terms, Traced
from arasha.kernel import clock
from arasha.kernel.facts import canonical_json


class DrawnAccount(msgspec.Struct, frozen=True):
    """An account of a trace: tiyn that came of what was stolen, that went on, that are left. `cut`: not read whole."""

    account: str
    institution: str
    hop: int
    first_at: int
    came: int
    went: int
    left: int
    claims: dict[int, int]
    cut: bool = False


class DrawnPayment(msgspec.Struct, frozen=True):
    """A payment of a trace: its amount, and what of it is stolen, claim by claim; `stop` says why it is the last."""

    payment: int
    at: int
    debtor: str
    creditor: str
    amount: int
    claims: dict[int, int]
    hop: int
    stop: str = ""

    @property
    def stolen(self) -> int:
        """Tiyn of all claims together."""
        return sum(self.claims.values())


class Drawing(msgspec.Struct, frozen=True):
    """Where the money of an incident went. Sums in tiyn, instants µs, accounts as tokens; `ledger` as in `TraceDrawn`.

    `stolen` = the sum of what is left in all accounts: nothing is lost on the way.
    """

    incident: int
    rule: str
    depth: int
    ledger: int
    stolen: int
    accounts: list[DrawnAccount]
    payments: list[DrawnPayment]

    def plain(self) -> dict[str, Any]:
        """As plain values, as it is kept."""
        return dict(msgspec.to_builtins(self, str_keys=True))

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON, 64 hex digits."""
        return digest_of(self.plain())


def digest_of(content: dict[str, Any]) -> str:
    """The digest of a drawing as it is kept."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


class Of(NamedTuple):
    """Of which incident a trace is, up to where the ledger was read, and the payments that were stolen: {sequence:
    claim}.
    """

    incident: int
    ledger: int
    claims: Mapping[int, int]


def drawing(traced: Traced, terms: Terms, of: Of) -> Drawing:
    """A trace as plain data."""
    left = traced.left(set(of.claims.values()))
    into = coming(traced)
    return Drawing(
        incident=of.incident,
        rule=terms.rule,
        depth=terms.depth,
        ledger=of.ledger,
        stolen=sum(sum(parts.values()) for parts in left.values()),
        accounts=sorted(
            (_account(account, edges, left.get(account, {}), traced) for account, edges in into.items()),
            key=lambda account: (account.hop, account.first_at, account.account),
        ),
        payments=[_payment(edge) for edge in traced.edges],
    )


def coming(traced: Traced) -> dict[UUID, list[Edge]]:
    """What came to each account of what was stolen, in the order of time."""
    into: dict[UUID, list[Edge]] = {}
    for edge in traced.edges:
        into.setdefault(edge.creditor, []).append(edge)
    return into


def _account(account: UUID, into: Sequence[Edge], left: Mapping[int, int], traced: Traced) -> DrawnAccount:
    came, lies = sum(sum(edge.claims.values()) for edge in into), sum(left.values())
    return DrawnAccount(
        account=account.hex,
        institution=into[0].creditor_institution,
        hop=traced.hops[account],
        first_at=clock.to_us(into[0].at),
        came=came,
        went=came - lies,
        left=lies,
        claims=dict(sorted(left.items())),
        cut=account in traced.cut,
    )


def _payment(edge: Edge) -> DrawnPayment:
    return DrawnPayment(
        payment=edge.payment,
        at=clock.to_us(edge.at),
        debtor=edge.debtor.hex,
        creditor=edge.creditor.hex,
        amount=edge.amount,
        claims=dict(sorted(edge.claims.items())),
        hop=edge.hop,
        stop=edge.stop or "",
    )


def is_out_of_reach(into: Sequence[Edge]) -> bool:
    """Did all that is stolen come as cash, or by purchases that are not followed? Then nothing is asked for."""
    return all(edge.stop in OUT_OF_REACH for edge in into)
