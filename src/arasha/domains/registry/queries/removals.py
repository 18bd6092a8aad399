"""Reading removals: who has confirmed, who is late."""

from datetime import datetime

from arasha.domains.registry.models import Entry, Removal


def removals_of(entry: Entry) -> list[Removal]:
    """What institutions were asked to forget of an entry, the first to fall due first."""
    return list(
        Removal.objects.select_related("institution").filter(entry=entry).order_by("due_at", "institution__code")
    )


def overdue(now: datetime, limit: int = 200) -> list[Removal]:
    """Removals that were not confirmed in time, the longest overdue first."""
    rows = Removal.objects.select_related("institution", "entry").filter(confirmed_at=None, due_at__lte=now)
    return list(rows.order_by("due_at", "id")[:limit])


def asked_of(institution: int, limit: int = 500) -> list[Removal]:
    """What one institution has still to confirm, the first to fall due first."""
    rows = Removal.objects.select_related("entry").filter(institution_id=institution, confirmed_at=None)
    return list(rows.order_by("due_at", "id")[:limit])
