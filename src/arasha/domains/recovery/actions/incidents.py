"""Opening an incident for a reported theft, and attaching its payments as they are found."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from arasha.domains.complaints.facts import ReportedPayment, TheftReported
from arasha.domains.payments.facts import Flow
from arasha.domains.payments.queries import flows as ledger
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.progress import move
from arasha.domains.recovery.actions.tracing import draw
from arasha.domains.recovery.actions.trusting import weigh
from arasha.domains.recovery.facts.incidents import (
    ClaimState,
    IncidentOpened,
    IncidentState,
    PaymentLocated,
)
from arasha.domains.recovery.models import Claim, Incident
from arasha.domains.recovery.queries.locating import fitting
from arasha.domains.recovery.rules.parties import Party
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox.append import By, append
from arasha.kernel.settings import current
from arasha.kernel.terms import Code, due

TRACER = By("process:tracer", Purpose.RECOVERY)


@transaction.atomic
def open_incident(recorded: Recorded[TheftReported]) -> Incident:
    """Make an incident of a reported theft: find its payments, follow the money, ask for it to be held.

    A report leads to one incident, however often it is heard.
    """
    fact, by = recorded.fact, By(recorded.actor, recorded.purpose)
    if (standing := Incident.objects.filter(complaint=fact.complaint).first()) is not None:
        return standing
    incident = _begun(fact)
    claims = [
        Claim.objects.create(
            incident=incident, place=place, state=ClaimState.WAITING, wanted=msgspec.to_builtins(wanted)
        )
        for place, wanted in enumerate(fact.payments, start=1)
    ]
    opened = IncidentOpened(
        incident=incident.id, complaint=fact.complaint, institution=fact.institution, claims=len(claims)
    )
    _go_on(incident, [opened, *_locate(incident, claims)], by)
    return incident


@transaction.atomic
def find_waiting(incident: int) -> bool:
    """Look again for the payments of an incident that were not in the ledger; True when some were found."""
    row = Incident.objects.select_for_update(of=("self",)).get(id=incident)
    located = _locate(row, list(Claim.objects.filter(incident=row, state=ClaimState.WAITING)))
    if located:
        _go_on(row, located, TRACER)
    return bool(located)


def waiting(since: datetime, limit: int = 500) -> list[int]:
    """The incidents opened since an instant that wait for a payment to appear in the ledger, the newest first."""
    rows = Claim.objects.filter(state=ClaimState.WAITING, incident__opened_at__gte=since, incident__closed_at=None)
    return list(rows.order_by("-incident").values_list("incident", flat=True).distinct()[:limit])


@transaction.atomic
def follow_again(incident: int, by: By) -> None:
    """Draw the trace of an incident anew, as the ledger stands now: the next version."""
    row = Incident.objects.select_for_update(of=("self",)).get(id=incident)
    _follow(row, [], by)


def _begun(fact: TheftReported) -> Incident:
    now, settings = clock.now(), current()
    return Incident.objects.create(
        complaint=fact.complaint,
        institution=access.institution(fact.institution) if fact.institution else None,
        reporter=UUID(fact.reporter) if fact.reporter else None,
        situation=fact.situation,
        state=IncidentState.REPORTED,
        rule=settings.trace_rule,
        depth=settings.trace_depth,
        opened_at=now,
        watch_until=due(Code.WATCH, now),
    )


def _locate(incident: Incident, claims: Sequence[Claim]) -> list[Fact]:
    """Find what can be found of some claims; the facts of what was."""
    facts: list[Fact] = []
    reporter = incident.institution.code if incident.institution else ""
    for claim in claims:
        found = fitting(msgspec.convert(claim.wanted, ReportedPayment), reporter)
        if len(found) > 1:
            claim.state, claim.fitting = ClaimState.AMBIGUOUS, len(found)
            claim.save(update_fields=["state", "fitting"])
        elif found and (flow := ledger.flows_of(found).get(found[0])):
            facts += _attach(incident, claim, flow)
    return facts


def _attach(incident: Incident, claim: Claim, flow: Flow) -> list[Fact]:
    """Tie a claim to its payment; a payment that another report claimed before stays with that one."""
    standing = Claim.objects.filter(payment=flow.payment, state=ClaimState.LOCATED).first()
    claim.state = ClaimState.LOCATED if standing is None else ClaimState.DUPLICATE
    claim.same_as = standing
    claim.payment, claim.amount, claim.paid_at, claim.located_at = flow.payment, flow.amount, flow.at, clock.now()
    claim.debtor, claim.creditor = flow.debtor, flow.creditor
    claim.debtor_institution, claim.creditor_institution = flow.debtor_institution, flow.creditor_institution
    claim.save()
    if standing is not None:
        return []
    incident.amount += flow.amount
    incident.save(update_fields=["amount"])
    return [PaymentLocated(incident=incident.id, claim=claim.id, payment=flow.payment, amount=flow.amount)]


def _go_on(incident: Incident, facts: list[Fact], by: By) -> None:
    """Follow the money of what was found, unless the report is not believed at once: then a person looks first."""
    if any(isinstance(fact, PaymentLocated) for fact in facts) and incident.state != IncidentState.TRIAGED:
        if not weigh(incident).believed and incident.state == IncidentState.REPORTED:
            append([*facts, *move(incident, IncidentState.TRIAGED, Party.PROCESS)], by)
            return
        if incident.state == IncidentState.REPORTED:
            facts = [*facts, *move(incident, IncidentState.TRACED, Party.PROCESS)]
        _follow(incident, facts, by)
    else:
        append(facts, by)


def _follow(incident: Incident, facts: list[Fact], by: By) -> None:
    """Draw the trace and ask for the money; what is told comes last, because it locks the log."""
    drawn = draw(incident)
    append([*facts, *drawn.facts], by)
    holds.request(incident, drawn.wanted, by)
