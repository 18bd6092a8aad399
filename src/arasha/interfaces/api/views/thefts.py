"""Thefts that an institution reports for its clients, and what became of them."""

from typing import Any

from arasha.client import handling as h
from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.actions import Named, PaymentTold, Report, Reporter
from arasha.domains.complaints.facts import Situation, Source
from arasha.domains.recovery.facts.incidents import ClaimState
from arasha.domains.recovery.queries.handling import Incident
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.queries.reported import incident_of
from arasha.interfaces.api.door import Visit
from arasha.kernel import references
from arasha.kernel.errors import NotFound
from arasha.kernel.references import Letter


def report(visit: Visit, told: h.TheftReport) -> h.TheftTaken:
    """Take the report of a theft; the centre begins to follow the money at once."""
    taken = actions.take(_report(visit.caller.code, told), visit.by)
    return h.TheftTaken(id=told.id, reference=taken.reference, code=taken.code, state=taken.state.value)


def state(visit: Visit, name: str) -> h.Theft:
    """What became of a report of the caller's own; nobody else's can be told from one that does not exist."""
    row = queries.complaint(references.number(Letter.COMPLAINT, name))
    if row is None or row.institution_id != visit.caller.number:
        raise NotFound("no report of yours has this reference")
    case = queries.case_numbered(row.id)
    incident = incident_of(row.id)
    held, returned = _shares(incident)
    return h.Theft(
        id=row.report_id,
        reference=case.reference,
        situation=case.situation.value,
        state=case.state.value,
        reported_at=case.taken_at,
        ended_at=case.ended_at,
        held=held,
        returned=returned,
        payments=[_sought(claim) for claim in incident.claims.all()] if incident else [],
    )


def share(part: int, whole: int) -> h.Share:
    """A part of the stolen money in a word: the amounts themselves would tell of other people's accounts."""
    if part <= 0:
        return "none"
    if part >= whole:
        return "all"
    return ("some", "half", "most")[3 * part // whole]


def _sought(claim: Any) -> h.PaymentSought:
    return h.PaymentSought(state=claim.state, fitting=claim.fitting if claim.state == ClaimState.AMBIGUOUS else 0)


def _shares(incident: Incident | None) -> tuple[h.Share, h.Share]:
    """How much is held and how much has been paid back; nothing as long as the money is not followed."""
    if incident is None:
        return "none", "none"
    found = money(incident)
    return share(found.held, found.stolen), share(found.returned, found.stolen)


def _report(code: str, told: h.TheftReport) -> Report:
    victim = told.victim or h.Victim()
    return Report(
        source=Source.INSTITUTION,
        situation=Situation(told.situation),
        institution=code,
        report_id=told.id,
        payments=tuple(_payment(code, payment) for payment in told.payments),
        reporter=Reporter(
            name=victim.name, phone=victim.phone, iin=victim.iin, account=victim.account, email=victim.email
        ),
        named=tuple(Named(text=each.text, kind=each.kind or "") for each in told.used),
        story=told.story,
        language=told.language,
    )


def _payment(code: str, told: h.StolenPayment) -> PaymentTold:
    return PaymentTold(
        institution=told.institution or code,
        payment_id=told.payment_id or "",
        end_to_end_id=told.end_to_end_id or "",
        amount=told.amount or 0,
        amount_is_exact=told.amount_is_exact,
        begin=told.begin,
        end=told.end,
        debtor=told.debtor or "",
        creditor=told.creditor or "",
        creditor_institution=told.creditor_institution or "",
        phone=told.phone or "",
    )
