"""What lenders asked and were told."""

from uuid import UUID

from arasha.domains.credit.models import Check
from arasha.domains.credit.rules.answers import CHANNELS, PRODUCTS

__all__ = ["CHANNELS", "PRODUCTS", "Check", "by_application", "numbered", "of_person"]


def by_application(lender: str, application: str) -> Check | None:
    """The last answer that a lender got under an application's id."""
    rows = Check.objects.select_related("lender").filter(lender__code=lender, application=application)
    return rows.order_by("-sequence").first()


def of_person(person: UUID, before: int | None = None, limit: int = 100) -> list[Check]:
    """Who asked about a person, the latest first, from before a sequence on."""
    rows = Check.objects.select_related("lender").filter(person=person)
    rows = rows if before is None else rows.filter(sequence__lt=before)
    return list(rows.order_by("-sequence")[:limit])


def numbered(sequence: int) -> Check | None:
    """The answer at a place of the journal."""
    return Check.objects.select_related("lender").filter(sequence=sequence).first()
