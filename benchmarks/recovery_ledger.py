"""A ledger of the size of a month of a country's payments, in PostgreSQL, with thefts whose money has run on.

Ordinary payments are made by the server itself, as rows of the width that the keeper writes, a tenth of them asked
about by both banks; a few accounts have very many. Among those of the last three hours lie thefts: each goes through
five hops, 1, 5, 25, 100 and 370 accounts, ordinary ones whose holders spent what they had before they lent them. The
tables are filled without write-ahead log, which reading does not notice.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

ACCOUNTS = 1_000_000
DAYS = 30
CHUNK = 500_000
HOPS = (1, 5, 25, 100, 370)
LAST = timedelta(hours=3)
STOLEN = 500_000_000  # tiyn, of each theft
SPACING = 4  # sequences between ordinary payments: second questions, outcomes and stolen money lie between

Say = Callable[[str], None]


class Planted(NamedTuple):
    """A theft: the sequence of the stolen payment, and which accounts its money went through."""

    payment: int
    accounts: int


class _Row(NamedTuple):
    at: datetime
    debtor: UUID
    creditor: UUID
    amount: int


_COLUMNS = """sequence, first, group_id, asker_id, payment_id, incoming, decided_at, paid_at, expires_at, debtor,
 creditor, debtor_institution, creditor_institution, amount, currency, kind, channel, verdict, tier, score, reasons,
 shadow, book_id, features, sealed, request_sha256"""

# What both kinds of rows have alike; `n` is the place in time.
_ALIKE = """'KZT', 0, 1, {verdict}, 0, 10, 0, 0, 1,
 decode(repeat('5c', 240), 'hex'), decode(repeat('a7', 330), 'hex'), decode(repeat('e1', 32), 'hex')"""

_ORDINARY = f"""
WITH drawn AS MATERIALIZED (
  SELECT n, %(begin)s::timestamptz + n * %(step)s * interval '1 second' AS at,
    md5('account' || (random() ^ 2 * %(accounts)s)::int)::uuid AS debtor,
    md5('account' || (random() ^ 2 * %(accounts)s)::int)::uuid AS creditor,
    'BENCH' || to_char((random() * 19)::int, 'FM00') AS one, 'BENCH' || to_char((random() * 19)::int, 'FM00') AS other,
    (exp(random() * 6 + 7))::bigint * 100 AS amount, (random() < 0.003)::int * 2 AS verdict
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
), said AS (
  INSERT INTO payment_outcome (sequence, payment_id, outcome, at)
  SELECT n * {SPACING} + 2, n * {SPACING}, 3, at FROM drawn WHERE verdict = 2 AND n %% 2 = 0
)
INSERT INTO payment ({_COLUMNS})
SELECT n * {SPACING} + side, n * {SPACING}, n / 64, 1, 'P-' || n, side = 1, at, at, at + interval '1 day', debtor,
 creditor, one, other, amount, {_ALIKE.format(verdict="verdict")}
FROM drawn CROSS JOIN generate_series(0, 1) AS side WHERE side = 0 OR n %% 10 = 0
"""

_PLANTED = f"""
INSERT INTO payment ({_COLUMNS})
SELECT s, s, s / 256, 1, 'T-' || s, false, at, at, at + interval '1 day', debtor, creditor,
 'BENCH00', 'BENCH01', amount, {_ALIKE.format(verdict=0)}
FROM unnest(%s::bigint[], %s::timestamptz[], %s::uuid[], %s::uuid[], %s::bigint[])
 AS t (s, at, debtor, creditor, amount)
"""


def fill(payments: int, thefts: int, say: Say) -> list[Planted]:
    """Fill an empty ledger; the thefts that were planted."""
    end = datetime.now(UTC)
    indexes = _without_indexes()
    began = time.perf_counter()
    for first in range(0, payments, CHUNK):
        _ordinary(first, min(first + CHUNK, payments), payments, end)
        say(f"ledger: {min(first + CHUNK, payments):,} payments, {time.perf_counter() - began:,.0f} s")
    _run(*indexes)
    say(f"ledger: indexes as migrated, {time.perf_counter() - began:,.0f} s")
    planted = _plant(payments, thefts, end)
    _run(
        "INSERT INTO payment_drain (journal, position) SELECT 'payments', max(sequence) + 1 FROM payment",
        "VACUUM (ANALYZE) payment", "VACUUM (ANALYZE) payment_outcome",
    )  # fmt: skip
    say(f"ledger: {thefts} thefts planted; {size()}; filled in {time.perf_counter() - began:,.0f} s")
    return planted


def planted_before() -> list[Planted]:
    """The thefts of a ledger that was filled earlier."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence FROM payment WHERE asker_id = 1 AND payment_id BETWEEN 'T-' AND 'T.' AND amount = %s",
            [STOLEN],
        )
        return [Planted(row[0], sum(HOPS)) for row in cursor.fetchall()]


def size() -> str:
    """How large the ledger is."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT pg_relation_size('payment') / 1048576, pg_indexes_size('payment') / 1048576,
            reltuples::bigint FROM pg_class WHERE relname = 'payment'""")
        table, indexes, rows = cursor.fetchone()
    return f"{rows:,} rows, {table:,} MiB and {indexes:,} MiB of indexes"


def _ordinary(first: int, end: int, of: int, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ORDINARY, {
            "begin": now - timedelta(days=DAYS), "step": timedelta(days=DAYS).total_seconds() / of,
            "accounts": ACCOUNTS, "first": first, "last": end - 1,
        })  # fmt: skip


def _without_indexes() -> list[str]:
    """Take the indexes away, but for the key; how they are made again."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'payment'
            AND indexname NOT IN (SELECT conname FROM pg_constraint)""")
        found = cursor.fetchall()
    _run(
        "ALTER TABLE payment SET UNLOGGED", "ALTER TABLE payment_outcome SET UNLOGGED",
        *(f"DROP INDEX {name}" for name, _ in found),
    )  # fmt: skip
    return ["SET maintenance_work_mem = '1GB'", *(definition for _, definition in found)]


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _plant(payments: int, thefts: int, end: datetime) -> list[Planted]:
    chance = Random(20261121)
    rows, stolen = list[_Row](), list[_Row]()
    for _ in range(thefts):
        of_this = list(_theft(end - LAST + chance.random() * LAST / 2, chance))
        stolen.append(of_this[0])
        rows += of_this + _spent([row.creditor for row in of_this], of_this[0].at)
    rows.sort()
    numbers = _numbers(rows, payments, end)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLANTED, [numbers, *(list(column) for column in zip(*rows, strict=True))])
    number_of = dict(zip(rows, numbers, strict=True))
    return [Planted(number_of[row], sum(HOPS)) for row in stolen]


def _theft(at: datetime, chance: Random) -> Iterator[_Row]:
    """A stolen payment and how it is split hop after hop, 3 to 10 minutes each, nineteen of twenty tiyn going on."""

    def account() -> UUID:
        return _account(chance.randrange(ACCOUNTS))

    holders = [(account(), STOLEN, at)]
    yield _Row(at, account(), holders[0][0], STOLEN)
    for before, now in pairwise(HOPS):
        following = []
        for place in range(now):
            debtor, has, since = holders[place % before]
            among = now // before + (place % before < now % before)
            row = _Row(
                since + timedelta(seconds=chance.randrange(180, 600)), debtor, account(), has * 19 // 20 // among
            )
            following.append((row.creditor, row.amount, row.at))
            yield row
        holders = following


def _spent(accounts: Sequence[UUID], at: datetime) -> list[_Row]:
    """What the holders had before, they spent the day before."""
    from arasha.domains.payments.queries.flows import ledger_of

    before = ledger_of(dict.fromkeys(accounts, at)).before
    return [
        _Row(at - timedelta(days=1), account, _account(place), amount)
        for place, (account, amount) in enumerate(before.items())
        if amount
    ]


def _numbers(rows: Sequence[_Row], payments: int, end: datetime) -> list[int]:
    """Sequences among those of the same time, ascending."""
    begin, numbers = end - timedelta(days=DAYS), list[int]()
    for row in rows:
        place = int((row.at - begin) / timedelta(days=DAYS) * payments)
        wanted = place * SPACING + SPACING - 1
        numbers.append(max(wanted, numbers[-1] + SPACING) if numbers else wanted)
    return numbers


def _account(number: int) -> UUID:
    from hashlib import md5

    return UUID(bytes=md5(f"account{number}".encode(), usedforsecurity=False).digest())
