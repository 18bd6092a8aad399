"""Stolen money that nothing can be asked for any more: taken as cash, or spent far from the theft."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Flow
from arasha.domains.payments.queries.flows import flows_of
from arasha.domains.recovery.models import Move
from arasha.domains.recovery.rules.tracing import OUT_OF_REACH, Stop


class Beyond(NamedTuple):
    """Tiyn that went out of reach: `came` so by payments from other accounts, `taken` by the account from itself."""

    came: int
    taken: int


def out_of_reach(incident: int) -> dict[UUID, Beyond]:
    """What of an incident's money came to which account only to be spent or taken as cash."""
    moves = list(Move.objects.filter(claim__incident=incident, followed=False))
    stops, found = stops_of(moves), dict[UUID, Beyond]()
    for move in moves:
        if stops[move.payment] in OUT_OF_REACH:
            before, own = found.get(move.creditor, Beyond(0, 0)), move.debtor == move.creditor
            found[move.creditor] = Beyond(
                before.came + (0 if own else move.amount), before.taken + (move.amount if own else 0)
            )
    return found


def stops_of(moves: Iterable[Move]) -> dict[int, Stop]:
    """Why money is not followed beyond the payments of some moves that are not."""
    hops = {move.payment: move.hop for move in moves if not move.followed}
    flows = flows_of(list(hops)) if hops else {}
    return {payment: _stop(flows.get(payment), hop) for payment, hop in hops.items()}


def _stop(flow: Flow | None, hop: int) -> Stop:
    """By the kind of the payment; one that the ledger does not know leads nowhere either."""
    if flow is None or flow.kind == CASH_OUT:
        return Stop.CASH
    return Stop.MERCHANT if flow.kind == MERCHANT and hop > MERCHANT_HOPS else Stop.DEPTH
