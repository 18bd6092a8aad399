"""Forests: what LightGBM says is what we say, to the last bit; what each column adds is the whole, and nothing else."""

from typing import Any

import lightgbm
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.forest import HIGHEST, NODE, contributions, forest, margins
from arasha.domains.payments.learning.train import PARAMETERS
from arasha.domains.payments.learning.trees import Grown, Leaf, Split, of_lightgbm, planted
from arasha.kernel.compiled import Array

COLUMNS = 12


def rows_and_labels(count: int = 4_000) -> tuple[Array, Array]:
    """Rows as the engine has them: small numbers, sums of money, and -1 for what never was."""
    random = np.random.default_rng(7)
    rows = random.integers(-1, 50, (count, COLUMNS))
    rows[:, :3] = np.exp(random.normal(14, 4, (count, 3))).astype(np.int64)
    labels = (rows[:, 0] > rows[:, 1]) & (rows[:, 5] > 20) | (random.random(count) < 0.02)
    return rows, labels.astype(np.int64)


@pytest.fixture(scope="module")
def booster() -> Any:
    rows, labels = rows_and_labels()
    data = lightgbm.Dataset(rows.astype(np.float64), labels)
    return lightgbm.train(PARAMETERS | {"num_threads": 1, "metric": "none"}, data, 40)


def said(grown: Any, rows: Array) -> Array:
    out = np.empty(len(rows))
    margins(grown, rows, out)
    return out


def test_what_lightgbm_says_is_what_we_say(booster: Any) -> None:
    rows, _ = rows_and_labels()
    grown = of_lightgbm(booster)
    assert np.abs(said(grown, rows) - booster.predict(rows.astype(np.float64), raw_score=True)).max() <= 1e-9


def test_a_row_alone_gets_what_it_gets_in_a_block(booster: Any) -> None:
    rows, _ = rows_and_labels(70)
    grown = of_lightgbm(booster)
    together = said(grown, rows)
    assert [said(grown, rows[i : i + 1])[0] for i in range(len(rows))] == together.tolist()


def test_what_the_columns_add_is_the_margin_less_the_bias(booster: Any) -> None:
    rows, _ = rows_and_labels(50)
    grown, parts = of_lightgbm(booster), np.empty(COLUMNS)
    for row, margin in zip(rows, said(grown, rows), strict=True):
        contributions(grown, row, parts)
        assert parts.sum() + grown.bias == pytest.approx(margin, abs=1e-9)


def test_a_column_that_no_turn_looked_at_adds_nothing() -> None:
    grown, parts = planted([Split(2, 10.5, Leaf(-1.0, 3), Leaf(1.0, 1))]), np.empty(4)
    contributions(grown, np.array([5, 5, 11, 5]), parts)
    assert parts.tolist() == [0.0, 0.0, 1.5, 0.0]


values = st.floats(-5, 5, allow_nan=False)
trees: st.SearchStrategy[Grown] = st.recursive(
    st.builds(Leaf, values, st.integers(1, 9)),
    lambda inner: st.builds(Split, st.integers(0, 3), st.floats(-20, 20, allow_nan=False), inner, inner),
    max_leaves=12,
)


def naive(grown: Grown, row: list[int]) -> float:
    while isinstance(grown, Split):
        grown = grown.below if row[grown.column] <= grown.threshold else grown.above
    return grown.value


@given(
    st.lists(trees, min_size=1, max_size=10),
    st.lists(st.lists(st.integers(-30, 30), min_size=4, max_size=4), min_size=1, max_size=19),
)
def test_any_forest_says_what_walking_it_by_hand_says(forest_: list[Grown], rows: list[list[int]]) -> None:
    expected = [sum((naive(tree, row) for tree in forest_), 0.0) for row in rows]
    assert said(planted(forest_), np.array(rows)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("node", "root"),
    [((5, 0, 0), 0), ((5, 0, 7), 0), ((5, -1, 1), 0), ((HIGHEST, 0, 0), 9)],
    ids=["back to itself", "beyond the end", "no column", "a root outside"],
)
def test_arrays_that_lead_nowhere_are_no_forest(node: tuple[int, int, int], root: int) -> None:
    nodes = np.array([node, (HIGHEST, 0, 1), (HIGHEST, 0, 2)], NODE)
    with pytest.raises(ValueError, match="damaged"):
        forest(nodes, np.zeros(3), np.array([root], np.int32))
