"""Reading accounts: what passed through them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Max, Sum

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import Payment


def worst_creditors(count: int) -> Sequence[UUID]:
    """The accounts to which the most payments with a grave verdict went."""
    grave = Payment.objects.filter(verdict__gte=Verdict.WARN).values("creditor")
    ranked = grave.annotate(total=Sum("score"), payments=Count("sequence")).order_by("-total", "creditor")
    return [row["creditor"] for row in ranked[:count]]


def recorded() -> int:
    """The highest sequence in the store; -1 when there is none."""
    highest = Payment.objects.aggregate(highest=Max("sequence"))["highest"]
    return -1 if highest is None else highest
