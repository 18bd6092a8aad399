"""A bureau's side of the reconciliation: keep the list up to date at home, compare one's own register with it."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from arasha.app.credit import mapping, reading
from arasha.client.credit_desks import BureauDesk
from arasha.client.home_register import Difference, Differences, HomeRegister
from arasha.client.lending import Comparison


class Centre(NamedTuple):
    """The centre from a bureau's side: where it is, one's key, and the key by which its log is known."""

    url: str
    key: str
    verifier: str


def fetch(centre: Centre, folder: Path) -> int:
    """Bring the list in a folder up to date; the version that is there then."""
    home = HomeRegister(folder, centre.verifier)
    with BureauDesk(centre.url, centre.key) as desk:
        home.update(desk.list_parts(home.version), desk.list_block)
    return home.version


def compare(file: Path, how: Path | None, folder: Path) -> tuple[int, Differences, Path]:
    """Compare a file of one's own marks with the list; differing lines are written beside it."""
    home, differing = HomeRegister(folder, ""), list[Difference]()
    found = home.compare(_own(file, mapping.load(how, mapping.MARKS)), differing)
    out = file.with_suffix(".differences.csv")
    with out.open("w", newline="", encoding="utf-8") as written:
        writer = csv.writer(written)
        writer.writerow(["line", "kind"])
        writer.writerows(differing)
    return home.version, found, out


def tell(centre: Centre, version: int, found: Differences) -> None:
    """Tell the centre what the comparison has found."""
    with BureauDesk(centre.url, centre.key) as desk:
        desk.compared(Comparison(id=uuid4().hex, version=version, **found._asdict()))


def _own(file: Path, how: mapping.Mapping) -> Iterator[tuple[int, str, int]]:
    """The marks of the file that are set; rows that cannot be read are the import's to tell of."""
    for portion in reading.portions(file, how, reading.mark):
        for row in portion.good:
            said = row.said
            if said.set_at is not None and (said.lifted_at is None or said.lifted_at <= said.set_at):
                yield row.line, row.iin, int(said.scope)
