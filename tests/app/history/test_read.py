"""Files as the engine's questions: the same payments that `arasha screen` sends, and none that is not one."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from arasha.app.history import read, write_bad_rows
from arasha.app.history.times import spread
from arasha.domains.payments.hot import layout
from arasha.domains.payments.rules.codes import Channel, Kind
from arasha.kernel.clock import DAY, SECOND
from arasha.simulator.replay.mapping import WrongMapping, load
from arasha.simulator.replay.reading import Good, Source, payments

MAPPING = """
label = "fraud"
[columns]
id = "id"
time = "at"
amount = "sum"
kind = "kind"
"debtor.account" = "from"
"debtor.institution" = "from_bank"
"creditor.account" = "to"
"creditor.institution" = "to_bank"
[values]
channel = "mobile"
[amount]
unit = "tenge"
"""
HEAD = "id,at,sum,kind,from,from_bank,to,to_bank,fraud\n"
GOOD = "P-1,2026-11-20T07:00:00+00:00,150000,p2p,A,ALDARKZA,B,TOSTIKZA,1\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    return path


def csv(folder: Path, *rows: str, name: str = "payments.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(rows))
    return path


def test_a_row_becomes_the_payment_that_screening_would_send(tmp_path: Path, mapping: Path) -> None:
    path = csv(tmp_path, GOOD, GOOD.replace("P-1", "P-2").replace("p2p", "cash_out").replace(",1\n", ",0\n"))
    read_, (one, _) = read([path], mapping), payments(Source(path), load(mapping))
    assert isinstance(one, Good)
    ask = read_.asks[0]
    assert (int(ask["amount"]), int(ask["paid_at"])) == (one.payment.amount, one.payment.time.timestamp() * SECOND)
    assert read_.asks["kind"].tolist() == [Kind.P2P, Kind.CASH_OUT]
    assert set(read_.asks["channel"].tolist()) == {Channel.MOBILE}
    assert read_.labels.tolist() == [1, 0]
    assert read_.ids[0].to_pylist() == ["P-1", "P-2"]


def test_an_account_is_the_same_on_either_side_and_another_at_another_bank(tmp_path: Path, mapping: Path) -> None:
    back = "P-2,2026-11-20T08:00:00+00:00,1,p2p,B,TOSTIKZA,A,ALDARKZA,0\n"
    elsewhere = "P-3,2026-11-20T09:00:00+00:00,1,p2p,B,ALDARKZA,A,ALDARKZA,0\n"
    asks = read([csv(tmp_path, GOOD, back, elsewhere)], mapping).asks
    assert asks["debtor_lo"][0] == asks["creditor_lo"][1] == asks["creditor_lo"][2]
    assert asks["debtor_lo"][1] != asks["debtor_lo"][2]
    assert (asks["flags"] & layout.SAME_INSTITUTION != 0).tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("150000", "nothing"), "`amount`"),
        (GOOD.replace("150000", "-5"), "`amount`"),
        (GOOD.replace("2026-11-20T07:00:00+00:00", "yesterday"), "`time`"),
        (GOOD.replace("2026-", "1926-"), "`time`"),
        (GOOD.replace("p2p", "gift"), "`kind`"),
        (GOOD.replace(",A,", ",,"), "`debtor.account`"),
        (GOOD.replace(",B,TOSTIKZA", ",A,ALDARKZA"), "the same"),
        (GOOD.replace(",1\n", ",maybe\n"), "'fraud'"),
        (GOOD.replace("\n", ",more\n"), "cells"),
    ],
)
def test_a_row_that_is_no_payment_is_left_out_with_its_line_and_reason(
    tmp_path: Path, mapping: Path, row: str, reason: str
) -> None:
    read_ = read([csv(tmp_path, GOOD, row, GOOD.replace("P-1", "P-3"))], mapping)
    ((file, line, said),) = read_.bad
    assert (file, line) == ("payments.csv", 3)
    assert reason in said
    assert len(read_.asks) == 2
    kept = write_bad_rows(tmp_path / "out.parquet", read_.bad)
    assert kept is not None
    assert len(kept.read_text().splitlines()) == 2


def test_a_file_without_the_label_can_be_read(tmp_path: Path, mapping: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text((HEAD + GOOD).replace(",fraud", "").replace(",1\n", "\n"))
    assert read([path], mapping).labels.tolist() == [-1]


@pytest.mark.parametrize(
    ("head", "said"), [(HEAD.replace("sum", "total"), "no column 'sum'"), ("", "no column"), ("\x00", "no column")]
)
def test_a_file_that_does_not_fit_is_named_with_what_it_lacks(
    tmp_path: Path, mapping: Path, head: str, said: str
) -> None:
    path = tmp_path / "other.csv"
    path.write_text(head + GOOD)
    with pytest.raises(WrongMapping, match=said) as error:
        read([path], mapping)
    assert "other.csv" in str(error.value)


def test_a_damaged_file_is_named(tmp_path: Path, mapping: Path) -> None:
    path = tmp_path / "damaged.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(WrongMapping, match=r"damaged\.parquet"):
        read([path], mapping)


def days(folder: Path, name: str, rows: list[tuple[int, int]]) -> Path:
    """Payments as the generators write them: numbers and whole days."""
    columns = {
        "tx_id": [number for number, _ in rows], "ts": [day * 86_400 for _, day in rows],
        "src": [1] * len(rows), "dst": [2] * len(rows), "src_bank": ["bank_a"] * len(rows),
        "dst_bank": ["bank_b"] * len(rows), "amount": [5.0] * len(rows),
    }  # fmt: skip
    path = folder / name
    parquet.write_table(pa.table(columns), path)
    return path


def test_files_are_put_in_order_of_time_and_keep_their_own_order_within_a_day(tmp_path: Path) -> None:
    first = days(tmp_path, "a.parquet", [(1, 0), (2, 2), (3, 1)])
    second = days(tmp_path, "b.parquet", [(4, 1), (5, 0)])
    read_ = read([first, second])
    told = [read_.ids[file][place].as_py() for file, place in zip(read_.file, read_.place, strict=True)]
    assert told == [1, 5, 3, 4, 2]
    assert (np.diff(read_.asks["paid_at"]) > 0).all()


def test_what_is_appended_changes_nothing_of_what_was_there(tmp_path: Path) -> None:
    rows = [(number, number // 40) for number in range(400)]
    whole = read([days(tmp_path, "whole.parquet", rows)]).asks
    for cut in (1, 17, 40, 41, 333):
        part = read([days(tmp_path, "part.parquet", rows[:cut])]).asks
        assert (part == whole[:cut]).all()


def test_a_day_with_many_more_payments_than_any_before_stays_a_day() -> None:
    times = np.sort(np.repeat(np.arange(3) * DAY, [5, 30_000, 7]))
    told = spread(times)
    assert (np.diff(told) >= 0).all()
    assert (told // DAY == times // DAY).all()
