"""Taking over an existing register of a bureau, portion by portion; broken off, it goes on where it stopped."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from arasha.domains.credit.actions import marks
from arasha.domains.credit.models import Mark, MarkImport
from arasha.domains.credit.queries.bureaus import marked
from arasha.domains.credit.rules.bureaus import merged
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.outbox.append import By
from arasha.kernel.tokens import as_uuid


class Portion(NamedTuple):
    """Some rows of a file: what is to be taken, how many rows that was, and how many of them could not be read."""

    told: Sequence[marks.Told]
    rows: int
    bad: int


@transaction.atomic
def begin(bureau: Institution, digest: str) -> MarkImport:
    """Take up a file by its SHA-256: a new import, or the one that was broken off or done before."""
    found, _made = MarkImport.objects.select_for_update().get_or_create(
        bureau=bureau, digest=digest, defaults={"began_at": clock.now()}
    )
    return found


@transaction.atomic
def take(number: int, portion: Portion, by: By) -> MarkImport:
    """Take the next rows; with them the import remembers how far it is."""
    row = MarkImport.objects.select_for_update(of=("self",)).select_related("bureau").get(id=number)
    row.rows += portion.rows
    row.bad += portion.bad
    row.taken += len(portion.told)
    row.changed += would_change(row.bureau, portion.told)
    row.save()
    marks.take(row.bureau, portion.told, by)
    return row


@transaction.atomic
def end(number: int) -> MarkImport:
    """The whole file is taken over."""
    row = MarkImport.objects.select_for_update().get(id=number)
    row.ended_at = row.ended_at or clock.now()
    row.save(update_fields=["ended_at"])
    return row


def would_change(bureau: Institution, told: Sequence[marks.Told]) -> int:
    """How many people's marks some rows would change; for a dry run too."""
    rows = Mark.objects.filter(bureau=bureau, person__in={as_uuid(each.person) for each in told})
    before = {row.person: marked(row) for row in rows}
    after = dict(before)
    for each in told:
        person = as_uuid(each.person)
        mark = marks.as_mark(bureau.number, after.get(person), each)
        if mark is not None:
            after[person] = merged(after.get(person), mark)
    return sum(mark != before.get(person) for person, mark in after.items())
