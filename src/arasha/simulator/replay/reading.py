"""Reading payments out of a file, row by row: a row that cannot be read is reported, and nothing stops."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import numpy.typing as npt
from pyarrow import parquet

from arasha.client.schemas import Payment
from arasha.simulator.iban import iban
from arasha.simulator.replay.mapping import Mapping, WrongMapping

DAY_S = 86_400
FAR = 200 * 366  # days from the origin beyond which a time is a mistake
BATCH_ROWS = 20_000
PARTIES = ("debtor", "creditor")

Row = dict[Any, Any]

TOO_MUCH = None  # the key under which the csv module gives what has no column


class _Misshapen(ValueError):
    """A row that cannot be taken apart; the message is the reason."""


class Good(NamedTuple):
    """A row that became a payment; `label` is None where the file has no truth."""

    line: int
    payment: Payment
    label: int | None
    row: Row


class Bad(NamedTuple):
    """A row that did not, and why; the row is kept as it was."""

    line: int
    reason: str
    row: Row


class Source:
    """A Parquet or CSV file of payments. Lines count from 1; in a CSV the header is line 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parquet = path.suffix.lower() in {".parquet", ".pq"}
        self.columns = self._columns()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        if self._parquet:
            return int(parquet.ParquetFile(self.path).metadata.num_rows)
        with self.path.open("rb") as file:
            return max(0, sum(1 for _ in file) - 1)

    def read(self, columns: list[str] | None = None) -> Iterator[tuple[int, Row]]:
        """The rows, each with its line."""
        if self._parquet:
            batches = parquet.ParquetFile(self.path).iter_batches(BATCH_ROWS, columns=columns)
            yield from enumerate((row for batch in batches for row in batch.to_pylist()), start=1)
            return
        # What is not UTF-8 is carried along, so that its row alone is bad, and is kept as it was.
        with self.path.open(newline="", encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from _csv_rows(csv.DictReader(file))

    def _columns(self) -> list[str]:
        try:
            if self._parquet:
                return list(parquet.ParquetFile(self.path).schema_arrow.names)
            with self.path.open(newline="", encoding="utf-8-sig", errors="surrogateescape") as file:
                header = next(csv.reader(file), [])
            "".join(header).encode()
            return header  # noqa: TRY300
        except (OSError, ValueError) as error:
            raise WrongMapping(f"{self.path} cannot be read: {error}") from None


def _csv_rows(reader: "csv.DictReader[str]") -> Iterator[tuple[int, Row]]:
    """The rows of a CSV, each with the line on which it ends; one that breaks the reader is a row with too much."""
    while True:
        try:
            row: Row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = dict.fromkeys(reader.fieldnames or (), "") | {TOO_MUCH: [str(error)]}
        yield reader.line_num, row


def payments(source: Source, mapping: Mapping) -> Iterator[Good | Bad]:
    """The rows of a file as payments, in its order."""
    mapping.check(source.columns)
    times = _Times(source, mapping)
    for number, (line, row) in enumerate(source.read()):
        try:
            _check_row(row)
            payment = msgspec.convert(_fields(row, mapping, times.instant(number, row)), Payment, strict=False)
            yield Good(line, payment, _label(row, mapping), row)
        except (msgspec.ValidationError, ValueError, TypeError, OverflowError) as error:
            yield Bad(line, _reason(error), row)


def _check_row(row: Row) -> None:
    """`_Misshapen` when a row is not made of the file's columns, or not of letters."""
    if TOO_MUCH in row:
        raise _Misshapen("the row has more cells than the header, or a quotation mark that is not closed")
    try:
        "".join(value for value in row.values() if isinstance(value, str)).encode()
    except UnicodeEncodeError:
        raise _Misshapen("the row is not UTF-8") from None


def _fields(row: Row, mapping: Mapping, time: datetime) -> Row:
    """A row as the nested fields of a payment."""
    fields: Row = {"debtor": {}, "creditor": {}}
    for field, value in mapping.values.items():
        _put(fields, field, value)
    for field, column in mapping.columns.items():
        if row[column] not in {None, ""}:
            _put(fields, field, row[column])
    fields["id"], fields["time"] = str(fields.get("id", "")), time
    fields["amount"] = round(float(fields.get("amount", "nan")) * mapping.amount.tiyn)
    for side in PARTIES:
        _name_party(fields[side], mapping)
    return fields


def _name_party(party: Row, mapping: Mapping) -> None:
    """Give an institution its code, and its account numbers the form of an IBAN where the mapping has a bank code."""
    party["account"] = str(party.get("account", ""))
    known = mapping.institutions.get(str(party.get("institution", "")))
    if known is not None:
        party["institution"] = known.code
        if known.bank and party["account"].isdigit():
            party["account"] = iban(known.bank, int(party["account"]))


def _put(fields: Row, field: str, value: Any) -> None:
    whole, _, part = field.partition(".")
    if part:
        fields.setdefault(whole, {})[part] = value
    else:
        fields[whole] = value


def _label(row: Row, mapping: Mapping) -> int | None:
    return int(row[mapping.label]) if mapping.label else None


def _reason(error: Exception) -> str:
    """The reason without the value."""
    if isinstance(error, _Misshapen):
        return str(error)
    if isinstance(error, msgspec.ValidationError):
        return str(error).replace(" - at `$.", ": field `")
    return (
        "a number or time in this row cannot be read"
        if isinstance(error, ValueError | OverflowError)
        else "a field is missing"
    )


class _Times:
    """The instants of a file's rows."""

    def __init__(self, source: Source, mapping: Mapping) -> None:
        self._column, self._time = mapping.columns.get("time", ""), mapping.time
        self._spread: npt.NDArray[np.float64] | None = None
        self._origin = datetime(1970, 1, 1, tzinfo=UTC)
        if self._time.origin is not None:
            self._origin = self._time.origin
        if self._time.spread or self._time.ends_yesterday:
            self._look_ahead(source)

    def instant(self, number: int, row: Row) -> datetime:
        """When the payment of a row was ordered."""
        value = row[self._column]
        if self._time.unit == "iso":
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = float(value) / self._time.a_second
        if self._spread is not None:
            seconds += float(self._spread[number])
        return self._origin + timedelta(seconds=seconds)

    def _look_ahead(self, source: Source) -> None:
        """Read the time column beforehand: where the file ends, and how many rows share a day."""
        values = np.array([_number(row.get(self._column)) for _, row in source.read([self._column])], np.float64)
        days = np.nan_to_num(values / self._time.a_second // DAY_S, posinf=0, neginf=0).clip(-FAR, FAR).astype(np.int64)
        if self._time.ends_yesterday:
            midnight = datetime.now(ZoneInfo("Asia/Almaty")).replace(hour=0, minute=0, second=0, microsecond=0)
            plausible = days[np.abs(days) < FAR]
            self._origin = midnight - timedelta(days=int(plausible.max(initial=0)) + 1)
        if self._time.spread:
            order = np.argsort(days, kind="stable")
            _, day, sizes = np.unique(days[order], return_inverse=True, return_counts=True)
            places = np.arange(len(days)) - (np.cumsum(sizes) - sizes)[day]
            self._spread = np.empty(len(days))
            self._spread[order] = places * DAY_S / sizes[day]


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")
