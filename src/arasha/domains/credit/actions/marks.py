"""Taking what bureaus say of people who refuse credit: any bureau that says "active" means refuse."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions import claim_messages as messages
from arasha.domains.credit.actions.conflicts import examine
from arasha.domains.credit.actions.register import Said, state
from arasha.domains.credit.facts.lending import MarksTaken
from arasha.domains.credit.models import Mark
from arasha.domains.credit.queries.bureaus import marked
from arasha.domains.credit.rules.bureaus import Marked, effect_of, merged
from arasha.domains.credit.rules.effects import Scope
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.facts import canonical_json
from arasha.kernel.outbox.append import By, append

SOURCE = "bureau:"


class Told(NamedTuple):
    """What a bureau says of a person (a token): what is refused and since when, or when that was lifted."""

    person: bytes
    scope: Scope = Scope.NONE
    above: int = 0
    set_at: datetime | None = None
    lifted_at: datetime | None = None


class Noted(NamedTuple):
    """What became of it: `set`, `lifted`, `unchanged`, `unknown` (nothing was set), `not_later` than it was set."""

    person: bytes
    word: str


@transaction.atomic
def take(bureau: Institution, told: Sequence[Told], by: By) -> list[Noted]:
    """Take marks and lifts in their order; the same again changes nothing. Changes are in force as the log orders."""
    people = {UUID(bytes=each.person) for each in told}
    rows = {
        row.person: row for row in Mark.objects.select_for_update(of=("self",)).filter(bureau=bureau, person__in=people)
    }
    before = {person: marked(row) for person, row in rows.items()}
    after, noted = _applied(bureau.number, before, told)
    changed = {person: mark for person, mark in after.items() if mark != before.get(person)}
    if changed:
        _keep(bureau, changed)
        _record(bureau, told, _said(bureau, before, changed), by)
    return noted


def _applied(bureau: int, before: dict[UUID, Marked], told: Sequence[Told]) -> tuple[dict[UUID, Marked], list[Noted]]:
    after, noted = dict(before), list[Noted]()
    for each in told:
        person = UUID(bytes=each.person)
        standing = after.get(person)
        mark = as_mark(bureau, standing, each)
        if mark is None:
            noted.append(Noted(each.person, "unknown"))
            continue
        after[person] = merged(standing, mark)
        noted.append(Noted(each.person, _word(standing, after[person], each)))
    return after, noted


def as_mark(bureau: int, standing: Marked | None, told: Told) -> Marked | None:
    """What is told, as a mark; a lift alone needs something that was set."""
    if told.set_at is not None:
        return Marked(bureau, told.scope, told.above, told.set_at, told.lifted_at)
    return standing._replace(lifted_at=told.lifted_at) if standing else None


def _word(before: Marked | None, after: Marked, told: Told) -> str:
    if told.lifted_at is not None and told.lifted_at <= after.set_at:
        return "not_later"
    if before == after:
        return "unchanged"
    return "lifted" if told.lifted_at is not None else "set"


def _keep(bureau: Institution, changed: dict[UUID, Marked]) -> None:
    now = clock.now()
    fields = ["scope", "above", "set_at", "lifted_at", "told_at"]
    Mark.objects.bulk_create(
        [
            Mark(
                bureau=bureau, person=person, scope=int(mark.scope), above=mark.above, set_at=mark.set_at,
                lifted_at=mark.lifted_at, told_at=now,
            )
            for person, mark in changed.items()
        ],
        update_conflicts=True, unique_fields=["bureau", "person"], update_fields=fields,
    )  # fmt: skip


def _said(bureau: Institution, before: dict[UUID, Marked], changed: dict[UUID, Marked]) -> list[Said]:
    """What changes for lenders."""
    source = f"{SOURCE}{bureau.code}"
    return [
        Said(person.bytes, source, effect_of(mark))
        for person, mark in changed.items()
        if effect_of(mark) != (effect_of(before[person]) if person in before else 0)
    ]


def _record(bureau: Institution, told: Sequence[Told], said: Sequence[Said], by: By) -> None:
    lifts = sum(each.set_at is None or each.lifted_at is not None for each in told)
    taken = MarksTaken(bureau=bureau.code, marks=len(told) - lifts, lifts=lifts, digest=_digest(told))
    seen = examine({UUID(bytes=each.person) for each in told})
    if said:
        state(said, by)  # before anything that takes the log's head: who states grounds locks them first
    messages.send(seen.messages)
    append([taken, *seen.facts], by)


def _digest(told: Sequence[Told]) -> str:
    said = [[each.person.hex(), int(each.scope), each.above, _us(each.set_at), _us(each.lifted_at)] for each in told]
    return hashlib.sha256(canonical_json(said)).hexdigest()


def _us(at: datetime | None) -> int:
    return clock.to_us(at) if at else 0
