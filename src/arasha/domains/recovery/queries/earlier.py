"""What earlier reports claimed of accounts' money: it stands, and a new report is followed through the rest."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from arasha.domains.recovery.models import Move
from arasha.domains.recovery.rules.tracing import Others


def others(accounts: Iterable[UUID], but: frozenset[int]) -> Others:
    """What claims other than these brought into some accounts, and since when."""
    parts: dict[int, dict[int, int]] = {}
    since: dict[UUID, datetime] = {}
    rows = Move.objects.filter(creditor__in=list(accounts)).exclude(claim_id__in=but).order_by("at")
    for payment, claim, amount, creditor, at in rows.values_list("payment", "claim_id", "amount", "creditor", "at"):
        parts.setdefault(payment, {})[claim] = amount
        since.setdefault(creditor, at)
    return Others(parts, since)
