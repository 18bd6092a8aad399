"""Rows that are not payments: kept beside the file that comes out, with line and reason."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class BadRow(NamedTuple):
    """A row that is left out. `line` counts from 1; in a CSV the header is line 1."""

    file: str
    line: int
    reason: str


def write_bad_rows(out: Path, rows: Sequence[BadRow]) -> Path | None:
    """Write `OUT.bad.csv` if there is anything to write; an old one goes in any case."""
    path = out.with_suffix(".bad.csv")
    path.unlink(missing_ok=True)
    if not rows:
        return None
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(BadRow._fields)
        writer.writerows(rows)
    return path
