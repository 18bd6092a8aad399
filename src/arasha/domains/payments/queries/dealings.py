"""Who deals with whom: what an account received and from how many, and what it gave back to whoever paid it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

# Of an account's partners so many are looked at: whoever has more is no person.
MOST_PARTNERS = 500

# How far back the dealings of an account are looked at; within so long a return of money is looked for.
MONTH, RETURN = timedelta(days=30), timedelta(days=7)


class Paid(NamedTuple):
    """A payment: who paid whom, and when."""

    debtor: UUID
    creditor: UUID
    at: datetime


class Dealings(NamedTuple):
    """What is known of the account that a payment went to. Amounts are tiyn.

    `turnover` is what it was asked to be paid in the month before, by so many different `payers`; `sent_back` what it
    paid within a week after to the payer, or to somebody with whom the payer had dealt before.
    """

    turnover: int
    payers: int
    sent_back: int


_DEALINGS = f"""
WITH paid AS (
  SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[]) WITH ORDINALITY AS p (debtor, creditor, at, place)
)
SELECT came.amount, came.payers, back.amount FROM paid CROSS JOIN LATERAL (
  SELECT coalesce(sum(p.amount), 0)::bigint AS amount, count(DISTINCT p.debtor) AS payers FROM payment p
  WHERE p.creditor = paid.creditor AND p.paid_at >= paid.at - interval '{MONTH.days} days' AND p.paid_at < paid.at
    AND p.first = p.sequence
) came CROSS JOIN LATERAL (
  SELECT coalesce(sum(p.amount), 0)::bigint AS amount FROM payment p
  WHERE p.debtor = paid.creditor AND p.paid_at >= paid.at AND p.paid_at < paid.at + interval '{RETURN.days} days'
    AND p.first = p.sequence AND p.creditor <> paid.creditor AND p.creditor IN (
      SELECT paid.debtor
      UNION ALL (SELECT DISTINCT f.creditor FROM payment f WHERE f.debtor = paid.debtor AND f.paid_at < paid.at
                 LIMIT {MOST_PARTNERS})
      UNION ALL (SELECT DISTINCT f.debtor FROM payment f WHERE f.creditor = paid.debtor AND f.paid_at < paid.at
                 LIMIT {MOST_PARTNERS})
    )
) back ORDER BY place
"""  # noqa: S608 - only our own constants


def dealings(payments: Sequence[Paid]) -> list[Dealings]:
    """What is known of the accounts that some payments went to, in one question."""
    columns = [list(column) for column in zip(*payments, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(_DEALINGS, columns)
        return [Dealings._make(row) for row in cursor.fetchall()]
