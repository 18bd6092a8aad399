"""A file is read row by row: other columns, other units, Parquet or CSV; a bad row is reported and nothing stops."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from arasha.simulator.iban import iban
from arasha.simulator.replay.mapping import Mapping, WrongMapping
from arasha.simulator.replay.reading import Bad, Good, Source, payments

HEADER = ["tx", "when", "sum", "from", "from_bank", "to", "to_bank", "fraud"]
GOOD = ["T-1", "2026-11-20T12:00:00+05:00", "1500.5", "KZ1", "ALDARKZA", "KZ2", "TOSTIKZA", "1"]
ALMATY = ZoneInfo("Asia/Almaty")


def mapping(**changes: Any) -> Mapping:
    columns = {
        "id": "tx", "time": "when", "amount": "sum", "debtor.account": "from", "debtor.institution": "from_bank",
        "creditor.account": "to", "creditor.institution": "to_bank",
    }  # fmt: skip
    plain = {"columns": columns, "values": {"kind": "p2p"}, "amount": {"unit": "tenge"}, "label": "fraud"}
    return msgspec.convert(plain | changes, Mapping)


def row(**changes: str) -> list[str]:
    return [changes.get(column, cell) for column, cell in zip(HEADER, GOOD, strict=True)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "payments.csv"


def read(path: Path, *rows: list[str] | str | bytes, using: Mapping | None = None) -> list[Good | Bad]:
    lines = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else ",".join(line)).encode()
        for line in rows
    ]
    path.write_bytes(b"\n".join([",".join(HEADER).encode(), *lines]) + b"\n")
    return list(payments(Source(path), using or mapping()))


def good(found: Good | Bad) -> Good:
    assert isinstance(found, Good), found
    return found


def test_columns_of_other_names_become_a_payment(path: Path) -> None:
    found = good(read(path, row())[0])
    payment = found.payment
    assert (payment.id, payment.amount, payment.kind) == ("T-1", 150_050, "p2p")
    assert payment.time == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (payment.debtor.account, payment.debtor.institution) == ("KZ1", "ALDARKZA")
    assert (payment.creditor.account, payment.creditor.institution) == ("KZ2", "TOSTIKZA")
    assert (found.line, found.label) == (2, 1)


BAD: dict[str, tuple[dict[str, str], str]] = {
    "no amount": ({"sum": ""}, "a number or time in this row cannot be read"),
    "an amount in words": ({"sum": "much"}, "a number or time in this row cannot be read"),
    "nothing is paid": ({"sum": "0"}, "Expected `int` >= 1: field `amount`"),
    "a debt": ({"sum": "-5"}, "Expected `int` >= 1: field `amount`"),
    "endless": ({"sum": "inf"}, "a number or time in this row cannot be read"),
    "no time": ({"when": ""}, "a number or time in this row cannot be read"),
    "no such day": ({"when": "2026-02-30"}, "a number or time in this row cannot be read"),
    "no id": ({"tx": ""}, "Expected `str` of length >= 1: field `id`"),
    "no account": ({"from": ""}, "Expected `str` of length >= 1: field `debtor.account`"),
    "no bank": ({"to_bank": ""}, "Object missing required field `institution`: field `creditor`"),
    "no label": ({"fraud": "perhaps"}, "a number or time in this row cannot be read"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_is_reported_by_line_and_reason_and_kept_and_the_next_is_read(path: Path, case: str) -> None:
    changes, reason = BAD[case]
    before, bad, after = read(path, row(), row(**changes), row(tx="T-3"))
    assert good(before).line == 2
    assert isinstance(bad, Bad)
    assert (bad.line, bad.reason.rstrip("`")) == (3, reason.rstrip("`"))
    assert bad.row == dict(zip(HEADER, row(**changes), strict=True))
    assert good(after).payment.id == "T-3"


def test_a_row_with_too_few_cells_is_bad(path: Path) -> None:
    bad, after = read(path, "T-1,2026-11-20", row())
    assert isinstance(bad, Bad)
    assert good(after).line == 3


def test_a_row_with_too_many_cells_is_bad_because_one_of_them_has_slipped(path: Path) -> None:
    bad, after = read(path, [*row(), "one more"], row())
    assert isinstance(bad, Bad)
    assert "more cells than the header" in bad.reason
    assert good(after).line == 3


def test_a_row_that_is_not_utf_8_is_bad_and_kept_to_the_byte(path: Path) -> None:
    spoilt = ",".join(row(tx="Перевод")).encode("cp1251")
    bad, after = read(path, spoilt, row())
    assert isinstance(bad, Bad)
    assert bad.reason == "the row is not UTF-8"
    assert bad.row["tx"].encode("utf-8", "surrogateescape") == "Перевод".encode("cp1251")
    assert good(after).payment.id == "T-1"


def test_a_quotation_mark_that_is_never_closed_costs_its_row_and_nothing_stops(path: Path) -> None:
    found = read(path, row(), '"' + "x" * 140_000, row(tx="T-3"))
    assert isinstance(good(found[0]), Good)
    assert any(isinstance(one, Bad) and "not closed" in one.reason for one in found[1:])


def test_lines_are_those_of_the_file_though_some_are_empty_or_a_cell_has_two(path: Path) -> None:
    found = read(path, row(), "", row(tx="T-2"), ["T-3", *GOOD[1:3], '"two\nlines"', *GOOD[4:]], row(tx="T-4"))
    assert [good(one).line for one in found] == [2, 4, 6, 7]


def test_a_byte_order_mark_is_no_part_of_the_first_column(path: Path) -> None:
    path.write_text("\ufeff" + ",".join(HEADER) + "\n" + ",".join(GOOD) + "\n")
    assert good(next(payments(Source(path), mapping()))).payment.id == "T-1"


def test_parquet_is_read_with_its_own_types(tmp_path: Path) -> None:
    path = tmp_path / "payments.parquet"
    table = pa.table({
        "tx": [1, 2, 3], "when": [datetime(2026, 11, 20, 7, tzinfo=UTC), None, date(2026, 11, 20)][:1] * 3,
        "sum": [Decimal("10.50"), None, Decimal(3)], "from": [11, 12, 13],
        "from_bank": pa.array(["ALDARKZA"] * 3).dictionary_encode(), "to": ["a", "b", "c"], "to_bank": ["TOSTIKZA"] * 3,
        "fraud": [True, False, False],
    })  # fmt: skip
    parquet.write_table(table, path)
    first, second, third = payments(Source(path), mapping())
    assert (good(first).payment.id, good(first).payment.amount, good(first).label, good(first).line) == (
        "1",
        1050,
        1,
        1,
    )
    assert isinstance(second, Bad)
    assert second.line == 2
    assert good(third).payment.debtor.account == "13"
    assert Source(path).rows == 3


def test_where_the_file_has_no_truth_there_is_no_label(path: Path) -> None:
    assert good(read(path, row(), using=mapping(label=""))[0]).label is None


def test_fields_of_parties_and_session_can_be_mapped_and_empty_cells_are_left_out(path: Path) -> None:
    columns = mapping().columns | {"debtor.phone": "from", "session.active_call": "fraud"}
    calling, silent = read(path, row(), row(fraud=""), using=mapping(columns=columns, label=""))
    assert good(calling).payment.debtor.phone == "KZ1"
    session = good(calling).payment.session
    assert session
    assert session.active_call
    assert good(silent).payment.session is None


def test_institutions_get_their_codes_and_numbers_the_form_of_ibans(path: Path) -> None:
    using = mapping(institutions={"swedbank": {"code": "ALDARKZA", "bank": "991"}, "x": {"code": "TOSTIKZA"}})
    found = good(read(path, row(**{"from": "17", "from_bank": "swedbank", "to": "18", "to_bank": "x"}), using=using)[0])
    assert (found.payment.debtor.institution, found.payment.debtor.account) == ("ALDARKZA", iban("991", 17))
    assert (found.payment.creditor.institution, found.payment.creditor.account) == ("TOSTIKZA", "18")


@given(st.integers(1, 10**11), st.sampled_from([("tiyn", 1), ("tenge", 100)]))
def test_an_amount_is_exact_to_the_tiyn(
    tmp_path_factory: pytest.TempPathFactory, tiyn: int, unit: tuple[str, int]
) -> None:
    name, size = unit
    written = str(Decimal(tiyn) / size)
    path = tmp_path_factory.mktemp("amount") / "payments.csv"
    found = good(read(path, row(sum=written), using=mapping(amount={"unit": name}))[0])
    assert found.payment.amount == tiyn


@pytest.mark.parametrize(("unit", "size"), [("s", 1), ("ms", 1000)])
def test_numbers_are_times_since_an_origin(path: Path, unit: str, size: int) -> None:
    time = {"unit": unit, "origin": "2026-08-01T00:00:00+05:00"}
    found = good(read(path, row(when=str(90_061 * size)), using=mapping(time=time))[0])
    assert found.payment.time == datetime(2026, 8, 2, 1, 1, 1, tzinfo=ALMATY)


@pytest.mark.parametrize(("unit", "size"), [("s", 1), ("ms", 1000)])
def test_whole_days_are_spread_over_the_day_in_the_order_of_the_file_and_end_yesterday(
    path: Path, unit: str, size: int
) -> None:
    rows = [row(tx=str(number), when=str(day * 86_400 * size)) for number, day in enumerate([5, 3, 5, 5, 3, 5])]
    time = {"unit": unit, "spread": True, "ends_yesterday": True}
    instants = [good(found).payment.time for found in read(path, *rows, using=mapping(time=time))]
    midnight = datetime.now(ALMATY).replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = midnight - timedelta(days=1)
    hours = [(instant - yesterday).total_seconds() / 3600 for instant in instants]
    assert hours == [0, -48, 6, 12, -36, 18]
    assert max(instants) < midnight


def test_one_absurd_time_neither_moves_the_others_nor_takes_the_memory_of_the_machine(path: Path) -> None:
    rows = [row(when="86400"), row(when="1e18"), row(when="-1e300"), row(when="nan"), row(when="172800")]
    time = {"unit": "s", "spread": True, "ends_yesterday": True}
    found = read(path, *rows, using=mapping(time=time))
    assert [isinstance(one, Good) for one in found] == [True, False, False, False, True]
    assert good(found[4]).payment.time - good(found[0]).payment.time == timedelta(days=1)


def test_an_empty_file_has_no_payments(path: Path) -> None:
    assert read(path, using=mapping(time={"unit": "s", "spread": True, "ends_yesterday": True})) == []
    assert Source(path).rows == 0


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.parquet"])
def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongMapping, match="cannot be read"):
        Source(tmp_path / name)


def test_a_file_that_is_no_parquet_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "payments.parquet"
    path.write_text("tx,when\n")
    with pytest.raises(WrongMapping, match="cannot be read"):
        Source(path)
