"""Remembering which accounts came with which devices, network addresses and phones."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection

from arasha.domains.payments.actions.screened import Screened
from arasha.domains.payments.rules.codes import Shared
from arasha.kernel import clock
from arasha.kernel.tokens import as_uuid

RENEW = """
    INSERT INTO account_identifier (identifier, account, kind, first_at, last_at, payments)
    SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::smallint[], %s::timestamptz[], %s::timestamptz[], %s::bigint[])
    ON CONFLICT (identifier, account) DO UPDATE SET
        first_at = LEAST(account_identifier.first_at, EXCLUDED.first_at),
        last_at = GREATEST(account_identifier.last_at, EXCLUDED.last_at),
        payments = account_identifier.payments + EXCLUDED.payments
"""

Tie = tuple[int, UUID, int]


def remember(rows: Sequence[Screened]) -> None:
    """Add the identifiers of some verdicts in the caller's transaction; as in the engine, only a payment's first
    question counts, and a time ahead of ours counts as ours.
    """
    seen: dict[Tie, list[int]] = {}
    for row in rows:
        if row.first == row.stated.sequence:
            at = min(row.paid_at, row.stated.decided_at)
            for tie in _ties(row):
                kept = seen.setdefault(tie, [at, at, 0])
                kept[:] = min(kept[0], at), max(kept[1], at), kept[2] + 1
    if not seen:
        return
    values = [
        (identifier, account, kind, clock.from_us(first), clock.from_us(last), payments)
        for (identifier, account, kind), (first, last, payments) in sorted(seen.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(RENEW, [list(column) for column in zip(*values, strict=True)])


def _ties(row: Screened) -> Iterator[Tie]:
    """What a payment names, with the account that it belongs to."""
    device, address, debtor_phone, creditor_phone = row.named
    debtor, creditor = as_uuid(row.debtor), as_uuid(row.creditor)
    for identifier, account, kind in (
        (device, debtor, Shared.DEVICE),
        (address, debtor, Shared.ADDRESS),
        (debtor_phone, debtor, Shared.PHONE),
        (creditor_phone, creditor, Shared.PHONE),
    ):
        if identifier:
            yield identifier, account, int(kind)
