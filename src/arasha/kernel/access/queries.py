"""Reading who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import connection
from django.db.models import QuerySet

from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.models import Institution, InstitutionKey, Look, Person
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import NotFound

# Asked with every request of every institution, so that a key that was revoked opens nothing any more.
_CALLER = """
SELECT number, code, key_id, scopes, stand_in, expires_at, kind
FROM institution_key JOIN institution ON number = institution_id
WHERE digest = %s AND revoked_at IS NULL AND expires_at > %s
"""


def good_keys() -> dict[bytes, Caller]:
    """Every key that is neither revoked nor expired, by its digest: what the gateway holds."""
    rows = InstitutionKey.objects.select_related("institution").filter(revoked_at=None, expires_at__gt=clock.now())
    return {bytes(key.digest): _caller(key) for key in rows}


def caller(digest: bytes) -> Caller | None:
    """Who is behind the key with this digest; None when there is no such key, or it is not good any more."""
    with connection.cursor() as cursor:
        cursor.execute(_CALLER, [digest, clock.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    number, code, key_id, scopes, stand_in, expires_at, kind = row
    words = msgspec.json.decode(scopes, type=frozenset[Scope])
    return Caller(number, code, key_id, words, stand_in, clock.to_us(expires_at), kind)


def code_of(number: int) -> str:
    """The code of the institution with this number."""
    return Institution.objects.values_list("code", flat=True).get(number=number)


def codes_of(numbers: Iterable[int]) -> dict[int, str]:
    """The codes of institutions, by their numbers."""
    return dict(Institution.objects.filter(number__in=numbers).values_list("number", "code"))


def institution(code: str) -> Institution:
    """An institution by its code; `NotFound` when none has it."""
    found = Institution.objects.filter(code=code).first()
    if found is None:
        raise NotFound("no institution has this code")
    return found


def institutions() -> list[Institution]:
    """All institutions, by code."""
    return list(Institution.objects.all())


def institution_numbered(number: int) -> Institution:
    """An institution by the number that its address carries; `NotFound` when none has it."""
    found = Institution.objects.filter(number=number).first()
    if found is None:
        raise NotFound("no institution has this number")
    return found


def keys_of(connected: Institution) -> list[InstitutionKey]:
    """Every key that an institution was ever given, the newest first."""
    return list(InstitutionKey.objects.filter(institution=connected))


def keys_in_use(now: datetime) -> dict[int, list[InstitutionKey]]:
    """The good keys of each institution, by its number; the first to expire stands first."""
    rows = InstitutionKey.objects.filter(revoked_at=None, expires_at__gt=now).order_by("expires_at")
    found: dict[int, list[InstitutionKey]] = {}
    for key in rows:
        found.setdefault(key.institution_id, []).append(key)
    return found


def people() -> list[Person]:
    """Everybody who works or has worked at the centre, by name."""
    return list(Person.objects.order_by("name", "username"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Which looks to list; whatever is None or empty narrows nothing."""

    person: str = ""
    purpose: str = ""
    what: str = ""
    subject: str = ""
    since: datetime | None = None


def looks(looked: Looked, size: int, before: int | None = None) -> list[Look]:
    """A page of the audit, the newest first, from before a look's number on."""
    narrowing = {
        "person__username": looked.person or None,
        "purpose": looked.purpose or None,
        "what": looked.what or None,
        "subject": looked.subject or None,
        "at__gte": looked.since,
        "id__lt": before,
    }
    rows: QuerySet[Look] = Look.objects.select_related("person")
    rows = rows.filter(**{name: value for name, value in narrowing.items() if value is not None})
    return list(rows.order_by("-id")[:size])


def _caller(key: InstitutionKey) -> Caller:
    return Caller(
        number=key.institution.number,
        code=key.institution.code,
        key_id=key.key_id,
        scopes=frozenset(map(Scope, key.scopes)),
        stand_in=key.institution.stand_in,
        expires_us=clock.to_us(key.expires_at),
        kind=key.institution.kind,
    )
