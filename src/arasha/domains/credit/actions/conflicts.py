"""Contradictions between registers: found, told to the bureau, settled. Until then lenders are told to refuse."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions import claim_messages as messages
from arasha.domains.credit.actions.claim_messages import Message
from arasha.domains.credit.actions.register import Said, state
from arasha.domains.credit.facts.lending import ConflictFound, ConflictKind, ConflictSettled, Settlement
from arasha.domains.credit.models import Conflict, Mark
from arasha.domains.credit.queries import bureaus
from arasha.domains.credit.rules.bureaus import contradictions
from arasha.domains.credit.rules.effects import NOTHING
from arasha.kernel import clock, errors
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append


class Seen(NamedTuple):
    """What a look at some people's registers has brought: to be said and recorded in the caller's transaction."""

    messages: list[Message]
    facts: list[Fact]


@transaction.atomic
def look_again(people: Collection[UUID], by: By) -> None:
    """A person has refused or lifted here: do the bureaus' registers agree with that?"""
    seen = examine(people)
    messages.send(seen.messages)
    append(seen.facts, by)


def examine(people: Collection[UUID]) -> Seen:
    """Find contradictions and end those that are none any more, in the caller's transaction."""
    marks, own = bureaus.marks_of(people), bureaus.own_of_all(people)
    standing = _standing(people)
    found: list[Conflict] = []
    gone: list[Conflict] = []
    for person, rows in marks.items():
        kinds = contradictions(own[person], [bureaus.marked(row) for row in rows])
        open_now = standing.get(person, {})
        gone += [conflict for bureau, conflict in open_now.items() if bureau not in kinds]
        lifted_at = own[person].lifted_at
        found += [
            Conflict(person=person, bureau=row.bureau, kind=kinds[row.bureau_id], found_at=clock.now())
            for row in rows
            if row.bureau_id in kinds and row.bureau_id not in open_now and not _was_settled(row, lifted_at)
        ]
    return _kept(found, gone)


@transaction.atomic
def settle(number: int, settlement: Settlement, by: By) -> Conflict:
    """A supervisor decides: the bureau's mark counts no more, or it stands and lenders go on refusing.

    A mark is overruled only on evidence: that the person has lifted the refusal is in force and in the log.
    """
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("bureau").filter(id=number).first()
    if conflict is None:
        raise errors.NotFound
    if conflict.settled_at is not None:
        raise errors.Conflict("this was settled before")
    if settlement is Settlement.AGREED:
        raise errors.Malformed("registers agree by themselves, nobody decides it", field="settlement")
    overruled = settlement is Settlement.OVERRULED
    conflict.evidence = _evidence(conflict) if overruled else None
    _end(conflict, settlement, by.actor)
    conflict.save()
    if overruled:
        Mark.objects.filter(bureau=conflict.bureau, person=conflict.person).update(overruled_at=conflict.settled_at)
    if overruled:
        state([Said(conflict.person.bytes, f"bureau:{conflict.bureau.code}", NOTHING)], by)
    messages.send([_message(conflict, "credit.conflict.settled")])
    append([_settled(conflict)], by)
    return conflict


def _evidence(conflict: Conflict) -> int:
    if conflict.kind == ConflictKind.BUREAUS_DISAGREE:
        return -1
    lift = bureaus.lifts_of([conflict.person]).get(conflict.person)
    if lift is None or lift.fact < 0:
        raise errors.Conflict("the lift is not in force yet: there is no evidence to overrule a bureau on")
    return lift.fact


def _standing(people: Collection[UUID]) -> dict[UUID, dict[int, Conflict]]:
    found: dict[UUID, dict[int, Conflict]] = {}
    rows = Conflict.objects.select_for_update(of=("self",)).select_related("bureau")
    for conflict in rows.filter(person__in=people, settled_at=None):
        found.setdefault(conflict.person, {})[conflict.bureau_id] = conflict
    return found


def _was_settled(row: Mark, lifted_at: datetime | None) -> bool:
    """Has a supervisor let just this contradiction stand?"""
    since = max(row.told_at, lifted_at or row.told_at)
    return Conflict.objects.filter(
        person=row.person, bureau=row.bureau_id, settlement=Settlement.STANDS, settled_at__gte=since
    ).exists()


def _kept(found: list[Conflict], gone: list[Conflict]) -> Seen:
    Conflict.objects.bulk_create(found)
    for conflict in gone:
        _end(conflict, Settlement.AGREED, "")
    Conflict.objects.bulk_update(gone, ["settlement", "settled_at", "settled_by"])
    facts: list[Fact] = [
        ConflictFound(
            conflict=each.id, person=each.person.hex, bureau=each.bureau.code, conflict_kind=ConflictKind(each.kind)
        )
        for each in found
    ]
    return Seen(
        [_message(each, "credit.conflict.found") for each in found], [*facts, *(_settled(each) for each in gone)]
    )


def _end(conflict: Conflict, settlement: Settlement, who: str) -> None:
    conflict.settlement, conflict.settled_at, conflict.settled_by = settlement, clock.now(), who


def _settled(conflict: Conflict) -> Fact:
    return ConflictSettled(
        conflict=conflict.id,
        person=conflict.person.hex,
        bureau=conflict.bureau.code,
        settlement=Settlement(conflict.settlement),
        evidence=-1 if conflict.evidence is None else conflict.evidence,
    )


def _message(conflict: Conflict, kind: str) -> Message:
    body: dict[str, Any] = {
        "conflict": conflict.id,
        "person": messages.readable([conflict.person]).get(conflict.person, ""),
        "person_token": conflict.person.hex,
        "kind": str(conflict.kind),
        "settlement": conflict.settlement or None,
        "evidence": conflict.evidence,
    }
    return Message(conflict.bureau_id, kind, str(conflict), body)
