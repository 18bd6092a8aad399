"""Writing down the whole register for bureaus, every night: streamed from the store to files, signed, in the log."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from arasha.domains.credit.facts.lending import ListCompared, ListPublished
from arasha.domains.credit.models import Comparison, Listed, ListVersion, Standing
from arasha.domains.credit.queries import listing as files
from arasha.domains.credit.rules.effects import CAUTION
from arasha.domains.credit.rules.listing import ROW_BYTES, Row, Statement, changes, name_of, unpacked
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IIN
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By, append
from arasha.kernel.settings import current
from arasha.kernel.store import vault

PUBLISHER = By("process:credit", Purpose.CREDIT)
AT_ONCE = 2_000
KEPT_VERSIONS = 40  # so long a bureau may be away and need not fetch everything

_ROWS = """
SELECT name, effect & %(told)s FROM credit_standing JOIN credit_listed USING (person)
WHERE effect & %(told)s <> 0 ORDER BY name
"""


class Written(NamedTuple):
    """A file that was written: how many rows, and its SHA-256."""

    rows: int
    digest: str


class Compared(NamedTuple):
    """How many people a bureau has otherwise: only the centre's list has them, only the bureau, both but otherwise."""

    version: int
    only_here: int
    only_there: int
    otherwise: int


def publish() -> ListVersion | None:
    """Publish a version of the list if anything has changed since the last one."""
    unnamed = name_all()
    last = files.newest()
    version = last.version + 1 if last else 1
    whole, change = files.file_of(f"{version}.rows"), files.file_of(f"{version}.changes")
    with transaction.atomic():  # one statement: one view of the store
        written = _write(whole, _standing())
    changed = _write(change, changes(_read(files.file_of(f"{last.version}.rows")) if last else (), _read(whole)))
    if last is not None and not changed.rows:
        whole.unlink()
        change.unlink()
        return None
    return _record(version, written, changed, unnamed)


def name_all() -> int:
    """Give everybody of whom something is said a name in the list; how many cannot be, as the number is not known."""
    unnamed, after = 0, UUID(int=0)
    while people := _unnamed(after):
        known = vault.open_values(people)
        rows = [
            Listed(person=person, name=UUID(bytes=name_of(value.canonical, files.key())))
            for person, value in known.items()
            if isinstance(value, IIN)
        ]
        Listed.objects.bulk_create(rows, ignore_conflicts=True)
        unnamed += len(people) - len(rows)
        after = people[-1]
    return unnamed


@transaction.atomic
def compared(bureau: Institution, said: Compared, by: By) -> Comparison:
    """Keep what a bureau found when it compared its register with a version of the list."""
    if not ListVersion.objects.filter(version=said.version).exists():
        raise Malformed("compare with a version of the list that there is", field="version")
    row = Comparison.objects.create(bureau=bureau, at=clock.now(), **said._asdict())
    append([ListCompared(bureau=bureau.code, **said._asdict())], by)
    return row


def _unnamed(after: UUID) -> list[UUID]:
    named = Listed.objects.filter(person=OuterRef("person"))  # asked row by row: NOT IN would hold them all in memory
    rows = Standing.objects.filter(~Exists(named), person__gt=after)
    return list(rows.order_by("person").values_list("person", flat=True)[:AT_ONCE])


def _standing() -> Iterator[Row]:
    """The rows of the list, in order, as the store gives them out."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS, {"told": ~CAUTION})
        while found := cursor.fetchmany(AT_ONCE):
            yield from (Row(name.bytes, effect) for name, effect in found)


def _read(path: Path) -> Iterator[Row]:
    if path.is_file():
        with path.open("rb") as file:
            while portion := file.read(AT_ONCE * ROW_BYTES):
                yield from unpacked(portion)


def _write(path: Path, rows: Iterable[Row]) -> Written:
    digest, count = hashlib.sha256(), 0
    with path.open("wb") as file:
        for row in rows:
            packed = row.packed()
            file.write(packed)
            digest.update(packed)
            count += 1
    return Written(count, digest.hexdigest())


@transaction.atomic
def _record(version: int, whole: Written, change: Written, unnamed: int) -> ListVersion:
    at = clock.now()
    row = ListVersion.objects.create(
        version=version,
        made_at=at,
        rows=whole.rows,
        digest=whole.digest,
        note=_signed("rows", version, whole, clock.to_us(at)),
        unnamed=unnamed,
        change_rows=change.rows,
        change_digest=change.digest,
        change_note=_signed("changes", version, change, clock.to_us(at)),
    )
    _forget(version)
    append([ListPublished(version=version, rows=whole.rows, changed=change.rows, digest=whole.digest)], PUBLISHER)
    return row


def _signed(kind: str, version: int, written: Written, at: int) -> str:
    told = Statement(current().log_origin, kind, version, written.rows, written.digest, at)
    return ledger.signer().sign(told.text())


def _forget(newest: int) -> None:
    """Of older versions only the changes are kept, and not for ever."""
    for version in ListVersion.objects.filter(version__lt=newest).values_list("version", flat=True):
        files.file_of(f"{version}.rows").unlink(missing_ok=True)
    old = ListVersion.objects.filter(version__lte=newest - KEPT_VERSIONS)
    for version in old.values_list("version", flat=True):
        files.file_of(f"{version}.changes").unlink(missing_ok=True)
    old.delete()
