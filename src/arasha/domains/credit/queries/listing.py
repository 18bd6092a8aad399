"""Reading the list for bureaus: which files bring one up to date, and a block of one of them."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

from arasha.domains.credit.models import ListVersion
from arasha.domains.credit.rules.listing import ROW_BYTES, list_key
from arasha.kernel.errors import NotFound
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.settings import current

BLOCK = 52_428 * ROW_BYTES  # about a megabyte, whole rows
NAME = re.compile(r"(\d{1,9})\.(rows|changes)")

Kind = Literal["rows", "changes"]


class Part(NamedTuple):
    """A file: the whole list as of a version, or what makes that version of the one before; its note is signed."""

    name: str
    kind: Kind
    version: int
    rows: int
    digest: str
    note: str


def newest() -> ListVersion | None:
    """The newest version of the list."""
    return ListVersion.objects.order_by("-version").first()


def parts(since: int) -> list[Part]:
    """The files that bring a list from a version up to date, in their order; none when it is.

    The whole list where the version is none of ours or too long ago, and where it is smaller than all the changes.
    `NotFound` before the first publication.
    """
    last = newest()
    if last is None:
        raise NotFound("no list was published yet")
    later = list(ListVersion.objects.filter(version__gt=since).order_by("version"))
    if since == last.version:
        return []
    known = 0 < since < last.version and len(later) == last.version - since
    if known and sum(row.change_rows for row in later) < last.rows:
        return [_changes(row) for row in later]
    return [Part(f"{last.version}.rows", "rows", last.version, last.rows, last.digest, last.note)]


def block(name: str, offset: int) -> tuple[bytes, bool]:
    """A block of a file from an offset on, and whether more follows; `NotFound` for no file of ours."""
    if NAME.fullmatch(name) is None or not (path := file_of(name)).is_file():
        raise NotFound("this file is not kept, or not any more: ask again which files you need")
    with path.open("rb") as file:
        file.seek(offset)
        found = file.read(BLOCK)
    return found, offset + len(found) < path.stat().st_size


def file_of(name: str) -> Path:
    """Where a file of the list lies."""
    return current().path("credit", name)


def key() -> bytes:
    """The key of names in this centre's list."""
    return list_key(keyring().key(Purpose.TOKEN))


def _changes(row: ListVersion) -> Part:
    return Part(f"{row.version}.changes", "changes", row.version, row.change_rows, row.change_digest, row.change_note)
