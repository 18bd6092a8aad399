"""Taking files of bureaus into the store: first as a trial, then for good, and on from where it was broken off."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from arasha.app.credit import mapping, reading
from arasha.app.credit.reading import Portion, Row
from arasha.app.history.bad_rows import BadRow, write_bad_rows
from arasha.domains.credit.actions import imports, lent
from arasha.domains.credit.actions.people import people_of
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.queries import institution
from arasha.kernel.outbox.append import By

BLOCK = 1 << 20

Progress = Callable[[int], None]
T = TypeVar("T")


class Order(NamedTuple):
    """What is to be taken: a file of which bureau, read how; as a trial nothing changes."""

    file: Path
    bureau: str
    mapping: Path | None
    trial: bool


class Done(NamedTuple):
    """What came of it: rows in the file, those that were taken or would be, those that change something, bad ones."""

    rows: int
    taken: int
    changed: int
    bad: int
    bad_file: Path | None


def marks(order: Order, by: By, progress: Progress) -> Done:
    """Take over a bureau's register; a file that was broken off goes on behind its last whole thousand."""
    bureau = _bureau(order.bureau)
    how = mapping.load(order.mapping, mapping.MARKS)
    begun = None if order.trial else imports.begin(bureau, _digest(order.file))
    already = begun.rows if begun else 0
    bad, rows, taken, changed = list[BadRow](), 0, 0, 0
    for portion in reading.portions(order.file, how, reading.mark):
        told = [row.said._replace(person=person) for row, person in _named(portion, keep=not order.trial)]
        if begun is None:
            changed += imports.would_change(bureau, told)
        elif portion.end > already:
            count = portion.end - rows
            begun = imports.take(begun.id, imports.Portion(told, count, len(portion.bad)), by)
        bad += portion.bad
        taken += len(told)
        progress(portion.end - rows)
        rows = portion.end
    if begun is not None:
        changed = imports.end(begun.id).changed
    return Done(rows, taken, changed, len(bad), write_bad_rows(order.file, bad))


def loans(order: Order, by: By, progress: Progress) -> Done:
    """Take what a bureau knows of loans; a loan that is known already changes nothing."""
    bureau = _bureau(order.bureau)
    how = mapping.load(order.mapping, mapping.LOANS)
    bad, rows, taken, changed = list[BadRow](), 0, 0, 0
    for portion in reading.portions(order.file, how, reading.loan):
        told = [row.said._replace(person=person) for row, person in _named(portion, keep=not order.trial)]
        if not order.trial and told:
            changed += sum(each.word == "new" for each in lent.report(told, by, reporter=bureau.code))
        bad += portion.bad
        taken += len(told)
        progress(portion.end - rows)
        rows = portion.end
    return Done(rows, taken, changed, len(bad), write_bad_rows(order.file, bad))


def _named(portion: Portion[T], *, keep: bool) -> Iterator[tuple[Row[T], bytes]]:
    """The rows that could be read, each with the token of its person."""
    return zip(portion.good, people_of([row.iin for row in portion.good], field="person", keep=keep), strict=True)


def _bureau(code: str) -> Institution:
    found = institution(code)
    if found.kind != InstitutionKind.CREDIT_BUREAU:
        raise mapping.WrongFile(f"{code} is no credit bureau")
    return found


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
