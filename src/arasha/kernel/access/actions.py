"""The verbs of access: connect an institution, issue and revoke keys, let people in, note a look."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.kernel import clock
from arasha.kernel.access import keys
from arasha.kernel.access.facts import (
    InstitutionConnected,
    KeyIssued,
    KeyReplaced,
    KeyRevoked,
    PersonAdded,
    StandInChanged,
)
from arasha.kernel.access.models import Institution, InstitutionKey, InstitutionKind, Look, Person, StandIn
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.queries import institution as institution_of
from arasha.kernel.access.roles import Role
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.outbox.append import By, append

KEY_DAYS = 365


@transaction.atomic
def connect_institution(code: str, kind: InstitutionKind, names: dict[str, str], by: By) -> Institution:
    """Let an institution join; `names` has its name in `kk`, `ru`, `en`. `Conflict` when the code is taken."""
    if Institution.objects.filter(code=code).exists():
        raise Conflict("an institution with this code is connected already", field="code")
    institution = Institution.objects.create(
        code=code, kind=kind, connected_at=clock.now(), name_kk=names["kk"], name_ru=names["ru"], name_en=names["en"]
    )
    append([InstitutionConnected(code=code, institution_kind=kind)], by)
    return institution


@transaction.atomic
def choose_stand_in(code: str, stand_in: StandIn, by: By) -> None:
    """Set what the institution counts as our answer when none comes in time."""
    if not Institution.objects.filter(code=code).update(stand_in=stand_in):
        raise NotFound
    append([StandInChanged(code=code, stand_in=stand_in)], by)


@transaction.atomic
def issue_key(institution: Institution, by: By, *, scopes: Iterable[Scope] = EVERYDAY, label: str = "") -> str:
    """Give an institution a key, good for a year; returns the text, which is kept nowhere."""
    new, now = keys.make(), clock.now()
    granted = sorted(scopes)
    InstitutionKey.objects.create(
        key_id=new.key_id,
        institution=institution,
        digest=keys.digest(new.text.encode()),
        scopes=granted,
        label=label,
        issued_at=now,
        expires_at=now + timedelta(days=KEY_DAYS),
    )
    append([KeyIssued(code=institution.code, key_id=new.key_id, scopes=[str(scope) for scope in granted])], by)
    return new.text


@transaction.atomic
def revoke_key(key_id: str, by: By) -> None:
    """Make a key useless at once; revoking it again changes nothing. `NotFound` when there is no such key."""
    key = InstitutionKey.objects.select_for_update().select_related("institution").filter(key_id=key_id).first()
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = clock.now()
        key.save(update_fields=["revoked_at"])
        append([KeyRevoked(code=key.institution.code, key_id=key_id)], by)


@transaction.atomic
def replace_key(key_id: str, overlap: timedelta, by: By) -> str:
    """Give out a key with the same scopes in place of one, which stays good for the overlap; returns the new text.

    `NotFound` when there is no such key, `Conflict` when it is not good any more: then a new one is issued instead.
    """
    now = clock.now()
    old = InstitutionKey.objects.select_for_update().select_related("institution").filter(key_id=key_id).first()
    if old is None:
        raise NotFound
    if old.revoked_at is not None or old.expires_at <= now:
        raise Conflict("this key is not good any more: issue a new one", field="key_id")
    old.expires_at = min(old.expires_at, now + overlap)
    old.save(update_fields=["expires_at"])
    replaced = KeyReplaced(code=old.institution.code, key_id=key_id, good_until=clock.to_us(old.expires_at))
    text = issue_key(old.institution, by, scopes=map(Scope, old.scopes), label=old.label)
    append([replaced], by)
    return text


@transaction.atomic
def add_person(username: str, password: str, role: Role, by: By, *, name: str = "") -> TOTPDevice:
    """Let somebody into the workspace; returns the device whose secret goes into his authenticator.

    `Malformed` for an officer of an institution, who is let in with it.
    """
    if role is Role.INSTITUTION_OFFICER:
        raise Malformed("say of which institution the officer is", field="institution")
    return _added(Person(username=username, name=name or username, role=role), password, by)


@transaction.atomic
def add_officer(username: str, password: str, institution: str, by: By, *, name: str = "") -> TOTPDevice:
    """Let an officer of an institution (its code) in, who sees what is asked of it and nothing else."""
    bound = institution_of(institution)
    role = Role.INSTITUTION_OFFICER
    return _added(Person(username=username, name=name or username, role=role, institution=bound), password, by)


def note_look(person: Person, purpose: Purpose, what: Look.What, subject: str) -> None:
    """Leave the audit row of a look at somebody's data."""
    Look.objects.create(at=clock.now(), person=person, purpose=purpose, what=what, subject=subject)


def _added(person: Person, password: str, by: By) -> TOTPDevice:
    if Person.objects.filter(username=person.username).exists():
        raise Conflict("there is somebody with this name already", field="username")
    person.set_password(password)
    person.save()
    append([PersonAdded(username=person.username, role=Role(person.role))], by)
    return TOTPDevice.objects.create(user=person, name="authenticator", confirmed=True)
