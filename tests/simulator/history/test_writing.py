"""Histories on disk: the same bytes however they are written, with the truth about every crime beside them."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from arasha.simulator.country.people import Country
from arasha.simulator.history import order as ordering
from arasha.simulator.history.order import Order, WrongOrder, payment_id
from arasha.simulator.history.parts import part_of
from arasha.simulator.history.writing import tasks, write_history

BEGIN = date(2026, 3, 1)


def small(out: Path, processes: int = 1, crime: float = 200.0) -> Order:
    return Order(Country(5, 2_000), BEGIN, 4, out, crime, True, processes)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("histories") / "one"
    finished = list[int]()
    summary = write_history(small(out), finished.append)
    assert sum(finished) == tasks(small(out))
    assert summary.crimes > 0
    return out


def test_two_processes_write_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_history(small(tmp_path / "two", processes=2))
    assert (tmp_path / "two" / "manifest.json").read_bytes() == (written / "manifest.json").read_bytes()


def test_the_manifest_names_every_file(written: Path) -> None:
    manifest = json.loads((written / "manifest.json").read_bytes())
    files = {str(path.relative_to(written)) for path in written.rglob("*.parquet")}
    assert files == set(manifest["sha256"])
    assert manifest["payments"] == sum(
        pq.read_metadata(path).num_rows for path in (written / "payments").rglob("*.parquet")
    )


def test_ids_say_where_a_payment_is_and_nothing_of_crime(written: Path) -> None:
    for days, folder in enumerate(sorted((written / "payments").iterdir())):
        table = pq.read_table(folder / "part-000.parquet")
        assert table["id"].to_pylist() == [payment_id(days, 0, row) for row in range(len(table))]
        times = table["time"].to_numpy()
        assert (np.diff(times) >= 0).all()


def test_the_truth_points_at_payments_of_its_own_amounts(written: Path) -> None:
    roles = pq.read_table(written / "truth" / "accounts.parquet")
    parts = set(roles["account"].to_pylist())
    seen = 0
    for path in (written / "truth" / "payments").rglob("*.parquet"):
        payments = pq.read_table(written / path.relative_to(written / "truth"))
        ids = payments["id"].to_pylist()
        for each in pq.read_table(path).to_pylist():
            row = ids.index(each["id"])
            assert each["stolen"] <= payments["amount"][row].as_py()
            assert parts & {payments["debtor"][row].as_py(), payments["creditor"][row].as_py()}
            seen += 1
    assert seen > 0


def test_complaints_name_payments_that_there_are(written: Path) -> None:
    ids = {each for path in (written / "payments").rglob("*.parquet") for each in pq.read_table(path)["id"].to_pylist()}
    named = [each for told in pq.read_table(written / "complaints.parquet")["payments"].to_pylist() for each in told]
    assert set(named) <= ids | {-1}


def test_the_portal_s_stream_has_what_thieves_and_their_victims_do_there(written: Path) -> None:
    rows = [row for path in sorted((written / "portal").rglob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    truth = pq.read_table(written / "truth" / "portal.parquet").to_pylist()
    keys = [(row["time"], row["person"], row["act"]) for row in rows]
    assert truth
    assert {(each["at"], each["person"], each["act"]) for each in truth} <= set(keys)
    assert len(keys) == len(set(keys))
    codes = pq.read_table(written / "codes.parquet").to_pylist()
    assert {row["act"] for row in rows} <= {each["code"] for each in codes if each["field"] == "act"}


def test_without_crime_there_is_no_truth(tmp_path: Path) -> None:
    summary = write_history(Order(Country(5, 500), BEGIN, 1, tmp_path / "calm", 0.0))
    assert (summary.schemes, summary.crimes) == (0, 0)
    assert not (tmp_path / "calm" / "truth").exists()


def test_a_crime_lies_in_the_part_of_who_pays_or_else_of_who_is_paid() -> None:
    part = ordering.PART
    people = 3 * part
    firm = people * 4
    debtors, creditors = np.array([5 * 4, firm, (part + 1) * 4, firm]), np.array([firm, part * 4, 0, firm])
    assert part_of(people, debtors, creditors).tolist() == [0, 1, 1, 0]


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("do not touch")
    with pytest.raises(WrongOrder, match="not empty"):
        write_history(small(tmp_path))
    with pytest.raises(WrongOrder, match="not a folder"):
        write_history(small(tmp_path / "mine"))


def test_a_folder_that_cannot_be_made_is_refused_in_one_line() -> None:
    with pytest.raises(WrongOrder, match="cannot be written") as refused:
        write_history(small(Path("/proc/arasha/history")))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("days", "crime"), [(0, 1.0), (-3, 1.0), (1, -1.0)])
def test_days_and_crime_have_bounds(tmp_path: Path, days: int, crime: float) -> None:
    with pytest.raises(WrongOrder):
        write_history(Order(Country(5, 100), BEGIN, days, tmp_path / "never", crime))
