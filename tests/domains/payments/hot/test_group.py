"""Verdicts as they stand in the journal: what is packed comes back, also what an older version packed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.earlier import ROW_OF_0_1, UnknownRows
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.kernel.seal import BrokenSeal, Seal

FIGURES = st.integers(-(2**63), 2**63 - 1) | st.integers(-1, 300)


@given(st.lists(st.lists(FIGURES, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=3))
def test_packed_features_come_back(rows: list[list[int]]) -> None:
    features = np.array(rows, np.int64)
    assert group.unpack(group.pack(features), len(rows)).tolist() == rows


def test_a_figure_that_most_payments_have_takes_one_byte() -> None:
    assert len(group.pack(np.full((1, WIDTH), -1, np.int64))) == WIDTH


def test_columns_that_an_older_version_did_not_know_are_unknown() -> None:
    older = np.arange(2 * (WIDTH - 1)).reshape(2, WIDTH - 1)
    read = group.unpack(group.pack(older), 2)
    assert read[:, : WIDTH - 1].tolist() == older.tolist()
    assert read[:, WIDTH - 1].tolist() == [-1, -1]


def test_columns_that_only_a_newer_version_knows_are_left_out() -> None:
    newer = np.arange(2 * (WIDTH + 1)).reshape(2, WIDTH + 1)
    assert group.unpack(group.pack(newer), 2).tolist() == newer[:, :WIDTH].tolist()


def test_a_group_comes_back_with_its_questions() -> None:
    rows, features = np.zeros(2, group.ROW), np.arange(2 * WIDTH).reshape(2, WIDTH)
    rows["ask"]["sequence"], rows["ask"]["amount"] = (7, 8), (100, 200)
    seal = Seal(bytes(32))
    payload = group.encode(rows, features, (b"firstsecond", np.array([5, 6])), seal)
    read = group.decode(7, 2, payload)
    assert read.rows.tobytes() == rows.tobytes()
    assert read.features[1, F.KIND] == WIDTH + F.KIND
    assert group.open_questions(read, seal) == [b"first", b"second"]
    with pytest.raises(BrokenSeal):
        group.open_questions(read._replace(first=8), seal)


def test_rows_of_the_first_version_are_read_with_what_it_did_not_know_empty() -> None:
    rows = np.zeros(2, ROW_OF_0_1)
    rows["ask"]["sequence"], rows["ask"]["debtor_hi"], rows["decision"]["shadow"] = (7, 8), (1, 2), (3, 2**63)
    rows["event"]["digest"], rows["expires_at"] = (5, 6), (9, 10)
    features, box = group.pack(np.zeros((2, 3), np.int64)), b"box"
    payload = group.LENGTHS.pack(len(features), len(box)) + rows.tobytes() + features + box
    read = group.decode(7, 2, payload)
    assert read.rows["ask"]["sequence"].tolist() == [7, 8]
    assert read.rows["ask"]["debtor_hi"].tolist() == [1, 2]
    assert read.rows["decision"]["shadow"].tolist() == [3, 2**63]
    assert read.rows["decision"]["shadow_more"].tolist() == read.rows["ask"]["device"].tolist() == [0, 0]
    assert (read.rows["event"]["digest"].tolist(), read.rows["expires_at"].tolist()) == ([5, 6], [9, 10])
    assert (read.features[1, :4].tolist(), read.box) == ([0, 0, 0, -1], box)


def test_rows_of_an_unknown_version_are_refused_with_the_remedy() -> None:
    payload = group.LENGTHS.pack(0, 0) + bytes(2 * 100)
    with pytest.raises(UnknownRows, match=r"a row of the journal has 100 bytes, .* let it drain the journal"):
        group.rows_of(2, payload)
