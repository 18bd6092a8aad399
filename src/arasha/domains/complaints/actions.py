"""The verbs of complaints: take a report, take it up, take it back, close it; keep a form that is being filled in."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

import msgspec
from django.db import IntegrityError, transaction

from arasha.domains.complaints.facts import (
    ComplaintClosed,
    ComplaintFact,
    ComplaintState,
    ComplaintTakenUp,
    ComplaintWithdrawn,
    TheftReported,
)
from arasha.domains.complaints.models import Complaint, Draft, Mentioned
from arasha.domains.complaints.queries import about, digest_of_draft, opened, told
from arasha.domains.complaints.rules import reading
from arasha.domains.complaints.rules.checks import check
from arasha.domains.complaints.rules.drafts import Form
from arasha.domains.complaints.rules.reading import Mention, Receiver, receiver_of
from arasha.domains.complaints.rules.report import (
    Named,
    PaymentTold,
    Report,
    Reporter,
    around,
    encoded,
    on_day,
)
from arasha.domains.complaints.rules.states import check_transition
from arasha.kernel import clock, references
from arasha.kernel.access.models import Institution
from arasha.kernel.access.queries import institution as institution_of
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By, append
from arasha.kernel.references import Letter
from arasha.kernel.seal import seal
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens, as_uuid

__all__ = [
    "Form", "Named", "PaymentTold", "Receiver", "Report", "Reporter", "Taken", "around", "begin_draft", "close",
    "drop_drafts", "end_draft", "keep_draft", "on_day", "receiver_of", "send_draft", "take", "take_up", "withdraw",
]  # fmt: skip

LONGEST_REASON = 500

# A form that nobody touches goes away, with everything that was typed into it.
DRAFT_LIVES = timedelta(hours=1)


class Taken(NamedTuple):
    """A complaint that was taken; `code` is told this once, and None when the same report was taken before."""

    complaint: int
    reference: str
    code: str | None
    state: ComplaintState = ComplaintState.RECEIVED


@transaction.atomic
def take(report: Report, by: By) -> Taken:
    """Take a report of a theft, whole, and tell the centre.

    `Malformed` names the field and the remedy; `NotFound` when the reporting institution is not connected. The same
    institution's report with the same id is taken once: told again it is the same, told otherwise it is a `Conflict`.
    """
    taken, facts = _taken(report, by)
    if facts:
        append(facts, by)
    return taken


@transaction.atomic
def take_up(numbers: Collection[int], by: By) -> None:
    """The centre began to follow the money; of complaints that are underway or have ended nothing changes."""
    waiting = Complaint.objects.select_for_update().filter(id__in=numbers, state=ComplaintState.RECEIVED)
    found = list(waiting.order_by("id").values_list("id", flat=True))
    check_transition(ComplaintState.RECEIVED, ComplaintState.UNDERWAY)
    Complaint.objects.filter(id__in=found).update(state=ComplaintState.UNDERWAY)
    append([ComplaintTakenUp(complaint=number) for number in found], by)


@transaction.atomic
def withdraw(number: int, reason: str, by: By) -> None:
    """Take a report back for the one who reported; `Malformed` without a reason, `Conflict` when it has ended."""
    _end(number, ComplaintState.WITHDRAWN, reason)
    append([ComplaintWithdrawn(complaint=number)], by)


@transaction.atomic
def close(number: int, reason: str, by: By, *, unfounded: bool = False) -> None:
    """Close a complaint, as done or as `unfounded`; `Malformed` without a reason, `Conflict` when it has ended."""
    _end(number, ComplaintState.UNFOUNDED if unfounded else ComplaintState.CLOSED, reason)
    append([ComplaintClosed(complaint=number, unfounded=unfounded)], by)


def begin_draft() -> str:
    """Keep an empty form; returns the secret under which it is found again, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    digest = digest_of_draft(secret)
    Draft.objects.create(digest=digest, box=_sealed(Form(), digest), expires_at=clock.now() + DRAFT_LIVES)
    return secret


def keep_draft(secret: str, form: Form) -> bool:
    """Keep what has been filled in, for another hour; False when the form has gone away."""
    digest, now = digest_of_draft(secret), clock.now()
    row = Draft.objects.filter(digest=digest, expires_at__gt=now)
    return bool(row.update(box=_sealed(form, digest), expires_at=now + DRAFT_LIVES))


@transaction.atomic
def send_draft(secret: str, report: Report, by: By) -> Form:
    """Take the report that a form makes, once, however often it is sent; the form then holds reference and code alone.

    `NotFound` when the form has gone away, and what `take` raises.
    """
    row = Draft.objects.select_for_update().filter(digest=digest_of_draft(secret), expires_at__gt=clock.now()).first()
    if row is None:
        raise NotFound
    form = opened(row)
    if form.sent:
        return form
    taken, facts = _taken(report, by)
    form = Form(reference=taken.reference, code=taken.code or "")
    keep_draft(secret, form)
    append(facts, by)
    return form


def end_draft(secret: str) -> None:
    """Forget a form."""
    Draft.objects.filter(digest=digest_of_draft(secret)).delete()


def drop_drafts() -> int:
    """Forget the forms whose time is over; how many."""
    return Draft.objects.filter(expires_at__lte=clock.now()).delete()[0]


def _taken(report: Report, by: By) -> tuple[Taken, list[ComplaintFact]]:
    """The complaint of a report, and what is to be told of it: nothing, when it was taken before."""
    check(report, clock.now())
    institution = institution_of(report.institution) if report.institution else None
    tokens = Tokens(keyring().key(KeyPurpose.TOKEN))
    found, code = reading.mentions(report), references.new_code()
    fact = TheftReported(
        complaint=0,
        source=report.source,
        institution=report.institution,
        reporter=reading.reporter_token(found, tokens),
        situation=report.situation,
        payments=reading.reported(report, found, tokens),
    )
    row = _row(report, fact, by)
    row.institution, row.code_digest = institution, references.digest_of(code)
    if not _stored(row):
        return _again(report, institution), []
    _keep(row, report, found, tokens)
    taken = Taken(row.id, references.reference(Letter.COMPLAINT, row.id), code)
    return taken, [msgspec.structs.replace(fact, complaint=row.id)]


def _row(report: Report, fact: TheftReported, by: By) -> Complaint:
    return Complaint(
        source=report.source,
        situation=report.situation,
        state=ComplaintState.RECEIVED,
        report_id=report.report_id,
        reporter=fact.reporter or None,
        amount=sum(payment.amount for payment in report.payments),
        language=report.language,
        box=b"",
        taken_at=clock.now(),
        taken_by=by.actor,
    )


def _stored(row: Complaint) -> bool:
    """Store a new complaint; False when its report was taken before, or is being taken at this very moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _again(report: Report, institution: Institution | None) -> Taken:
    """The complaint that was made of the same report before."""
    row = Complaint.objects.get(source=report.source, institution=institution, report_id=report.report_id)
    if told(row) != report:
        raise Conflict("this id was used before for another report; give this one an id of its own", field="id")
    return Taken(row.id, references.reference(Letter.COMPLAINT, row.id), None, ComplaintState(row.state))


def _keep(row: Complaint, report: Report, found: list[Mention], tokens: Tokens) -> None:
    """Keep the report sealed, and what it names: readable values in the vault, tokens beside the complaint."""
    row.box = seal().close(encoded(report), about=about(row.id))
    row.save(update_fields=["box"])
    values = {reading.token_of(mention.value, tokens): mention.value for mention in found}
    vault.keep(values)
    Mentioned.objects.bulk_create(
        Mentioned(
            complaint=row,
            token=as_uuid(reading.token_of(mention.value, tokens)),
            kind=mention.value.kind,
            role=mention.role,
            payment=mention.payment,
            readable=mention.value.readable,
        )
        for mention in found
    )


def _locked(number: int) -> Complaint:
    row = Complaint.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NotFound
    return row


def _end(number: int, state: ComplaintState, reason: str) -> None:
    if not reason.strip():
        raise Malformed("say why", field="reason")
    row = _locked(number)
    row.ended_at, row.end_reason = clock.now(), reason.strip()[:LONGEST_REASON]
    _move(row, state)


def _move(row: Complaint, state: ComplaintState) -> None:
    check_transition(ComplaintState(row.state), state)
    row.state = state
    row.save(update_fields=["state", "ended_at", "end_reason"])


def _sealed(form: Form, digest: bytes) -> bytes:
    return seal().close(msgspec.json.encode(form), about=digest)
