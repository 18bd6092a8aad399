"""A mapping says how columns become payments; what is wrong with it is said before anything is sent."""

from pathlib import Path

import pytest

from arasha.simulator.replay.mapping import SHIPPED, Mapping, WrongMapping, fitting, load

GOOD = """
label = "is_fraud"
[columns]
id = "tx"
time = "when"
amount = "sum"
"debtor.account" = "from"
"debtor.institution" = "from_bank"
"creditor.account" = "to"
"creditor.institution" = "to_bank"
[values]
kind = "p2p"
"""
COLUMNS = ["tx", "when", "sum", "from", "from_bank", "to", "to_bank", "is_fraud", "unused"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.toml"


def loaded(path: Path, text: str) -> Mapping:
    path.write_text(text)
    return load(path)


def test_a_mapping_that_fits_is_taken(path: Path) -> None:
    loaded(path, GOOD).check(COLUMNS)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('id = "tx"', 'payment_id = "tx"', "'payment_id' is not a field of a payment; the fields are amount, "),
        ('id = "tx"', "", "does not say where 'id' comes from"),
        ('kind = "p2p"', "", "does not say where 'kind' comes from"),
        ('"creditor.institution" = "to_bank"', "", "'creditor.institution' comes from: add it under"),
        ('id = "tx"', 'id = "number"', "has no column 'number'; it has from, from_bank"),
        ('label = "is_fraud"', 'label = "truth"', "has no column 'truth'"),
        ('time = "when"', "", "does not say where 'time' comes from"),
        ('kind = "p2p"', 'kind = "p2p"\n[time]\nspread = true', "set unit to s or ms"),
        ('kind = "p2p"', 'kind = "p2p"\n[time]\nends_yesterday = true', "set unit to s or ms"),
    ],
)
def test_what_is_missing_or_unknown_is_named_with_the_remedy(path: Path, wrong: str, right: str, says: str) -> None:
    mapping = loaded(path, GOOD.replace(wrong, right))
    with pytest.raises(WrongMapping, match=says.replace("[", r"\[")):
        mapping.check(COLUMNS)


def test_a_time_that_is_the_same_for_all_rows_is_refused(path: Path) -> None:
    text = GOOD.replace('time = "when"', "").replace('kind = "p2p"', 'kind = "p2p"\ntime = "2026-11-20T12:00:00Z"')
    with pytest.raises(WrongMapping, match="a time of its own"):
        loaded(path, text).check(COLUMNS)


@pytest.mark.parametrize(
    ("addition", "says"),
    [
        ("[colums]\n", "unknown field `colums`"),
        ('[time]\nunit = "days"\n', r"Invalid enum value 'days' - at `\$.time.unit`"),
        ('[amount]\nunit = "euro"\n', r"\$.amount.unit"),
        ("[time]\norigin = 2026-08-01T00:00:00\n", r"timezone component - at `\$.time.origin`"),
        ("[institutions.x]\nbank = '991'\n", "missing required field `code`"),
        ("not toml", "bank.toml: "),
    ],
)
def test_a_file_that_is_not_a_mapping_is_refused_by_name_and_place(path: Path, addition: str, says: str) -> None:
    with pytest.raises(WrongMapping, match=says):
        loaded(path, GOOD + addition)


def test_a_file_that_is_not_there_is_said_to_be_so(path: Path) -> None:
    with pytest.raises(WrongMapping, match="No such file"):
        load(path)


@pytest.mark.parametrize("shipped", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.name)
def test_every_shipped_mapping_fits_the_columns_that_it_names(shipped: Path) -> None:
    mapping = load(shipped)
    columns = [*mapping.columns.values(), mapping.label]
    mapping.check(columns)
    assert fitting([*columns, "another"]) == mapping


def test_a_file_that_fits_no_shipped_mapping_gets_the_remedy() -> None:
    with pytest.raises(WrongMapping, match="give one with --map"):
        fitting(["a", "b"])
