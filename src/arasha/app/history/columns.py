"""The columns of a Parquet or CSV file, read whole: numbers, codes, instants; what cannot be read is NaN or -1."""

import csv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from arasha.app.history.bad_rows import BadRow
from arasha.kernel.compiled import Array
from arasha.simulator.replay.mapping import WrongMapping

PARQUET = {".parquet", ".pq"}


class Coded(NamedTuple):
    """A column as numbers into its different values; -1 where the file has nothing."""

    codes: Array
    values: list[str]


class Table(NamedTuple):
    """A file's columns, the line of each row, and the rows that could not be taken apart."""

    path: Path
    columns: dict[str, Any]
    lines: Array
    bad: list[BadRow]


def names(path: Path) -> list[str]:
    """The columns that a file has; `WrongMapping` when it cannot be read."""
    try:
        if path.suffix.lower() in PARQUET:
            return list(parquet.ParquetFile(path).schema_arrow.names)
        with path.open(newline="", encoding="utf-8-sig") as file:
            return next(csv.reader(file), [])
    except (OSError, ValueError, csv.Error) as error:
        raise WrongMapping(f"{path} cannot be read: {error}") from None


def load(path: Path, wanted: Sequence[str]) -> Table:
    """Read some columns of a file; `WrongMapping` when it is not what its name says."""
    try:
        if path.suffix.lower() in PARQUET:
            table = parquet.read_table(path, columns=list(wanted))
            return Table(path, _whole(table), np.arange(1, table.num_rows + 1), [])
        return _load_csv(path, wanted)
    except (OSError, pa.ArrowException) as error:
        raise WrongMapping(f"{path} cannot be read: {str(error).splitlines()[0]}") from None


def _load_csv(path: Path, wanted: Sequence[str]) -> Table:
    """A CSV's cells as text; a row with too many or too few cells is bad, and no other."""
    skipped: list[int] = []

    def misshapen(row: arrow_csv.InvalidRow) -> str:
        skipped.append(int(row.number))
        return "skip"

    table = arrow_csv.read_csv(
        path,
        read_options=arrow_csv.ReadOptions(use_threads=False),
        parse_options=arrow_csv.ParseOptions(invalid_row_handler=misshapen, newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=list(wanted), column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=True
        ),
    )
    lines = np.setdiff1d(np.arange(2, 2 + table.num_rows + len(skipped)), skipped)
    reason = "the row has more or fewer cells than the header"
    return Table(path, _whole(table), lines, [BadRow(path.name, line, reason) for line in skipped])


def _whole(table: pa.Table) -> dict[str, Any]:
    return {name: table.column(name).combine_chunks() for name in table.column_names}


def numbers(column: Any) -> Array:
    """A column as float64."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.float64())
    if not _is_text(column.type):
        found: Array = column.to_numpy(zero_copy_only=False).astype(np.float64)
        return found
    try:
        cast: Array = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return _each(column, float)
    return cast


def coded(column: Any) -> Coded:
    """A column's different values, as text."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = encoded.dictionary.cast(pa.string()).to_pylist()
    return Coded(encoded.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False), values)


def instants(column: Any) -> Array:
    """Instants in µs since 1970 as float64; a time without a zone is UTC."""
    if pa.types.is_timestamp(column.type):
        zoned = column.cast(pa.timestamp("us", tz="UTC"), safe=False).cast(pa.int64())
        return np.asarray(pc.cast(zoned, pa.float64()).to_numpy(zero_copy_only=False))
    return _each(column, _instant)


def _instant(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1e6)


def _each(column: Any, read: Callable[[str], float]) -> Array:
    """One value after the other, for columns in which some cannot be read."""
    found = np.full(len(column), np.nan)
    for place, value in enumerate(column.to_pylist()):
        try:
            found[place] = read(str(value))
        except ValueError:
            continue
    return found


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
