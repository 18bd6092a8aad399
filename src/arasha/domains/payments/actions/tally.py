"""Counting payments by hour, institution and verdict while they are recorded: nobody counts a million rows later."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from arasha.domains.payments.actions.screened import Screened
from arasha.kernel import clock

KZT = "KZT"
ADD = """
    INSERT INTO payment_tally (hour, asker_id, verdict, payments, amount) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (hour, asker_id, verdict)
    DO UPDATE SET payments = payment_tally.payments + EXCLUDED.payments, amount = payment_tally.amount + EXCLUDED.amount
"""


def count(rows: Sequence[Screened]) -> None:
    """Add verdicts to the tallies, in the caller's transaction; only a payment's first question counts."""
    totals: dict[tuple[datetime, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row.first == row.stated.sequence:
            hour = clock.from_us(row.stated.decided_at // clock.HOUR * clock.HOUR)
            total = totals[hour, row.asker, int(row.stated.verdict)]
            total[0] += 1
            total[1] += row.amount if row.asked.currency == KZT else 0
    with connection.cursor() as cursor:
        cursor.executemany(ADD, [(*key, *total) for key, total in sorted(totals.items())])
