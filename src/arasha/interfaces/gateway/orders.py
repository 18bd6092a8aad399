"""What recovery says of stolen money, as the gateway's memory takes it."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from arasha.domains.payments.hot.taint import Order, Put, Taken
from arasha.domains.recovery.facts.incidents import TaintedAccount, TaintLifted, TaintPlaced, TaintSecured
from arasha.kernel.attribution import Lot, Lots, Rule
from arasha.kernel.facts import Fact, Recorded

TAINT = (TaintPlaced, TaintSecured, TaintLifted)


def orders_of(facts: Iterable[Recorded[Fact]]) -> Iterator[Order]:
    """The orders among facts, in their order."""
    for recorded in facts:
        if isinstance(recorded.fact, TAINT):
            yield _order(recorded.fact, recorded.sequence)


@singledispatch
def _order(fact: Fact, sequence: int) -> Order:
    raise TypeError(f"{fact.kind()} of sequence {sequence} orders nothing")


@_order.register
def _placed(fact: TaintPlaced, sequence: int) -> Order:
    return Put(
        fact=sequence,
        rule=Rule(fact.rule),
        ledger=fact.ledger,
        accounts=[_account(account) for account in fact.accounts],
        beyond=[_account(account) for account in fact.beyond],
    )


@_order.register
def _secured(fact: TaintSecured, sequence: int) -> Order:
    return Taken(fact=sequence, accounts=[bytes.fromhex(fact.account)], claims=dict(fact.claims))


@_order.register
def _lifted(fact: TaintLifted, sequence: int) -> Order:
    return Taken(
        fact=sequence,
        accounts=[bytes.fromhex(account) for account in fact.accounts],
        claims=dict.fromkeys(fact.claims),
    )


def _account(account: TaintedAccount) -> tuple[bytes, int, Lots]:
    lots = tuple(Lot(amount, tuple((claim, part) for claim, part in marked)) for amount, marked in account.lots)
    return bytes.fromhex(account.account), account.hop, lots
