"""Appending facts: sequence, leaf of the log, jobs for reactions and the call to listeners, all in one transaction."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from django.db import connection, transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.types import JSONValue

from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded, new_id
from arasha.kernel.log import ledger, merkle
from arasha.kernel.outbox.models import FactRow

CHANNEL = "arasha_facts"
REACT = "arasha.react"

# Jobs of a higher priority are done first, however many others wait.
URGENT, USUAL = 10, 0

_heard: dict[str, int] = {}


class By(NamedTuple):
    """Who does it and what for: the two words that every fact carries."""

    actor: str
    purpose: str


def hear(kinds: Iterable[str], priority: int = USUAL) -> None:
    """Say which kinds of facts have reactions, and how urgent these are; called once, when the centre is composed."""
    _heard.update(dict.fromkeys(kinds, priority))


def append(facts: Sequence[Fact], by: By) -> list[Recorded[Fact]]:
    """Record facts in the caller's transaction; they become visible, in sequence, when it commits.

    The log's head stays locked until then, so a transaction appends its facts last.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts are appended inside the transaction of the change that they tell of")
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
        for sequence, fact in enumerate(facts, start=size)
    ]
    FactRow.objects.bulk_create([_row(fact) for fact in recorded])
    ledger.append(size, [merkle.leaf_hash(fact.canonical()) for fact in recorded])
    _defer(recorded)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(size + len(facts))])
    return recorded


def _defer(recorded: Iterable[Recorded[Fact]]) -> None:
    """Leave a job for every fact that something reacts to, the urgent ones ahead of all that wait."""
    waiting: dict[int, list[dict[str, JSONValue]]] = {}
    for fact in recorded:
        if (priority := _heard.get(fact.fact.kind())) is not None:
            waiting.setdefault(priority, []).append({"sequence": fact.sequence})
    for priority, sequences in waiting.items():
        jobs.configure_task(REACT, priority=priority).batch_defer(*sequences)


def _row(recorded: Recorded[Fact]) -> FactRow:
    return FactRow(
        sequence=recorded.sequence,
        id=recorded.id,
        kind=recorded.fact.kind(),
        subject=recorded.fact.subject,
        actor=recorded.actor,
        purpose=recorded.purpose,
        payload=msgspec.to_builtins(recorded.fact, str_keys=True),
        occurred_at=recorded.occurred_at,
        recorded_at=recorded.recorded_at,
    )
