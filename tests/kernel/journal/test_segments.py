"""The files of a journal: spare ones are made ready, old ones are dropped when nobody needs them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from arasha.kernel.journal.reader import read_from
from arasha.kernel.journal.segments import MEBIBYTE, SPARE, drop_before, first_of, name_of, prepare_spare, segments
from arasha.kernel.journal.writer import Journal
from tests.kernel.journal.records import commit, numbers, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    yield from opened(folder, MEBIBYTE)


def test_names_are_in_the_order_of_sequences(tmp_path: Path) -> None:
    sequences = [0, 9, 10, 99, 10**12, 2**63 - 1]
    for first in reversed(sequences):
        (tmp_path / name_of(first)).touch()
    assert [first_of(path) for path in segments(tmp_path)] == sequences


def test_a_spare_file_is_taken_when_the_next_one_is_begun(journal: Journal, folder: Path) -> None:
    prepare_spare(folder, MEBIBYTE)
    inode = (folder / SPARE).stat().st_ino
    commit(journal, 3)
    assert not (folder / SPARE).exists()
    assert segments(folder)[0].stat().st_ino == inode
    assert numbers(read_from(folder, 0)) == [0, 1, 2]


def test_a_spare_is_made_once_and_whole(journal: Journal, folder: Path) -> None:
    prepare_spare(folder, 2 * MEBIBYTE)
    inode = (folder / SPARE).stat().st_ino
    prepare_spare(folder, 2 * MEBIBYTE)
    assert (folder / SPARE).stat().st_ino == inode
    assert (folder / SPARE).stat().st_size == 2 * MEBIBYTE
    assert not any((folder / SPARE).read_bytes())


def test_a_spare_that_was_not_finished_is_not_taken(journal: Journal, folder: Path) -> None:
    (folder / f"{SPARE}.new").write_bytes(b"half of it")
    commit(journal, 1)
    prepare_spare(folder, MEBIBYTE)
    assert (folder / SPARE).stat().st_size == MEBIBYTE
    assert numbers(read_from(folder, 0)) == [0]


def test_a_spare_that_is_too_small_is_left(journal: Journal, folder: Path) -> None:
    prepare_spare(folder, MEBIBYTE)
    commit(journal, MEBIBYTE // 20)
    assert (folder / SPARE).exists()
    assert numbers(read_from(folder, 0)) == list(range(MEBIBYTE // 20))


def test_without_a_journal_there_is_no_spare(folder: Path) -> None:
    prepare_spare(folder, MEBIBYTE)
    assert not folder.exists()


@pytest.fixture
def four_files(folder: Path) -> list[Path]:
    """Files that begin with the rows 0, 10, 20 and 30, the second of which was written late."""
    for journal in opened(folder, 256):
        for _ in range(4):
            commit(journal, 10)
    paths = segments(folder)
    for path, age in zip(paths, (1_000, 5_000, 1_000, 1_000), strict=True):
        os.utime(path, (age, age))
    return paths


@pytest.mark.parametrize(
    ("upto", "older_than", "left"),
    [
        (0, 9_000, [0, 10, 20, 30]),
        (9, 9_000, [0, 10, 20, 30]),
        (10, 9_000, [10, 20, 30]),
        (30, 9_000, [30]),
        (1_000, 9_000, [30]),
        (1_000, 1_000, [0, 10, 20, 30]),
        (1_000, 1_001, [10, 20, 30]),
    ],
)
def test_a_file_is_dropped_when_it_is_old_and_all_its_rows_are_elsewhere(
    folder: Path, four_files: list[Path], upto: int, older_than: float, left: list[int]
) -> None:
    dropped = drop_before(folder, upto, older_than)
    assert [first_of(path) for path in segments(folder)] == left
    assert dropped == 4 - len(left)


def test_the_last_file_always_stays_so_that_numbers_never_begin_anew(folder: Path, four_files: list[Path]) -> None:
    drop_before(folder, 10**9, 10**12)
    for journal in opened(folder):
        assert journal.next == 40
