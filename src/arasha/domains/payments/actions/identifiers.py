"""Remembering which accounts came with which devices, network addresses and phones.

There are up to four for each payment, so they travel as whole columns: packed by numpy as a binary COPY wants them into
a table of this connection, and from there in one statement.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from arasha.domains.payments.actions.screened import Screened
from arasha.domains.payments.rules.codes import Shared
from arasha.kernel import clock
from arasha.kernel.compiled import Array

# The kinds of `Screened.named`, in its order; only the last belongs to the receiver.
KINDS = (Shared.DEVICE, Shared.ADDRESS, Shared.PHONE, Shared.PHONE)

# PostgreSQL's binary COPY: a header, rows of a field count and each field with its length, a trailer; big-endian, and
# instants in µs since 2000 (its manual, COPY, Binary Format).
HEADER, TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
EPOCH = 946_684_800 * clock.SECOND
ROW = np.dtype(
    [
        ("fields", ">i2"), ("size_1", ">i4"), ("identifier", ">i8"), ("size_2", ">i4"), ("account", "V16"),
        ("size_3", ">i4"), ("kind", ">i2"), ("size_4", ">i4"), ("at", ">i8"),
    ]
)  # fmt: skip
FRAME = {"fields": 4, "size_1": 8, "size_2": 16, "size_3": 2, "size_4": 8}

TOLD = """
    CREATE TEMPORARY TABLE IF NOT EXISTS account_identifier_told
        (identifier bigint, account uuid, kind smallint, at timestamptz) ON COMMIT DELETE ROWS
"""
COPY = "COPY account_identifier_told (identifier, account, kind, at) FROM STDIN (FORMAT BINARY)"
RENEW = """
    INSERT INTO account_identifier (identifier, account, kind, first_at, last_at, payments)
    SELECT identifier, account, kind, min(at), max(at), count(*) FROM account_identifier_told GROUP BY 1, 2, 3
    ORDER BY 1, 2
    ON CONFLICT (identifier, account) DO UPDATE SET
        first_at = LEAST(account_identifier.first_at, EXCLUDED.first_at),
        last_at = GREATEST(account_identifier.last_at, EXCLUDED.last_at),
        payments = account_identifier.payments + EXCLUDED.payments
"""


def remember(rows: Sequence[Screened]) -> None:
    """Add the identifiers of some verdicts in the caller's transaction; as in the engine, only a payment's first
    question counts, and a time ahead of ours counts as ours.
    """
    new = [row for row in rows if row.first == row.stated.sequence and any(row.named)]
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.execute(TOLD)
        with cursor.copy(COPY) as copy:
            copy.write(HEADER + _packed(new).tobytes() + TRAILER)
        cursor.execute(RENEW)
        cursor.execute("DELETE FROM account_identifier_told")


def _packed(rows: Sequence[Screened]) -> Array:
    """What the payments name, with the accounts that it belongs to, as a binary COPY wants it."""
    named = np.array([row.named for row in rows], np.int64)
    debtors, creditors = (
        np.frombuffer(b"".join(tokens), "V16")
        for tokens in ([row.debtor for row in rows], [row.creditor for row in rows])
    )
    packed = np.empty(named.shape, ROW)
    for name, value in FRAME.items():
        packed[name] = value
    packed["identifier"], packed["kind"] = named, KINDS
    packed["account"][:, :-1], packed["account"][:, -1] = debtors[:, None], creditors
    packed["at"] = np.array([min(row.paid_at, row.stated.decided_at) - EPOCH for row in rows])[:, None]
    given: Array = packed[named != 0]
    return given
