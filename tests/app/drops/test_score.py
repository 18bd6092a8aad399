"""From files to a model to scores: causal, in the file's order, with its own ids; what cannot be used is named."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from arasha.app.cli import cli
from arasha.app.drops import score
from arasha.app.history import read
from arasha.domains.payments.learning import train as training
from arasha.domains.payments.learning.files import MODEL
from tests.domains.payments.learning.test_files import resealed

# The drops: what comes in goes out again, whole, within the hour; the others pay a few people they know.
PAYERS, DROPS = 40, 6


def payments(count: int, seed: int) -> pa.Table:
    """A small country over twenty days."""
    random, rows = np.random.default_rng(seed), []
    for number in range(count):
        day, payer = number * 20 // count, int(random.integers(PAYERS))
        rows.append(
            (day, payer, (payer + int(random.integers(1, 4))) % PAYERS, float(random.integers(1_000, 90_000)), 0)
        )
        if random.random() < 0.08:
            drop, amount = 1_000 + int(random.integers(DROPS)), float(random.integers(200_000, 900_000))
            rows += [(day, payer, drop, amount, 1), (day, drop, 2_000 + int(random.integers(30)), amount * 0.95, 1)]
    days, debtors, creditors, amounts, labels = (list(column) for column in zip(*rows, strict=True))
    return pa.table({
        "tx_id": pa.array(range(len(rows)), pa.int64()), "ts": [day * 86_400 for day in days], "src": debtors,
        "dst": creditors, "src_bank": ["bank_a"] * len(rows), "dst_bank": ["bank_b"] * len(rows), "amount": amounts,
        "label": labels,
    })  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files, one after the other in time, and a model taught by the first two."""
    folder, whole = tmp_path_factory.mktemp("country"), payments(3_000, 1)
    days = whole["ts"].to_numpy() // 86_400
    for name, begin, end in (("a", 0, 12), ("b", 12, 16), ("c", 16, 20)):
        parquet.write_table(whole.filter(pa.array((days >= begin) & (days < end))), folder / f"{name}.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "MOST_TREES", 30)
        done = run("train", "--train", folder / "a.parquet", "--valid", folder / "b.parquet", "--out", folder / "model")
    assert done.exit_code == 0, done.output
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["drops", *map(str, arguments)])


def scored(country: Path, data: Path, out: str = "scores.parquet") -> pa.Table:
    history = f"{country / 'a.parquet'},{country / 'b.parquet'}"
    done = run(
        "score", "--model", country / "model", "--data", data, "--history", history, "--out", country / out
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return parquet.read_table(country / out)


def test_every_payment_gets_a_probability_under_its_own_id(country: Path) -> None:
    data = parquet.read_table(country / "c.parquet")
    told = scored(country, country / "c.parquet")
    assert told.schema.names == ["tx_id", "score"]
    assert told["tx_id"].equals(data["tx_id"])
    assert told["score"].type == pa.float64()
    scores, labels = told["score"].to_numpy(), data["label"].to_numpy()
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores[labels == 1].mean() > 10 * scores[labels == 0].mean(), "the model has learned what a drop does"


def test_payments_that_are_appended_change_no_score(country: Path) -> None:
    data = parquet.read_table(country / "c.parquet")
    whole = scored(country, country / "c.parquet")["score"].to_numpy()
    for cut in (1, 7, len(data) // 2, len(data) - 1):
        parquet.write_table(data.slice(0, cut), country / "cut.parquet")
        assert (scored(country, country / "cut.parquet", "cut.scores.parquet")["score"].to_numpy() == whole[:cut]).all()


def test_a_file_without_labels_is_scored_alike(country: Path) -> None:
    parquet.write_table(parquet.read_table(country / "c.parquet").drop_columns("label"), country / "new.parquet")
    assert scored(country, country / "new.parquet", "new.scores.parquet").equals(scored(country, country / "c.parquet"))


def test_the_label_and_the_truth_about_patterns_are_never_looked_at(country: Path) -> None:
    data = parquet.read_table(country / "c.parquet")
    turned = data.set_column(data.schema.get_field_index("label"), "label", pa.array(1 - data["label"].to_numpy()))
    parquet.write_table(turned.append_column("pattern", data["label"]), country / "turned.parquet")
    assert scored(country, country / "turned.parquet", "t.parquet").equals(scored(country, country / "c.parquet"))


def test_a_row_that_is_no_payment_has_the_score_nought_and_is_told(country: Path) -> None:
    data = parquet.read_table(country / "c.parquet")
    amounts = data["amount"].to_numpy().copy()
    amounts[2] = -1
    broken = data.set_column(data.schema.get_field_index("amount"), "amount", pa.array(amounts))
    parquet.write_table(broken, country / "broken.parquet")
    assert scored(country, country / "broken.parquet", "broken.scores.parquet")["score"][2].as_py() == 0.0
    assert "broken.parquet,3," in (country / "broken.scores.bad.csv").read_text()


def test_the_card_says_what_the_model_was_taught_with(country: Path) -> None:
    text = (country / "model" / "card.md").read_text()
    assert "a.parquet" in text
    assert "pr_auc" in text
    assert "region: not known" in text


def test_the_same_seed_gives_the_same_model(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "MOST_TREES", 30)
    again = run(
        "train", "--train", country / "a.parquet", "--valid", country / "b.parquet", "--out", country / "again"
    )  # fmt: skip
    assert again.exit_code == 0, again.output
    assert (country / "again" / MODEL).read_bytes() == (country / "model" / MODEL).read_bytes()


def test_a_validation_that_is_not_later_is_refused(country: Path) -> None:
    done = run("train", "--train", country / "b.parquet", "--valid", country / "a.parquet", "--out", country / "no")
    assert done.exit_code == 1
    assert "divide by time" in done.output


def test_without_labels_a_model_learns_what_is_unusual_and_says_that_it_cannot_score(country: Path) -> None:
    for name in "ab":
        table = parquet.read_table(country / f"{name}.parquet").drop_columns("label")
        parquet.write_table(table, country / f"{name}0.parquet")
    done = run(
        "train", "--train", country / "a0.parquet", "--valid", country / "b0.parquet", "--out", country / "usual"
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    done = run(
        "score", "--model", country / "usual", "--data", country / "c.parquet", "--out", country / "none.parquet"
    )  # fmt: skip
    assert done.exit_code == 1
    assert "without labels" in done.output


def test_a_model_of_other_columns_is_refused_with_their_names(country: Path) -> None:
    folder = country / "other"
    folder.mkdir()
    changed = {path.name: path.read_bytes() for path in (country / "model").iterdir() if path.is_file()}
    changed[MODEL] = changed[MODEL].replace(b'"D_PASSED_ON_24H"', b'"STARS_OF_THE_DAY"')
    for name, content in resealed(changed).items():
        (folder / name).write_bytes(content)
    done = run("score", "--model", folder, "--data", country / "c.parquet", "--out", country / "none.parquet")
    assert done.exit_code == 1
    assert "STARS_OF_THE_DAY" in done.output


def test_a_history_that_is_not_there_is_named(country: Path) -> None:
    done = run(
        "score", "--model", country / "model", "--data", country / "c.parquet", "--history", country / "x.parquet",
        "--out", country / "none.parquet",
    )  # fmt: skip
    assert done.exit_code == 2
    assert "x.parquet" in done.output


def test_scoring_goes_on_where_the_history_ends(country: Path) -> None:
    order = score.Order(country / "model", country / "c.parquet", [], None, country / "alone.parquet")
    score.score(order, read([country / "c.parquet"]), lambda _: None)
    alone, told = parquet.read_table(country / "alone.parquet"), scored(country, country / "c.parquet")
    assert not alone["score"].equals(told["score"]), "without its history a payment is another one"
