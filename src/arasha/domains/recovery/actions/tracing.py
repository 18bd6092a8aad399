"""Drawing the trace of an incident: what moved is kept, the taint is placed, and it is said where money must be held.

Everything happens in the caller's transaction; what is returned are the facts to append, and the holds to ask for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Max

from arasha.domains.payments.facts import Flow
from arasha.domains.payments.queries import flows as payments
from arasha.domains.recovery.facts.incidents import ClaimState, TaintedAccount, TaintPlaced, TraceDrawn
from arasha.domains.recovery.models import Claim, Incident, Trace
from arasha.domains.recovery.queries import earlier
from arasha.domains.recovery.rules.drawing import Drawing, Of, coming, digest_of, drawing, is_out_of_reach
from arasha.domains.recovery.rules.tracing import Answer, Edge, Terms, Theft, Traced, Wanted
from arasha.domains.recovery.rules.walking import Apart, earliest, together, walk
from arasha.kernel import clock
from arasha.kernel.attribution import Lots, Rule
from arasha.kernel.facts import Fact

# Of each incident: to which claim each of its payments belongs.
Claims = Mapping[int, Mapping[int, int]]


class Lying(NamedTuple):
    """Stolen money lies in an account and should be held: at which institution, tiyn of each claim."""

    account: UUID
    institution_code: str
    hop: int
    shares: dict[int, int]


class Drawn(NamedTuple):
    """What a trace led to."""

    trace: Trace
    facts: list[Fact]
    lying: list[Lying]


_COLUMNS = "payment, claim_id, amount, debtor, creditor, debtor_institution, creditor_institution, at, hop, followed"

_KEEP_MOVES = f"""
INSERT INTO recovery_move ({_COLUMNS})
SELECT {_COLUMNS} FROM jsonb_populate_recordset(NULL::recovery_move, %s) ON CONFLICT DO NOTHING
"""  # noqa: S608 - only our own constants


def draw(incidents: Sequence[Incident]) -> dict[int, Drawn]:
    """Follow the money of some incidents' located payments through the ledger as it stands; by number of the incident.

    They are followed side by side, so that one question to the ledger serves all. Where two come to the same account
    the earlier goes first, and the other is followed again through what it left.
    """
    ledger = payments.drained()
    flows, claims = _stolen(incidents, ledger)
    drawn: dict[int, tuple[Traced, Drawing]] = {}
    while waiting := [incident for incident in incidents if incident.id not in drawn]:
        traced = _traced(waiting, flows, claims, ledger)
        keep_moves(edge for found in traced.values() for edge in found.edges)
        for one in waiting:
            if (found := traced.get(one.id)) is not None:
                drawn[one.id] = found, drawing(found, _terms(one), Of(one.id, ledger, claims[one.id]))
    kept = _keep_traces([(one, drawn[one.id][1]) for one in incidents])
    return {one.id: _told(one, drawn[one.id], kept[one.id], claims[one.id]) for one in incidents}


def _stolen(incidents: Sequence[Incident], ledger: int) -> tuple[Mapping[int, Mapping[int, Flow]], Claims]:
    """Of each incident the payments that were stolen, and to which claim each belongs."""
    claims: dict[int, dict[int, int]] = {one.id: {} for one in incidents}
    rows = Claim.objects.filter(incident__in=claims, state=ClaimState.LOCATED, payment__isnull=False).order_by("id")
    for incident, payment, claim in rows.values_list("incident_id", "payment", "id"):
        claims[incident][int(payment or 0)] = claim
    found = payments.flows_of([payment for each in claims.values() for payment in each], ledger)
    return {
        incident: {payment: found[payment] for payment in each if payment in found} for incident, each in claims.items()
    }, claims


def _terms(incident: Incident) -> Terms:
    return Terms(Rule(incident.rule), incident.depth, incident.watch_until - incident.opened_at)


def _traced(
    incidents: Sequence[Incident], flows: Mapping[int, Mapping[int, Flow]], claims: Claims, upto: int
) -> dict[int, Traced]:
    """The traces of those whose accounts are theirs alone, followed side by side."""
    apart = Apart()

    def ask(wanted: Mapping[int, Wanted]) -> dict[int, Answer]:
        alone = apart.of(wanted)
        parts = earlier.parts_into([account for accounts in alone.values() for account in accounts])
        others = {one: earlier.others(parts, mine, claims[one].values()) for one, mine in alone.items()}
        since = {one: earliest(mine, others[one]) for one, mine in alone.items()}
        read = payments.ledgers_of(list(since.values()), upto)
        return {one: Answer(since[one], ledger, others[one]) for one, ledger in zip(since, read, strict=True)}

    walks = {one.id: walk(Theft(claims[one.id], flows[one.id]), _terms(one)) for one in incidents}
    return {one: found for one, found in together(walks, ask).items() if one not in apart.ended}


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


def _keep_traces(told: Sequence[tuple[Incident, Drawing]]) -> dict[int, Trace]:
    """Keep what was drawn, each as its incident's next version."""
    rows = Trace.objects.filter(incident__in=[incident for incident, _ in told]).order_by().values_list("incident")
    versions, at = dict(rows.annotate(Max("version"))), clock.now()
    made = [_trace(incident, drawn, versions.get(incident.id, 0) + 1, at) for incident, drawn in told]
    return {one.incident_id: one for one in Trace.objects.bulk_create(made)}


def _trace(incident: Incident, drawn: Drawing, version: int, at: datetime) -> Trace:
    content = drawn.plain()
    return Trace(
        incident=incident,
        version=version,
        rule=drawn.rule,
        depth=drawn.depth,
        ledger=drawn.ledger,
        drawn_at=at,
        content=content,
        digest=digest_of(content),
    )


def _told(incident: Incident, drawn: tuple[Traced, Drawing], kept: Trace, claims: Mapping[int, int]) -> Drawn:
    traced, told = drawn
    return Drawn(kept, [_drawn(kept, told), *_placed(incident, traced, told.ledger)], list(_lying(traced, claims)))


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


def _lying(traced: Traced, claims: Mapping[int, int]) -> Iterator[Lying]:
    """Where stolen money lies and may be asked for, the nearest to the theft and the largest first."""
    left, into = traced.left(claims.values()), coming(traced)
    lying = [(account, edges) for account, edges in into.items() if account in left and not is_out_of_reach(edges)]
    lying.sort(key=lambda each: (traced.hops[each[0]], -sum(left[each[0]].values())))
    for account, edges in lying:
        yield Lying(account, edges[0].creditor_institution, traced.hops[account], left[account])
