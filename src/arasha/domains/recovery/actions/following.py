"""Following stolen money that was let go: it is written down, and asked for where it went. And ending the search."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Min

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Flow, TaintMoved
from arasha.domains.payments.queries.flows import flows_of
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.incidents import TRACER
from arasha.domains.recovery.actions.tracing import Lying, keep_moves
from arasha.domains.recovery.facts.incidents import TaintLifted
from arasha.domains.recovery.models import Claim, Incident, Move
from arasha.domains.recovery.rules.tracing import Edge, Stop
from arasha.kernel.facts import Recorded
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import append


@transaction.atomic
def follow(recorded: Recorded[TaintMoved]) -> None:
    """Stolen money went on with a payment: ask the institution to which it went to hold it."""
    fact = recorded.fact
    flow = flows_of([fact.payment]).get(fact.payment)
    incidents = _incidents(fact.claims)
    if flow is None or not incidents:
        return
    for incident, claims in incidents.items():
        edge = _edge(flow, claims)
        keep_moves([edge])
        if edge.stop is None:
            row = Incident.objects.select_for_update(of=("self",)).get(id=incident)
            lying = Lying(flow.creditor, flow.creditor_institution, edge.hop, claims)
            holds.request([holds.Ask(row, [lying], TRACER.actor)], TRACER)


def _incidents(claims: Mapping[int, int]) -> dict[int, dict[int, int]]:
    """Of which incident each claim is, in the order of incidents, so that two workers never wait for each other."""
    found: dict[int, dict[int, int]] = {}
    for claim, incident in Claim.objects.filter(id__in=list(claims)).order_by("incident").values_list("id", "incident"):
        found.setdefault(incident, {})[claim] = claims[claim]
    return found


def _edge(flow: Flow, claims: dict[int, int]) -> Edge:
    """The payment as a part of a trace; there is no limit to its depth."""
    nearest = Move.objects.filter(creditor=flow.debtor, claim_id__in=list(claims)).aggregate(hop=Min("hop"))["hop"]
    hop = (nearest or 0) + 1
    stop = Stop.CASH if flow.kind == CASH_OUT else None
    if flow.kind == MERCHANT and hop > MERCHANT_HOPS:
        stop = Stop.MERCHANT
    return Edge(
        flow.payment, claims, flow.debtor, flow.creditor, flow.debtor_institution, flow.creditor_institution,
        flow.at, flow.amount, hop, stop,
    )  # fmt: skip


@transaction.atomic
def end_search(incident: int) -> None:
    """The incident has ended: what is still running of its money is looked for no longer."""
    claims = list(Claim.objects.filter(incident=incident).values_list("id", flat=True))
    accounts = set(Move.objects.filter(claim_id__in=claims).values_list("creditor", flat=True))
    ended = any(isinstance(one.fact, TaintLifted) and one.fact.ended for one in read.about(f"incident:{incident}"))
    if accounts and not ended:
        hexes = sorted(account.hex for account in accounts)
        append([TaintLifted(incident=incident, accounts=hexes, claims=claims, ended=True)], TRACER)
