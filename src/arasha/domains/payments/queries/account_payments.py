"""The payments of an account as a list: narrowed, newest first, a page at a time, and its reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from arasha.domains.payments.models import Payment, Review

UNREAD = ("sealed", "features", "request_sha256")


class Seen(NamedTuple):
    """When an account's first and last known payments were, and the institution that keeps it."""

    first_at: datetime
    last_at: datetime
    institution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What to list: one direction or both, from a verdict on."""

    credit: bool | None = None
    verdict: int = 0


class Place(NamedTuple):
    """Where a page ended."""

    at: datetime
    sequence: int


def seen(token: UUID) -> Seen | None:
    """The ends of what is known of an account; None when no payment ever touched it."""
    ends: list[tuple[datetime, str]] = []
    for own in ("debtor", "creditor"):
        rows = Payment.objects.filter(**{own: token}).values_list("paid_at", f"{own}_institution")
        ends += (*rows.order_by("-paid_at")[:1], *rows.order_by("paid_at")[:1])
    return Seen(min(ends)[0], *max(ends)) if ends else None


def page(token: UUID, listed: Listed, size: int, after: Place | None = None) -> list[Payment]:
    """One page, each payment once; every side is read from its own index, no further than the page goes."""
    sides = {True: "creditor", False: "debtor"}
    owns = list(sides.values()) if listed.credit is None else [sides[listed.credit]]
    found = {row.sequence: row for own in owns for row in _side(token, own, (listed, after), size)}
    return sorted(found.values(), key=lambda row: (row.paid_at, row.sequence), reverse=True)[:size]


def place_of(payment: Payment) -> Place:
    """Where a page that ends with this payment ends."""
    return Place(payment.paid_at, payment.sequence)


def reviews_of(sequences: Sequence[int]) -> list[Review]:
    """The reviews of some payments, newest first."""
    rows = Review.objects.filter(payment_id__in=list(sequences)).select_related("payment", "asker")
    return list(rows.defer(*(f"payment__{name}" for name in UNREAD)).order_by("-payment_id"))


def _side(token: UUID, own: str, wanted: tuple[Listed, Place | None], size: int) -> Sequence[Payment]:
    listed, after = wanted
    rows = Payment.objects.filter(**{own: token}, first=F("sequence")).select_related("asker").defer(*UNREAD)
    if listed.verdict:
        rows = rows.filter(verdict__gte=listed.verdict)
    if after is not None:
        rows = rows.filter(Q(paid_at__lt=after.at) | Q(sequence__lt=after.sequence), paid_at__lte=after.at)
    return list(rows.order_by("-paid_at", "-sequence")[:size])
