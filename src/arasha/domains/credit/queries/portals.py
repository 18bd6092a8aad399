"""The portals of the state through which people refuse credit, and which bring them notices."""

from arasha.kernel import clock
from arasha.kernel.access.models import InstitutionKey
from arasha.kernel.access.scopes import Scope


def portals() -> list[int]:
    """The numbers of the institutions that hold a good key of a portal."""
    rows = InstitutionKey.objects.filter(
        revoked_at=None, expires_at__gt=clock.now(), scopes__contains=[Scope.CREDIT_PORTAL]
    )
    return list(rows.order_by("institution").values_list("institution", flat=True).distinct())
