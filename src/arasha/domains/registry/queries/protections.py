"""Reading protections of victims."""

from uuid import UUID

from arasha.domains.registry.models import Protection


def protection_of(token: UUID) -> Protection | None:
    """The protection under which an identifier stands now."""
    return Protection.objects.filter(token=token, ended_at=None).order_by("-until").first()


def protections(limit: int = 200) -> list[Protection]:
    """The protections that stand, the newest first."""
    return list(Protection.objects.filter(ended_at=None).order_by("-id")[:limit])
