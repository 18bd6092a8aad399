"""What earlier reports claimed of accounts' money: it stands, and a new report is followed through the rest."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from arasha.domains.recovery.rules.tracing import Others

_OTHERS = """
SELECT payment, claim_id, amount, creditor, at FROM recovery_move WHERE creditor = ANY(%s::uuid[]) ORDER BY at, payment
"""


class Part(NamedTuple):
    """So much of a claim came into an account with a payment."""

    payment: int
    claim: int
    amount: int
    creditor: UUID
    at: datetime


def parts_into(accounts: Iterable[UUID]) -> list[Part]:
    """What was attributed to any claim of what came into some accounts, in the order of time."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [f"{{{','.join(account.hex for account in accounts)}}}"])
        return [Part._make(row) for row in cursor.fetchall()]


def others(parts: Iterable[Part], accounts: Collection[UUID], but: Collection[int]) -> Others:
    """What claims other than these brought into some accounts, and since when."""
    found: dict[int, dict[int, int]] = {}
    since: dict[UUID, datetime] = {}
    for part in parts:
        if part.claim not in but and part.creditor in accounts:
            found.setdefault(part.payment, {})[part.claim] = part.amount
            since.setdefault(part.creditor, part.at)
    return Others(found, since)
