"""Drawing the trace of an incident: what moved is kept, the taint is placed, and it is said where money must be held.

Everything happens in the caller's transaction; what is returned are the facts to append, and the holds to ask for.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from arasha.domains.payments.queries import flows as payments
from arasha.domains.recovery.facts.incidents import ClaimState, TaintedAccount, TaintPlaced, TraceDrawn
from arasha.domains.recovery.models import Claim, Incident, Trace
from arasha.domains.recovery.queries.earlier import others
from arasha.domains.recovery.rules.drawing import Drawing, Of, coming, drawing, is_out_of_reach
from arasha.domains.recovery.rules.tracing import Edge, Terms, Theft, Traced, trace
from arasha.kernel import clock
from arasha.kernel.attribution import Lots, Rule
from arasha.kernel.facts import Fact


class Wanted(NamedTuple):
    """Stolen money lies in an account and should be held: at which institution, tiyn of each claim."""

    account: UUID
    institution_code: str
    hop: int
    shares: dict[int, int]


class Drawn(NamedTuple):
    """What a trace led to."""

    trace: Trace
    facts: list[Fact]
    wanted: list[Wanted]


_COLUMNS = "payment, claim_id, amount, debtor, creditor, debtor_institution, creditor_institution, at, hop, followed"

_KEEP_MOVES = f"""
INSERT INTO recovery_move ({_COLUMNS})
SELECT {_COLUMNS} FROM jsonb_populate_recordset(NULL::recovery_move, %s) ON CONFLICT DO NOTHING
"""  # noqa: S608 - only our own constants


def draw(incident: Incident) -> Drawn:
    """Follow the money of an incident's located payments through the ledger as it stands."""
    ledger = payments.drained()
    located = Claim.objects.filter(incident=incident, state=ClaimState.LOCATED, payment__isnull=False)
    claims = {claim.payment: claim.id for claim in located if claim.payment is not None}
    terms = Terms(Rule(incident.rule), incident.depth, incident.watch_until - incident.opened_at)
    theft = Theft(claims, payments.flows_of(list(claims), ledger), partial(others, but=frozenset(claims.values())))
    traced = trace(theft, terms, partial(payments.ledger_of, upto=ledger))
    keep_moves(traced.edges)
    told = drawing(traced, terms, Of(incident.id, ledger, claims))
    kept = _keep_trace(incident, told)
    return Drawn(kept, [_drawn(kept, told), *_placed(incident, traced, ledger)], list(_wanted(traced, claims)))


def keep_moves(edges: Iterable[Edge]) -> None:
    """What was attributed before stands. The rows go over as one JSON value: there are hundreds, and it is hurried."""
    rows = msgspec.json.encode([row for edge in edges for row in _moves_of(edge)])
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_MOVES, [rows.decode()])


def _moves_of(edge: Edge) -> Iterator[dict[str, Any]]:
    """The rows of a payment that carried stolen money."""
    for claim, amount in edge.claims.items():
        yield {
            "payment": edge.payment,
            "claim_id": claim,
            "amount": amount,
            "debtor": edge.debtor,
            "creditor": edge.creditor,
            "debtor_institution": edge.debtor_institution,
            "creditor_institution": edge.creditor_institution,
            "at": edge.at,
            "hop": edge.hop,
            "followed": edge.stop is None,
        }


def _keep_trace(incident: Incident, told: Drawing) -> Trace:
    version = Trace.objects.filter(incident=incident).count() + 1
    return Trace.objects.create(
        incident=incident,
        version=version,
        rule=told.rule,
        depth=told.depth,
        ledger=told.ledger,
        drawn_at=clock.now(),
        content=msgspec.to_builtins(told, str_keys=True),
        digest=told.digest,
    )


def _drawn(kept: Trace, told: Drawing) -> TraceDrawn:
    return TraceDrawn(
        incident=told.incident,
        version=kept.version,
        rule=told.rule,
        depth=told.depth,
        ledger=told.ledger,
        accounts=len(told.accounts),
        stolen=told.stolen,
        left=sum(account.left for account in told.accounts if account.left),
        digest=kept.digest,
    )


def _placed(incident: Incident, traced: Traced, ledger: int) -> Iterator[TaintPlaced]:
    """The taint of the accounts that were read; of those beyond, what came to them."""
    into = coming(traced)
    read = [account for account in into if account in traced.reached]
    beyond = [edge for edge in traced.edges if edge.creditor not in traced.reached and not is_out_of_reach([edge])]
    if read or beyond:
        yield TaintPlaced(
            incident=incident.id,
            rule=incident.rule,
            ledger=ledger,
            until=clock.to_us(incident.watch_until),
            accounts=[
                TaintedAccount(account.hex, traced.hops[account], _plain(traced.lots[account])) for account in read
            ],
            beyond=[
                TaintedAccount(edge.creditor.hex, edge.hop, [(edge.amount, sorted(edge.claims.items()))])
                for edge in beyond
            ],
        )


def _plain(lots: Lots) -> list[tuple[int, list[tuple[int, int]]]]:
    return [(lot.amount, list(lot.marked)) for lot in lots]


def _wanted(traced: Traced, claims: Mapping[int, int]) -> Iterator[Wanted]:
    """Where stolen money lies and may be asked for, the nearest to the theft and the largest first."""
    left, into = traced.left(claims.values()), coming(traced)
    lying = [(account, edges) for account, edges in into.items() if account in left and not is_out_of_reach(edges)]
    lying.sort(key=lambda each: (traced.hops[each[0]], -sum(left[each[0]].values())))
    for account, edges in lying:
        yield Wanted(account, edges[0].creditor_institution, traced.hops[account], left[account])
