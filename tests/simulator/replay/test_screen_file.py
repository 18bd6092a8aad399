"""A file goes through the gateway: verdicts in its order, what was not a payment beside them, figures at the end."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

from arasha.client import Client, Problem
from arasha.simulator.replay.reading import Source, payments
from arasha.simulator.replay.screen_file import screen_file
from arasha.simulator.replay.sending import BATCH
from arasha.simulator.replay.summary import Summary
from tests.client.gateway import MisbehavingGateway, problem
from tests.simulator.gateway import JUDGES, REFUSED
from tests.simulator.replay.test_reading import HEADER, mapping, row

COUNT = 2 * BATCH + 7


@pytest.fixture
def gateway() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([JUDGES]) as running:
        yield running


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "payments.verdicts.parquet"


def screen(gateway: MisbehavingGateway, out: Path, rows: list[list[str]]) -> tuple[Summary, int]:
    file = out.with_name("payments.csv")
    file.write_text("\n".join(map(",".join, [HEADER, *rows])) + "\n")
    progress: list[int] = []
    with Client(gateway.url, "key", patience_s=10.0) as client:
        summary = screen_file(payments(Source(file), mapping()), client, out, progress.append)
    return summary, sum(progress)


def test_every_row_gets_its_verdict_in_the_order_of_the_file(gateway: MisbehavingGateway, out: Path) -> None:
    rows = [row(tx=f"T-{number}", sum="150000" if number % 100 == 0 else "7", fraud="0") for number in range(COUNT)]
    summary, progress = screen(gateway, out, rows)
    table = parquet.read_table(out).to_pylist()
    assert [one["id"] for one in table] == [f"T-{number}" for number in range(COUNT)]
    assert [one["line"] for one in table] == list(range(2, COUNT + 2))
    assert [one["verdict"] for one in table[:2]] == ["hold", "allow"]
    assert (table[0]["reasons"], table[0]["label"]) == (["LARGE"], 0)
    assert (summary.payments, progress, summary.bad_rows) == (COUNT, COUNT, 0)
    assert summary.verdicts == {"hold": 11, "allow": COUNT - 11}
    assert not out.with_suffix(".bad.csv").exists()


def test_bad_and_refused_rows_are_counted_and_kept_with_line_and_reason(gateway: MisbehavingGateway, out: Path) -> None:
    rows = [row(), row(sum="much"), row(tx="T-3", sum=str(REFUSED / 100)), row(tx="T-4")]
    summary, progress = screen(gateway, out, rows)
    assert (summary.payments, summary.bad_rows, progress) == (2, 2, 2)
    assert [one["id"] for one in parquet.read_table(out).to_pylist()] == ["T-1", "T-4"]
    with out.with_suffix(".bad.csv").open(newline="") as file:
        kept = list(csv.DictReader(file))
    assert [(one["line"], one["reason"]) for one in kept] == [
        ("3", "a number or time in this row cannot be read"),
        ("4", "refused by the gateway: too round a sum (field amount)"),
    ]
    assert [[one[column] for column in HEADER] for one in kept] == rows[1:3], "as they were, so that they can be mended"


def test_the_bad_rows_of_an_earlier_run_are_gone(gateway: MisbehavingGateway, out: Path) -> None:
    screen(gateway, out, [row(sum="much")])
    assert out.with_suffix(".bad.csv").exists()
    screen(gateway, out, [row()])
    assert not out.with_suffix(".bad.csv").exists()


def test_a_key_that_is_refused_stops_the_run_and_says_so(gateway: MisbehavingGateway, out: Path) -> None:
    gateway.does(problem(401, "unauthenticated"))
    with pytest.raises(Problem, match="401"):
        screen(gateway, out, [row()])
