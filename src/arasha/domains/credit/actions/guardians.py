"""Guardians: ask to act for a minor or an incapable person, are confirmed from the state's registers, and end.

A guardianship of a minor ends by itself on the eighteenth birthday.
"""

from datetime import datetime, time
from typing import NamedTuple

from django.db import transaction

from arasha.domains.credit.actions.acting import CLOCK, Actor, iin_of, person_of
from arasha.domains.credit.actions.refusals import stopped
from arasha.domains.credit.actions.rows import locked
from arasha.domains.credit.actions.telling import Happened, conclude
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianshipChanged, GuardianState, Method, Stop, What
from arasha.domains.credit.models import Guardianship
from arasha.domains.credit.queries.guardians import about
from arasha.domains.credit.rules.guardians import is_minor, of_age_on
from arasha.domains.credit.rules.states import LIFTING, STRONG
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.seal import seal
from arasha.kernel.tokens import as_uuid

LONGEST_DOCUMENT = 80
RUNNING = (GuardianState.ASKED, GuardianState.CONFIRMED)
SAID = {
    GuardianState.ASKED: What.GUARDIAN_ASKED,
    GuardianState.CONFIRMED: What.GUARDIAN_CONFIRMED,
    GuardianState.DECLINED: What.GUARDIAN_DECLINED,
    GuardianState.ENDED: What.GUARDIAN_ENDED,
}


class Guarding(NamedTuple):
    """For whom somebody wants to act (an IIN), why, and the document that says so: birth certificate or court's act."""

    ward: str
    ground: GuardianKind
    document: str


@transaction.atomic
def ask(guardian: bytes, method: Method, guarding: Guarding, by: By) -> Guardianship:
    """Ask to act for somebody; nothing may be done before it is confirmed. Asked again, the one that runs.

    `Forbidden` by less than a signature, a visit or the portal's word, `Malformed` for an adult called a minor, for
    oneself, or without the document's number.
    """
    if method not in STRONG | {Method.PORTAL}:
        raise Forbidden("a guardian shows who he is by a digital signature")
    if not 0 < len(guarding.document.strip()) <= LONGEST_DOCUMENT:
        raise Malformed("the number of the document by which you are the guardian", field="document")
    ends, ward = _end_of(guarding), person_of(guarding.ward, field="ward")
    if ward == guardian:
        raise Malformed("nobody is his own guardian", field="ward")
    pair = {"guardian": as_uuid(guardian), "ward": as_uuid(ward)}
    running = Guardianship.objects.filter(**pair, state__in=RUNNING).first()
    if running is not None:
        return running
    box = seal().close(guarding.document.strip().encode(), about=about(*pair.values()))
    row = Guardianship.objects.create(
        **pair, ground=guarding.ground, state=GuardianState.ASKED, document=box, asked_at=clock.now(), ends_at=ends
    )
    conclude([_said(row)], by)
    return row


@transaction.atomic
def confirm(number: int, by: By) -> Guardianship:
    """The state's registers say that it is so; a lift that the ward had begun is stopped.

    `NotFound` for an unknown number, `Conflict` when it was decided, or the ward is of age by now.
    """
    row = _decided(number, GuardianState.CONFIRMED, by)
    if row.ends_at is not None and row.ends_at <= clock.now():
        raise Conflict("the ward is of age by now", field="state")
    refusal = locked(row.ward)
    happened = [_said(row)]
    if refusal.state in LIFTING:
        happened.append(stopped(refusal, Stop.CANCELLED, row.guardian))
    conclude(happened, by)
    return row


@transaction.atomic
def decline(number: int, by: By) -> Guardianship:
    """The state's registers do not say so."""
    row = _decided(number, GuardianState.DECLINED, by)
    conclude([_said(row)], by)
    return row


@transaction.atomic
def end(number: int, by: By, acting: Actor | None = None) -> Guardianship:
    """End a guardianship: the registers say so, or the guardian gives it up (`acting`)."""
    row = _locked(number)
    if acting is not None and as_uuid(acting.acting) != row.guardian:
        raise NotFound("there is no guardianship with this number")
    if row.state not in RUNNING:
        raise Conflict("it has ended already", field="state")
    conclude([_ended(row, by)], by)
    return row


@transaction.atomic
def end_due(limit: int = 200) -> int:
    """End the guardianships whose ward has come of age; how many."""
    rows = Guardianship.objects.select_for_update(skip_locked=True)
    over = list(rows.filter(state__in=RUNNING, ends_at__lte=clock.now()).order_by("ends_at")[:limit])
    if over:
        conclude([_ended(row, CLOCK) for row in over], CLOCK)
    return len(over)


def _end_of(guarding: Guarding) -> datetime | None:
    """When it ends by itself; `Malformed` when a minor is none."""
    if guarding.ground is GuardianKind.INCAPABLE:
        return None
    born = iin_of(guarding.ward, field="ward").birth_date
    if born is None or not is_minor(born, clock.on_screen(clock.now()).date()):
        raise Malformed("this person is of age by the IIN", field="ward")
    return datetime.combine(of_age_on(born), time(), clock.ALMATY)


def _decided(number: int, state: GuardianState, by: By) -> Guardianship:
    row = _locked(number)
    if row.state != GuardianState.ASKED:
        raise Conflict("this was decided already", field="state")
    row.state, row.decided_at, row.decided_by = state, clock.now(), by.actor
    row.save()
    return row


def _ended(row: Guardianship, by: By) -> Happened:
    row.state, row.decided_at, row.decided_by = GuardianState.ENDED, clock.now(), by.actor
    row.save()
    return _said(row)


def _locked(number: int) -> Guardianship:
    row = Guardianship.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NotFound("there is no guardianship with this number")
    return row


def _said(row: Guardianship) -> Happened:
    state = GuardianState(row.state)
    fact = GuardianshipChanged(
        person=row.ward.hex, acting=row.guardian.hex, guardianship=row.id, ground=GuardianKind(row.ground), state=state
    )
    return Happened(locked(row.ward), SAID[state], lambda _: [fact])
