"""Opening incidents for reported thefts, and attaching their payments as they are found.

Reports that are heard together are followed together: every question to the store is asked once for all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection, transaction

from arasha.domains.complaints.facts import ReportedPayment, TheftReported
from arasha.domains.payments.facts import Flow
from arasha.domains.payments.queries import flows as ledger
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.progress import moved, save_states
from arasha.domains.recovery.actions.tracing import draw
from arasha.domains.recovery.actions.trusting import weigh
from arasha.domains.recovery.facts.incidents import (
    ClaimState,
    IncidentOpened,
    IncidentState,
    PaymentLocated,
)
from arasha.domains.recovery.models import Claim, Incident
from arasha.domains.recovery.queries.locating import Sought, fitting
from arasha.domains.recovery.rules.parties import Party
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import current
from arasha.kernel.terms import Code, due

_SAVE_SUMS = """
UPDATE recovery_incident AS i SET amount = s.amount, trust = s.trust
FROM unnest(%s::bigint[], %s::bigint[], %s::smallint[]) AS s (id, amount, trust) WHERE i.id = s.id
"""

TRACER = By("process:tracer", Purpose.RECOVERY)


@dataclass(slots=True)
class _Case:
    """An incident at work, on whose word it is, and what has happened to it just now."""

    incident: Incident
    owner: str
    claims: list[Claim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


@transaction.atomic
def open_incidents(reports: Sequence[Recorded[TheftReported]]) -> list[Incident]:
    """Make incidents of reported thefts: find the payments, follow the money, ask for it to be held.

    A report leads to one incident, however often it is heard. What follows is the tracer's act; each hold stands on the
    word of whoever reported.
    """
    told = {report.fact.complaint: report for report in reports}
    for number in Incident.objects.filter(complaint__in=told).values_list("complaint", flat=True):
        del told[number]
    cases = _begun(list(told.values()))
    if cases:
        _locate(cases, new=True)
        _go_on(cases)
    return [case.incident for case in cases]


@transaction.atomic
def find_waiting(incident: int) -> bool:
    """Look again for the payments of an incident that were not in the ledger; True when some were found."""
    row = _locked(incident)
    case = _Case(row, TRACER.actor, list(Claim.objects.filter(incident=row, state=ClaimState.WAITING)))
    _locate([case], new=False)
    if case.facts:
        _go_on([case])
    return bool(case.facts)


def waiting(since: datetime, limit: int = 500) -> list[int]:
    """The incidents opened since an instant that wait for a payment to appear in the ledger, the newest first."""
    rows = Claim.objects.filter(state=ClaimState.WAITING, incident__opened_at__gte=since, incident__closed_at=None)
    return list(rows.order_by("-incident").values_list("incident", flat=True).distinct()[:limit])


@transaction.atomic
def follow_again(incident: int, by: By) -> None:
    """Draw the trace of an incident anew, as the ledger stands now: the next version."""
    _follow([_Case(_locked(incident), by.actor)], by)


def _locked(incident: int) -> Incident:
    return Incident.objects.select_for_update(of=("self",)).select_related("institution").get(id=incident)


def _begun(reports: Sequence[Recorded[TheftReported]]) -> list[_Case]:
    """New incidents, with a claim for each payment that was reported, which is kept when it has been looked for."""
    codes = {report.fact.institution for report in reports} - {""}
    institutions = {one.code: one for one in Institution.objects.filter(code__in=codes)} if codes else {}
    incidents = Incident.objects.bulk_create(
        [_incident(report.fact, institutions.get(report.fact.institution)) for report in reports]
    )
    cases = [_Case(incident, report.actor) for incident, report in zip(incidents, reports, strict=True)]
    for case, report in zip(cases, reports, strict=True):
        case.claims = [
            Claim(incident=case.incident, place=place, state=ClaimState.WAITING, wanted=msgspec.to_builtins(wanted))
            for place, wanted in enumerate(report.fact.payments, start=1)
        ]
        case.facts = [_opened(case, report.fact)]
    return cases


def _incident(fact: TheftReported, institution: Institution | None) -> Incident:
    now, settings = clock.now(), current()
    return Incident(
        complaint=fact.complaint,
        institution=institution,
        reporter=UUID(fact.reporter) if fact.reporter else None,
        situation=fact.situation,
        state=IncidentState.REPORTED,
        rule=settings.trace_rule,
        depth=settings.trace_depth,
        opened_at=now,
        watch_until=due(Code.WATCH, now),
    )


def _opened(case: _Case, fact: TheftReported) -> IncidentOpened:
    return IncidentOpened(
        incident=case.incident.id, complaint=fact.complaint, institution=fact.institution, claims=len(case.claims)
    )


def _locate(cases: Sequence[_Case], *, new: bool) -> None:
    """Find what can be found of the claims; the facts of what was are the cases'.

    A payment that another report claimed before stays with that one, and of two that claim it now with the first.
    """
    claims = [(case, claim) for case in cases for claim in case.claims]
    found = fitting([_sought(case, claim) for case, claim in claims])
    flows = ledger.flows_of([fits[0] for fits in found if len(fits) == 1])
    standing = {claim.payment: claim for claim in Claim.objects.filter(payment__in=flows, state=ClaimState.LOCATED)}
    for (case, claim), fits in zip(claims, found, strict=True):
        if len(fits) > 1:
            claim.state, claim.fitting = ClaimState.AMBIGUOUS, len(fits)
        elif fits and (flow := flows.get(fits[0])):
            _attach(claim, flow, standing.get(flow.payment))
            if claim.same_as is None:
                standing[flow.payment] = claim
                case.incident.amount += flow.amount
    _keep([claim for _, claim in claims], new=new)
    for case, claim in claims:
        if claim.state == ClaimState.LOCATED:
            case.facts.append(_located(claim))


def _sought(case: _Case, claim: Claim) -> Sought:
    reporter = case.incident.institution.code if case.incident.institution else ""
    return Sought(msgspec.convert(claim.wanted, ReportedPayment), reporter)


def _attach(claim: Claim, flow: Flow, standing: Claim | None) -> None:
    """Tie a claim to its payment."""
    claim.state = ClaimState.LOCATED if standing is None else ClaimState.DUPLICATE
    claim.same_as = standing
    claim.payment, claim.amount, claim.paid_at, claim.located_at = flow.payment, flow.amount, flow.at, clock.now()
    claim.debtor, claim.creditor = flow.debtor, flow.creditor
    claim.debtor_institution, claim.creditor_institution = flow.debtor_institution, flow.creditor_institution


def _located(claim: Claim) -> PaymentLocated:
    return PaymentLocated(incident=claim.incident_id, claim=claim.id, payment=claim.payment or 0, amount=claim.amount)


def _keep(claims: Sequence[Claim], *, new: bool) -> None:
    """Keep claims: new ones, those first to which others point; of old ones what is now known."""
    if new:
        Claim.objects.bulk_create([claim for claim in claims if claim.same_as is None])
        Claim.objects.bulk_create([claim for claim in claims if claim.same_as is not None])
        return
    for claim in claims:
        if claim.state != ClaimState.WAITING:
            claim.save()


def _go_on(cases: Sequence[_Case]) -> None:
    """Follow the money of what was found, unless a report is not believed at once: then a person looks first."""
    found = [
        case
        for case in cases
        if case.incident.state != IncidentState.TRIAGED and any(isinstance(one, PaymentLocated) for one in case.facts)
    ]
    judged = weigh([case.incident for case in found])
    for case in found:
        if case.incident.state == IncidentState.REPORTED:
            believed = judged[case.incident.id].believed
            to = IncidentState.TRACED if believed else IncidentState.TRIAGED
            case.facts.append(moved(case.incident, to, Party.PROCESS))
    save_states([case.incident for case in cases])
    _save_sums(case.incident for case in cases)
    followed = [case for case in found if case.incident.state != IncidentState.TRIAGED]
    others = [case for case in cases if case not in followed]
    _follow(followed, TRACER, [fact for case in others for fact in case.facts])


def _save_sums(incidents: Iterable[Incident]) -> None:
    """Save what was stolen, and how far the report is trusted."""
    rows = [(one.id, one.amount, one.trust) for one in incidents]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_SAVE_SUMS, [list(column) for column in zip(*rows, strict=True)])


def _follow(cases: Sequence[_Case], by: By, first: Sequence[Fact] = ()) -> None:
    """Draw the traces and ask for the money; what is told comes last, because it locks the log."""
    drawn = draw([case.incident for case in cases]) if cases else {}
    told = [fact for case in cases for fact in (*case.facts, *drawn[case.incident.id].facts)]
    asks = [holds.Ask(case.incident, drawn[case.incident.id].lying, case.owner) for case in cases]
    holds.request(asks, by, [*first, *told])
