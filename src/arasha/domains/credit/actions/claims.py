"""Claims that loans are void: opened, answered by the lender, decided by a supervisor, followed into the bureaus."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from arasha.domains.credit.actions import claim_messages as messages
from arasha.domains.credit.actions.parts import part_of
from arasha.domains.credit.facts.lending import (
    ClaimCorrected,
    ClaimDecided,
    ClaimDisputed,
    ClaimFact,
    ClaimOpened,
    ClaimState,
    Correction,
    DisputeReason,
    Finding,
    LoanSource,
    LoanWrittenOff,
    RecordCorrected,
)
from arasha.domains.credit.models import BureauRecord, Claim, Loan
from arasha.domains.credit.queries import sealed
from arasha.domains.credit.queries.loans import effect_at
from arasha.domains.credit.rules.claims import Part, step
from arasha.kernel import clock, terms
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append


class Dispute(NamedTuple):
    """Why a lender holds that it owes nothing; `application` is the one whose receipt it points to."""

    reason: DisputeReason
    application: str = ""
    note: str = ""


class Opened(NamedTuple):
    """New claims: what is to be said and recorded about them, in the caller's transaction."""

    messages: list[messages.Message]
    facts: list[Fact]


def open_all(loans: Sequence[Loan]) -> Opened:
    """Open a claim for each of some loans; the caller sends the messages and then appends the facts."""
    now = clock.now()
    due = terms.due(step(None, ClaimState.OPEN, Part.PROCESS).clock or terms.Code.CREDIT_WRITE_OFF, now)
    claims = Claim.objects.bulk_create(
        Claim(
            loan=loan, lender=loan.lender, lender_code=loan.lender_code, person=loan.person, ground=loan.finding,
            source=loan.source, state=ClaimState.OPEN, effect=effect_at(loan.person, loan.lent_at), opened_at=now,
            since=now, due_at=due,
        )
        for loan in loans
    )  # fmt: skip
    return Opened([messages.opened(each) for each in claims], [_opened(each) for each in claims])


@transaction.atomic
def write_off(number: int, by: By) -> Claim:
    """The lender wants nothing of the person any more: every bureau is asked to correct its record."""
    claim, part = _locked(number, by)
    if claim.state in {ClaimState.WRITTEN_OFF, ClaimState.CORRECTED}:
        return claim
    _move(claim, ClaimState.WRITTEN_OFF, part)
    claim.written_off_at = claim.answered_at = claim.since
    rows = _asked(claim)
    facts: list[Fact] = [_fact(LoanWrittenOff, claim, bureaus=len(rows), due_at=_us(claim.due_at))]
    if not rows:
        facts.append(_end(claim, part))
    claim.save()
    told = messages.corrections(rows, messages.readable([claim.person])) if rows else [messages.ended(claim)]
    messages.send(told)
    append(facts, by)
    return claim


@transaction.atomic
def dispute(number: int, said: Dispute, by: By) -> Claim:
    """The lender says that the loan stands: a supervisor decides."""
    claim, part = _locked(number, by)
    if claim.state == ClaimState.DISPUTED and claim.dispute == said.reason:
        return claim
    if said.reason is DisputeReason.ASKED and not said.application:
        raise Malformed("name the application whose receipt you have", field="application")
    _move(claim, ClaimState.DISPUTED, part)
    claim.answered_at, claim.dispute, claim.application = claim.since, said.reason, said.application
    claim.note = sealed.close(said.note, str(claim))
    claim.save()
    append([_fact(ClaimDisputed, claim, reason=said.reason, due_at=_us(claim.due_at))], by)
    return claim


@transaction.atomic
def decide(number: int, *, upheld: bool, reasons: str, by: By) -> Claim:
    """A supervisor decides: the loan is void and is written off, or the claim is unfounded. Reasons are needed."""
    if not reasons.strip():
        raise Malformed("write why", field="reasons")
    claim, part = _locked(number, by)
    _move(claim, ClaimState.UPHELD if upheld else ClaimState.UNFOUNDED, part)
    claim.decision, claim.decided_by = sealed.close(reasons, str(claim), field="reasons"), by.actor
    if not upheld:
        claim.ended_at = claim.since
    claim.save()
    messages.send([messages.decided(claim)])
    append([_fact(ClaimDecided, claim, due_at=_us(claim.due_at))], by)
    return claim


@transaction.atomic
def correct(number: int, bureau: int, said: Correction, by: By) -> Claim:
    """A bureau has struck the loan from the person's record, or never had it; the last one ends the claim."""
    claim, part = _locked(number, by)
    row = BureauRecord.objects.select_related("bureau").filter(claim=claim, bureau=bureau).first()
    if row is None:
        raise NotFound
    if said is Correction.ASKED:
        raise Malformed("say corrected, or not_held", field="said")
    if row.answered_at is not None:
        return claim
    row.said, row.answered_at = said, clock.now()
    row.save()
    facts: list[Fact] = [_fact(RecordCorrected, claim, bureau=row.bureau.code, said=said)]
    if not claim.records.filter(answered_at=None).exists():
        facts.append(_end(claim, part))
        claim.save()
        messages.send([messages.ended(claim)])
    append(facts, by)
    return claim


def _locked(number: int, by: By) -> tuple[Claim, Part]:
    claim = Claim.objects.select_for_update(of=("self",)).select_related("loan").filter(id=number).first()
    if claim is None:
        raise NotFound
    return claim, part_of(by, claim.lender_code)


def _move(claim: Claim, to: ClaimState, part: Part) -> None:
    """Give a claim another state as the table allows; its clock begins anew, or runs no more."""
    row = step(ClaimState(claim.state), to, part)
    claim.state, claim.since = to, clock.now()
    claim.due_at = terms.due(row.clock, claim.since) if row.clock else None
    claim.warned_at = claim.overdue_at = None


def _end(claim: Claim, part: Part) -> Fact:
    _move(claim, ClaimState.CORRECTED, part)
    claim.ended_at = claim.since
    return _fact(ClaimCorrected, claim)


def _asked(claim: Claim) -> list[BureauRecord]:
    """Every bureau is asked: whoever has the loan must strike it, who has it not says so."""
    bureaus = Institution.objects.filter(kind=InstitutionKind.CREDIT_BUREAU)
    return BureauRecord.objects.bulk_create(
        BureauRecord(claim=claim, bureau=bureau, said=Correction.ASKED, asked_at=claim.since) for bureau in bureaus
    )


def _opened(claim: Claim) -> Fact:
    loan = claim.loan
    return _fact(
        ClaimOpened,
        claim,
        ground=Finding(claim.ground),
        source=LoanSource(claim.source),
        amount=loan.amount,
        lent_at=clock.to_us(loan.lent_at),
        check=-1 if loan.check_place is None else loan.check_place,
        effect=claim.effect,
        due_at=_us(claim.due_at),
    )


def _fact(kind: type[ClaimFact], claim: Claim, **more: Any) -> Fact:
    return kind(
        claim=claim.id,
        person=claim.person.hex,
        lender=claim.lender_code,
        state=ClaimState(claim.state),
        **more,
    )


def _us(at: datetime | None) -> int:
    return clock.to_us(at) if at else 0
