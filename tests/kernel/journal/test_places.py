"""One row of a long journal is found without reading it from the start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.journal.places import AT_HAND, Places
from arasha.kernel.journal.segments import segments
from arasha.kernel.journal.writer import Journal
from tests.kernel.journal.records import commit, numbers, opened

ROWS = 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    """A hundred rows, two a frame, over several files."""
    for journal in opened(folder, 1024):
        for _ in range(ROWS // 2):
            commit(journal, 2)
        yield journal


@given(asked=st.lists(st.integers(0, ROWS - 1), max_size=3 * AT_HAND))
def test_every_row_is_found_in_whatever_order_it_is_asked_for(journal: Journal, folder: Path, asked: list[int]) -> None:
    places = Places(folder)
    for row in asked:
        frame = places.frame_with(row)
        assert frame is not None
        assert row in numbers([frame])


def test_a_row_that_is_not_written_yet_is_found_once_it_is(journal: Journal, folder: Path) -> None:
    places = Places(folder)
    assert places.frame_with(ROWS) is None
    commit(journal, 2)
    frame = places.frame_with(ROWS + 1)
    assert frame is not None
    assert frame.first == ROWS


def test_rows_whose_file_is_not_kept_any_more_are_not_there(journal: Journal, folder: Path) -> None:
    segments(folder)[0].unlink()
    assert Places(folder).frame_with(0) is None


def test_a_journal_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert Places(tmp_path / "none").frame_with(0) is None
