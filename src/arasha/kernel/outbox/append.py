"""Appending facts: sequence, leaf of the log and the call to listeners, all in one transaction."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded, canonical_json, new_id
from arasha.kernel.log import ledger, merkle
from arasha.kernel.outbox import calls

_APPEND = """
INSERT INTO fact (sequence, id, kind, subject, actor, purpose, payload, occurred_at, recorded_at)
SELECT sequence, id, kind, subject, actor, purpose, payload::jsonb, occurred_at, recorded_at
FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[],
  %s::timestamptz[]) AS f (sequence, id, kind, subject, actor, purpose, payload, occurred_at, recorded_at)
"""


class By(NamedTuple):
    """Who does it and what for: the two words that every fact carries."""

    actor: str
    purpose: str


def append(facts: Sequence[Fact], by: By) -> list[Recorded[Fact]]:
    """Record facts in the caller's transaction; they become visible, in sequence, when it commits.

    The log's head stays locked until then, so a transaction appends its facts last.
    """
    return append_all([(fact, by) for fact in facts])


def append_all(facts: Sequence[tuple[Fact, By]]) -> list[Recorded[Fact]]:
    """The same for what several actors did."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts are appended inside the transaction of the change that they tell of")
    if not facts:
        return []
    size, at = ledger.lock_size(), clock.now()
    recorded = [
        Recorded(
            sequence=sequence,
            id=new_id(),
            actor=by.actor,
            purpose=by.purpose,
            occurred_at=at,
            recorded_at=at,
            fact=fact,
        )
        for sequence, (fact, by) in enumerate(facts, start=size)
    ]
    plain = [fact.plain() for fact in recorded]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, _columns(recorded, plain))
    ledger.append(size, [merkle.leaf_hash(canonical_json(leaf)) for leaf in plain])
    calls.call(fact.kind() for fact, _ in facts)
    return recorded


def _columns(recorded: Sequence[Recorded[Fact]], plain: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """The columns of some facts, in the order of the statement."""
    return [
        [fact.sequence for fact in recorded],
        [fact.id for fact in recorded],
        [fact.fact.kind() for fact in recorded],
        [fact.fact.subject for fact in recorded],
        [fact.actor for fact in recorded],
        [fact.purpose for fact in recorded],
        [msgspec.json.encode(leaf["fact"]).decode() for leaf in plain],
        [fact.occurred_at for fact in recorded],
        [fact.recorded_at for fact in recorded],
    ]
