"""A history in words: the same payments, named as institutions name them, with the truth beside each."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from arasha.simulator.country.people import Country
from arasha.simulator.history.order import Order as HistoryOrder
from arasha.simulator.history.words import Order, WrongFolder, write_words
from arasha.simulator.history.writing import write_history
from arasha.simulator.replay.mapping import fitting

BEGIN, DAYS = date(2026, 6, 8), 3
COUNTRY = Country(5, 500)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three days with five hundred times the crime."""
    folder = tmp_path_factory.mktemp("country") / "past"
    write_history(HistoryOrder(COUNTRY, BEGIN, DAYS, folder, 500.0))
    return folder


def test_every_payment_is_there_once_in_the_order_of_time_and_a_shipped_mapping_fits(
    past: Path, tmp_path: Path
) -> None:
    written = write_words(Order(past, tmp_path / "all.parquet"))
    told = pq.read_table(tmp_path / "all.parquet")
    known = pq.ParquetDataset(past / "payments", partitioning=None).read()
    assert written == told.num_rows == known.num_rows
    assert sorted(told["tx_id"].to_pylist()) == sorted(known["id"].to_pylist())
    times = told["time"].to_pylist()
    assert times == sorted(times)
    assert fitting(told.column_names).label == "stolen"


def test_accounts_are_named_as_their_institutions_name_them(past: Path, tmp_path: Path) -> None:
    write_words(Order(past, tmp_path / "all.parquet"))
    rows = {row["tx_id"]: row for row in pq.read_table(tmp_path / "all.parquet").to_pylist()}
    for row in pq.ParquetDataset(past / "payments", partitioning=None).read().slice(0, 200).to_pylist():
        account, told = COUNTRY.account(row["debtor"]), rows[row["id"]]
        assert told["debtor_account"] == account.name
        assert told["debtor_institution"] == account.institution
        assert (told["debtor_party"], told["debtor_scheme"]) == (account.party, account.scheme)
        assert told["amount_tiyn"] == row["amount"]


def test_the_truth_stands_beside_the_payments_that_it_is_about(past: Path, tmp_path: Path) -> None:
    write_words(Order(past, tmp_path / "all.parquet"))
    told = pq.read_table(tmp_path / "all.parquet", columns=["tx_id", "stolen", "deed"]).to_pylist()
    truth = pq.ParquetDataset(past / "truth" / "payments", partitioning=None).read().to_pylist()
    assert truth
    assert {row["tx_id"] for row in told if row["stolen"]} == {row["id"] for row in truth if row["stolen"] > 0}
    assert {row["tx_id"] for row in told if row["deed"]} == {row["id"] for row in truth}


def test_days_can_be_divided_for_learning_and_judging(past: Path, tmp_path: Path) -> None:
    middle = BEGIN + timedelta(days=2)
    first = write_words(Order(past, tmp_path / "first.parquet", until=middle))
    later = write_words(Order(past, tmp_path / "later.parquet", since=middle))
    assert first + later == write_words(Order(past, tmp_path / "all.parquet"))
    ends, begins = (pq.read_table(tmp_path / name)["time"].to_pylist() for name in ("first.parquet", "later.parquet"))
    assert ends[-1] <= begins[0]


def test_what_is_no_history_is_said(past: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongFolder, match="is no history"):
        write_words(Order(tmp_path, tmp_path / "out.parquet"))
    with pytest.raises(WrongFolder, match="no payment of these days"):
        write_words(Order(past, tmp_path / "out.parquet", until=BEGIN))
