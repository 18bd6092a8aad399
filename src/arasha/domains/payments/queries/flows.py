"""The ledger as it moved money, for many accounts at once: what tracing follows. One indexed query for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from arasha.domains.payments.facts import Flow, Ledger, Outcome, Verdict
from arasha.domains.payments.models import DrainPosition
from arasha.domains.payments.queries.legs import MOVED
from arasha.kernel import clock

# Of an account with more payments a side than this, the first so many are read, and it is said to be cut.
MOST = 1_000

EVERYTHING = 2**63 - 1
HELD = int(Verdict.HOLD)

# What lay in an account when stolen money came is not known to the centre: it is taken as what came less what went in
# so long a time before, and never below nothing.
LOOK_BACK = timedelta(days=30)


# Instants come as µs: hundreds of rows are read, and a number is read ten times as fast as a date.
_COLUMNS = """p.first, (extract(epoch FROM p.paid_at) * 1000000)::bigint, p.debtor, p.creditor, p.amount, p.kind,
 p.debtor_institution, p.creditor_institution, p.verdict,
 (SELECT o.outcome FROM payment_outcome o WHERE o.payment_id = p.sequence AND o.sequence < upto
  ORDER BY o.sequence DESC LIMIT 1)"""

_FLOWS = f"""
WITH wanted AS (
  SELECT *, %s::bigint AS upto, %s::bigint AS most
  FROM unnest(%s::uuid[], %s::timestamptz[]) WITH ORDINALITY AS w (account, since, place)
)
SELECT place, account, f.* FROM wanted CROSS JOIN LATERAL (
  (SELECT {_COLUMNS} FROM payment p WHERE p.debtor = account AND p.paid_at >= since AND p.sequence < upto
   ORDER BY p.paid_at LIMIT most)
  UNION ALL
  (SELECT {_COLUMNS} FROM payment p WHERE p.creditor = account AND p.paid_at >= since AND p.sequence < upto
   ORDER BY p.paid_at LIMIT most)
) f"""  # noqa: S608 - only our own constants

_THESE = f"""
WITH bound AS (SELECT %s::bigint AS upto)
SELECT {_COLUMNS} FROM payment p, bound WHERE p.sequence = ANY(%s) AND p.sequence < upto
UNION ALL
SELECT {_COLUMNS} FROM payment p, bound WHERE p.first = ANY(%s) AND p.first <> p.sequence AND p.sequence < upto
"""  # noqa: S608 - as above

_BEFORE = f"""
WITH wanted AS (SELECT * FROM unnest(%s::uuid[], %s::timestamptz[]) WITH ORDINALITY AS w (account, since, place))
SELECT place, account, greatest(came - went, 0)::bigint FROM wanted CROSS JOIN LATERAL (
  SELECT (SELECT coalesce(sum(amount), 0) FROM payment WHERE creditor = account AND paid_at < since
          AND paid_at >= since - interval '{LOOK_BACK.days} days' AND first = sequence AND verdict < %s) AS came,
         (SELECT coalesce(sum(amount), 0) FROM payment WHERE debtor = account AND paid_at < since
          AND paid_at >= since - interval '{LOOK_BACK.days} days' AND first = sequence AND verdict < %s) AS went
) b"""  # noqa: S608 - as above


def ledger_of(since: Mapping[UUID, datetime], upto: int = EVERYTHING, most: int = MOST) -> Ledger:
    """The flows of some accounts, of each from an instant on, and what lay in it then.

    `upto` is a sequence (`drained`): what was recorded from it on is not looked at, so that the same can be read again.
    """
    return ledgers_of([since], upto, most)[0]


def ledgers_of(wanted: Sequence[Mapping[UUID, datetime]], upto: int = EVERYTHING, most: int = MOST) -> list[Ledger]:
    """The same for several who ask at the same time, each for accounts of his own."""
    whose = [place for place, since in enumerate(wanted) for _ in since]
    accounts = f"{{{','.join(account.hex for since in wanted for account in since)}}}"  # one word is sent faster
    instants = f"{{{','.join(at.isoformat() for since in wanted for at in since.values())}}}"
    rows: list[list[Sequence[Any]]] = [[] for _ in wanted]
    before: list[dict[UUID, int]] = [{} for _ in wanted]
    with connection.cursor() as cursor:
        cursor.execute(_FLOWS, [upto, most, accounts, instants])
        for place, *row in cursor.fetchall():
            rows[whose[place - 1]].append(row)
        cursor.execute(_BEFORE, [accounts, instants, HELD, HELD])
        for place, account, amount in cursor.fetchall():
            before[whose[place - 1]][account] = amount
    return [
        Ledger(_folded(row[1:] for row in mine), lay, _cut(mine, most)) for mine, lay in zip(rows, before, strict=True)
    ]


def flows_of(payments: Sequence[int], upto: int = EVERYTHING) -> dict[int, Flow]:
    """Some payments themselves, by the sequences of their first questions."""
    with connection.cursor() as cursor:
        cursor.execute(_THESE, [upto, list(payments), list(payments)])
        return _folded(cursor.fetchall())


def drained() -> int:
    """The sequence before which the ledger holds everything."""
    return DrainPosition.objects.filter(journal="payments").values_list("position", flat=True).first() or 0


def _folded(rows: Iterable[Sequence[Any]]) -> dict[int, Flow]:
    """Both sides' questions about one payment taken together: the graver verdict, and a report that it stood still."""
    verdicts: dict[int, int] = {}
    said: dict[int, bool] = {}
    flows: dict[int, Flow] = {}
    for first, at, *plain, verdict, outcome in rows:
        flows[first] = Flow._make((first, clock.from_us(at), *plain, False))
        verdicts[first] = max(verdict, verdicts.get(first, 0))
        if outcome is not None:
            said[first] = said.get(first, True) and Outcome(outcome) in MOVED
    return {
        first: flow._replace(moved=said.get(first, verdicts[first] < Verdict.HOLD)) for first, flow in flows.items()
    }


def _cut(rows: Sequence[Sequence[Any]], most: int) -> set[UUID]:
    """The accounts of which as many rows of a side came as were asked for."""
    counted: dict[tuple[UUID, bool], int] = {}
    for account, _, _, debtor, *_ in rows:
        key = account, account == debtor
        counted[key] = counted.get(key, 0) + 1
    return {account for (account, _), count in counted.items() if count >= most}
