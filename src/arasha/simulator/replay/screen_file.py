"""`arasha screen`: a file of payments through the running gateway; verdicts, bad rows and a summary come out."""

import csv
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from arasha.client import Client
from arasha.simulator.replay.reading import TOO_MUCH, Bad, Good
from arasha.simulator.replay.sending import Judged, send
from arasha.simulator.replay.summary import Summary, Tally

VERDICTS = pa.schema(
    {
        "line": pa.int64(),
        "id": pa.string(),
        "verdict": pa.string(),
        "tier": pa.string(),
        "score": pa.int16(),
        "reasons": pa.list_(pa.string()),
        "sequence": pa.int64(),
        "receipt": pa.string(),
        "label": pa.int8(),
    }
)
ROW_GROUP = 50_000


def screen_file(rows: Iterable[Good | Bad], client: Client, out: Path, progress: Callable[[int], None]) -> Summary:
    """Screen rows; verdicts go to `out`, rows that could not be read or were refused beside it (`.bad.csv`)."""
    begin, tally = time.monotonic(), Tally()
    with _Verdicts(out) as verdicts, _BadRows(out.with_suffix(".bad.csv")) as bad:
        for judged in send(client, rows, bad.add):
            tally.add(judged)
            verdicts.add(judged)
            progress(1)
        return tally.summary(time.monotonic() - begin, bad.count)


class _Verdicts:
    """Writes verdicts to a Parquet file, a row group at a time."""

    def __init__(self, path: Path) -> None:
        self._writer = parquet.ParquetWriter(path, VERDICTS)
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._flush()
        self._writer.close()

    def add(self, judged: Judged) -> None:
        answer = judged.answer
        self._rows.append(
            {
                "line": judged.line,
                "id": answer.id,
                "verdict": answer.verdict,
                "tier": answer.tier,
                "score": answer.score,
                "reasons": [reason.code for reason in answer.reasons],
                "sequence": answer.sequence,
                "receipt": answer.receipt,
                "label": judged.label,
            }
        )
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, VERDICTS))
            self._rows = []


class _BadRows:
    """Keeps the rows that did not become payments, with line and reason; the file is there only if there are any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None
        self._writer: Any = None
        self.count = 0

    def __enter__(self) -> Self:
        self._path.unlink(missing_ok=True)
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, bad: Bad) -> None:
        if self._file is None:
            self._file = self._path.open("w", newline="", encoding="utf-8", errors="surrogateescape")
            self._writer = csv.writer(self._file)
            self._writer.writerow(["line", "reason", *(column for column in bad.row if column is not TOO_MUCH)])
        self._writer.writerow([bad.line, bad.reason, *bad.row.values()])
        self.count += 1
