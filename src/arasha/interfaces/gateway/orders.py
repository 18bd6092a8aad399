"""What recovery says of stolen money and of coerced victims, as the gateway's memory takes it."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from arasha.domains.payments.hot.coerced import Wait
from arasha.domains.payments.hot.orders import Order
from arasha.domains.payments.hot.taint import Put, Taken
from arasha.domains.recovery.facts.incidents import TaintedAccount, TaintLifted, TaintPlaced, TaintSecured
from arasha.domains.recovery.facts.protecting import ProtectionEnded, VictimProtected
from arasha.kernel.attribution import Lot, Lots, Rule
from arasha.kernel.facts import Fact, Recorded

TAINT = (TaintPlaced, TaintSecured, TaintLifted)
COERCED = (VictimProtected, ProtectionEnded)
ORDERING = (*TAINT, *COERCED)


def orders_of(facts: Iterable[Recorded[Fact]]) -> Iterator[Order]:
    """The orders among facts, in their order."""
    for recorded in facts:
        if isinstance(recorded.fact, ORDERING):
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


@_order.register
def _protected(fact: VictimProtected, sequence: int) -> Order:
    return Wait(fact=sequence, account=bytes.fromhex(fact.token), until=fact.until)


@_order.register
def _ended(fact: ProtectionEnded, sequence: int) -> Order:
    return Wait(fact=sequence, account=bytes.fromhex(fact.token), until=0)


def _account(account: TaintedAccount) -> tuple[bytes, int, Lots]:
    lots = tuple(Lot(amount, tuple((claim, part) for claim, part in marked)) for amount, marked in account.lots)
    return bytes.fromhex(account.account), account.hop, lots
