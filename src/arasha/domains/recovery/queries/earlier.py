"""What earlier reports claimed of accounts' money: it stands, and a new report is followed through the rest."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from arasha.domains.recovery.rules.tracing import Others

_OTHERS = """
SELECT payment, claim_id, amount, creditor, at FROM recovery_move
WHERE creditor = ANY(%s::uuid[]) AND claim_id <> ALL(%s) ORDER BY at, payment
"""


def others(accounts: Iterable[UUID], but: frozenset[int]) -> Others:
    """What claims other than these brought into some accounts, and since when."""
    parts: dict[int, dict[int, int]] = {}
    since: dict[UUID, datetime] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [f"{{{','.join(account.hex for account in accounts)}}}", sorted(but)])
        for payment, claim, amount, creditor, at in cursor.fetchall():
            parts.setdefault(payment, {})[claim] = amount
            since.setdefault(creditor, at)
    return Others(parts, since)
