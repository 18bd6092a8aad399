"""Who acts for whom."""

from uuid import UUID

from django.db.models import Q, QuerySet

from arasha.domains.credit.facts.refusing import GuardianState
from arasha.domains.credit.models import Guardianship
from arasha.kernel import clock
from arasha.kernel.errors import NotFound
from arasha.kernel.seal import seal

__all__ = ["Guardianship", "acts_for", "document_of", "guardians_of", "guardianship", "waiting", "wards_of"]


def acts_for(guardian: UUID, ward: UUID) -> bool:
    """May somebody act for a person now?"""
    return _good().filter(guardian=guardian, ward=ward).exists()


def guardians_of(ward: UUID) -> list[Guardianship]:
    """The guardians who may act for a person now."""
    return list(_good().filter(ward=ward).order_by("id"))


def wards_of(guardian: UUID) -> list[Guardianship]:
    """For whom somebody acts, asks to act, or was not allowed to; the newest first."""
    return list(Guardianship.objects.filter(guardian=guardian).order_by("-id"))


def guardianship(number: int) -> Guardianship:
    """A guardianship by its number; `NotFound` when there is none."""
    found = Guardianship.objects.filter(id=number).first()
    if found is None:
        raise NotFound("there is no guardianship with this number")
    return found


def waiting(after: int, size: int) -> list[Guardianship]:
    """The guardianships that wait for somebody to look into the state's registers, the oldest first."""
    rows = Guardianship.objects.filter(state=GuardianState.ASKED, id__gt=after)
    return list(rows.order_by("id")[:size])


def document_of(row: Guardianship) -> str:
    """The number of the document by which somebody is a guardian; the caller notes the look."""
    return seal().open(bytes(row.document), about=about(row.guardian, row.ward)).decode()


def about(guardian: UUID, ward: UUID) -> bytes:
    """What a sealed document is bound to."""
    return b"guardian\x00" + guardian.bytes + ward.bytes


def _good() -> QuerySet[Guardianship]:
    lasting = Q(ends_at=None) | Q(ends_at__gt=clock.now())
    return Guardianship.objects.filter(lasting, state=GuardianState.CONFIRMED)
