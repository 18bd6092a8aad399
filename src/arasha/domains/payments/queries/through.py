"""What went through some accounts lately, for lists: one pass over each account's own index."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from arasha.domains.payments.facts import Decision, Verdict
from arasha.domains.payments.models import Payment, Review


class Through(NamedTuple):
    """Tiyn that came and went and were let through, and how many payments got a warning or worse."""

    came: int = 0
    went: int = 0
    alerts: int = 0


class Decided(NamedTuple):
    """What people found of an account's alerts: how many were decided, how many of those were in order."""

    decided: int
    legitimate: int


def through(tokens: Sequence[UUID], since: datetime) -> dict[UUID, Through]:
    """The money and the alerts of some accounts since an instant; each payment counts once."""
    found = {token: Through() for token in tokens}
    for own, way in (("creditor", "came"), ("debtor", "went")):
        rows = Payment.objects.filter(**{f"{own}__in": list(tokens)}, paid_at__gte=since, first=F("sequence"))
        sums = rows.values(own).annotate(
            moved=Sum("amount", filter=Q(verdict__lt=Verdict.HOLD)),
            alerts=Count("sequence", filter=Q(verdict__gt=Verdict.ALLOW)),
        )
        for token, amount, alerts in sums.order_by().values_list(own, "moved", "alerts"):
            had = found[token]
            found[token] = had._replace(**{way: amount or 0}, alerts=had.alerts + alerts)
    return found


def decided(token: UUID) -> Decided:
    """How the alerts of an account were decided."""
    # Said as the two partial indexes of alerts have it: the account's own few, never the table of payments.
    paid, received = (
        Q(payment__in=Payment.objects.filter(**{own: token}, verdict__gt=Verdict.ALLOW).values("sequence"))
        for own in ("debtor", "creditor")
    )
    rows = Review.objects.filter(paid | received, decision__in=[Decision.FRAUD, Decision.LEGITIMATE])
    counted = rows.aggregate(all=Count("payment_id"), fine=Count("payment_id", filter=Q(decision=Decision.LEGITIMATE)))
    return Decided(counted["all"], counted["fine"])
