"""Who looked into accounts that may be drops, and what he made of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.models import AccountReview
from arasha.kernel.tiers import Tier


class Reviewed(NamedTuple):
    """Somebody looked into an account when it was in this tier."""

    token: UUID
    tier: Tier
    actor: str
    note: str
    at: datetime


def reviews_of(token: UUID, most: int = 20) -> list[Reviewed]:
    """The looks into an account, newest first."""
    rows = AccountReview.objects.filter(token=token).order_by("-at", "-id").values_list(*Reviewed._fields)[:most]
    return [_reviewed(row) for row in rows]


def latest_of(tokens: Sequence[UUID]) -> dict[UUID, Reviewed]:
    """The latest look into each of some accounts; those that nobody looked into are left out."""
    rows = AccountReview.objects.filter(token__in=list(tokens)).order_by("token", "-at", "-id").distinct("token")
    return {row[0]: _reviewed(row) for row in rows.values_list(*Reviewed._fields)}


def _reviewed(row: tuple[UUID, int, str, str, datetime]) -> Reviewed:
    return Reviewed(row[0], Tier(row[1]), *row[2:])
