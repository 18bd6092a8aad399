"""The store's payments as a file: whole or not at all, tokens for accounts, and read back by the shipped mapping."""

from datetime import timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

from arasha.app import history, labelled_history
from arasha.app.history.asks import UNLABELLED
from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision, Verdict
from arasha.domains.payments.queries.labels import Asked
from arasha.simulator.replay.mapping import fitting
from tests.support.cast import AIGERIM, DROP, SHOP
from tests.support.recorded import given, token_of


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    """A fraud, an honest payment, and one of which nothing is known yet."""
    fraud = given(Verdict.HOLD)
    review.decide(fraud, Decision.FRAUD, AIGERIM)
    given(Verdict.ALLOW, codes=(), creditor=SHOP, ago=timedelta(days=40))
    given(Verdict.ALLOW, codes=(), creditor=SHOP)
    out = tmp_path / "history.parquet"
    told = list[int]()
    assert labelled_history.export(Asked(), out, told.append) == sum(told) == 3
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    return out


def test_accounts_are_tokens_and_labels_may_be_missing(file: Path) -> None:
    rows = parquet.read_table(file).to_pylist()
    assert [row["label"] for row in rows] == [1, 0, None]
    assert [row["creditor_token"] for row in rows] == [token_of(DROP).hex] + 2 * [token_of(SHOP).hex]
    assert {row["control"] for row in rows} == {False}
    assert (rows[0]["verdict"], rows[0]["kind"], rows[0]["active_call"]) == ("hold", "p2p", "true")


def test_the_shipped_mapping_reads_it_back(file: Path) -> None:
    assert fitting(parquet.read_schema(file).names).label == "label"
    read = history.read([file])
    assert not read.bad
    assert sorted(read.labels.tolist()) == [UNLABELLED, 0, 1]
    assert set(read.asks["amount"].tolist()) == {15_000_000}
    creditors = set(zip(read.asks["creditor_lo"], read.asks["creditor_hi"], strict=True))
    assert len(creditors) == 2, "the same token is the same account"
