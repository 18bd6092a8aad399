"""How many payments were asked about, by hour and verdict; how fresh what we know is."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Max, Q, Sum
from django.db.models.functions import Coalesce

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import DrainPosition, Payment, Tally


class Counted(NamedTuple):
    """The payments of an hour with one verdict; `amount` in tiyn."""

    hour: datetime
    verdict: int
    payments: int
    amount: int


def by_hour(since: datetime, institution: str = "") -> list[Counted]:
    """The tallies from an hour on, oldest first; of one institution, or of all together."""
    rows = Tally.objects.filter(hour__gte=since, **({"asker__code": institution} if institution else {}))
    grouped = rows.values_list("hour", "verdict").annotate(Sum("payments"), Sum("amount"))
    return [Counted(*row) for row in grouped.order_by("hour", "verdict")]


class Asked(NamedTuple):
    """What an institution asked: payments, those that were not simply allowed, and the latest hour in which it did."""

    payments: int
    alerts: int
    last_hour: datetime


def by_institution(since: datetime) -> dict[int, Asked]:
    """The tallies from an instant on, by the institution's number."""
    rows = Tally.objects.filter(hour__gt=since).values_list("asker_id")
    alerts = Coalesce(Sum("payments", filter=Q(verdict__gt=Verdict.ALLOW)), 0, output_field=BigIntegerField())
    return {number: Asked(*row) for number, *row in rows.annotate(Sum("payments"), alerts=alerts, last=Max("hour"))}


def last_decided_at() -> datetime | None:
    """When the newest verdict in the store was given."""
    return Payment.objects.order_by("-sequence").values_list("decided_at", flat=True).first()


def drained_to(journal: str) -> int:
    """The sequence up to which a journal lies in the store."""
    return DrainPosition.objects.filter(journal=journal).values_list("position", flat=True).first() or 0
