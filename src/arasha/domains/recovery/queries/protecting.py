"""Reading the protections of coerced victims, page by page."""

from arasha.domains.recovery.models import Protection

__all__ = ["Protection", "running"]


def running(institution: int, after: int, size: int) -> list[Protection]:
    """The protections of an institution's customers that run, the oldest first, from behind one on."""
    rows = Protection.objects.filter(institution=institution, ended_at=None, id__gt=after)
    return list(rows.order_by("id")[:size])
