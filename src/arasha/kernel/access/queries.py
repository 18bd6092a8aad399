"""Reading who may do what."""

from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.models import Institution, InstitutionKey
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import NotFound


def good_keys() -> dict[bytes, Caller]:
    """Every key that is neither revoked nor expired, by its digest: what the gateway holds."""
    rows = InstitutionKey.objects.select_related("institution").filter(revoked_at=None, expires_at__gt=clock.now())
    return {
        bytes(key.digest): Caller(
            number=key.institution.number,
            code=key.institution.code,
            key_id=key.key_id,
            scopes=frozenset(map(Scope, key.scopes)),
            stand_in=key.institution.stand_in,
            expires_us=clock.to_us(key.expires_at),
        )
        for key in rows
    }


def code_of(number: int) -> str:
    """The code of the institution with this number."""
    return Institution.objects.values_list("code", flat=True).get(number=number)


def institution(code: str) -> Institution:
    """An institution by its code; `NotFound` when none has it."""
    found = Institution.objects.filter(code=code).first()
    if found is None:
        raise NotFound("no institution has this code")
    return found


def institutions() -> list[Institution]:
    """All institutions, by code."""
    return list(Institution.objects.all())
