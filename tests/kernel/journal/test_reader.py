"""Reading the journal from another place: from a row on, the one frame of a row, or on and on."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import JournalDamaged
from arasha.kernel.journal.reader import Rereader, Tail, end_of, read_from
from arasha.kernel.journal.segments import segments
from arasha.kernel.journal.writer import Journal
from tests.kernel.journal.records import KIND, commit, numbers, opened, rows

SEGMENT = 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    yield from opened(folder, SEGMENT)


@pytest.fixture
def several_files(journal: Journal) -> Journal:
    """A hundred rows, two a frame, over several files."""
    for _ in range(50):
        commit(journal, 2)
    return journal


def test_reading_begins_with_the_frame_that_holds_the_row(several_files: Journal, folder: Path) -> None:
    assert len(segments(folder)) > 3
    for first in (0, 1, 37, 98, 99):
        assert numbers(read_from(folder, first)) == list(range(first - first % 2, 100))
    assert numbers(read_from(folder, 100)) == []


def test_who_reads_again_and_again_reads_the_same_wherever_he_began_before(journal: Journal, folder: Path) -> None:
    again, asked = Rereader(folder), Random(7)
    for step in range(60):
        commit(journal, 2)
        first = asked.choice([2 * step, 2 * step + 1, 2 * step + 2, asked.randrange(2 * step + 2)])
        assert numbers(again.read_from(first)) == numbers(read_from(folder, first)), first
        next(again.read_from(first), None)  # and leaves off in the middle


def test_a_journal_that_is_not_there_has_no_rows(folder: Path) -> None:
    assert list(read_from(folder, 0)) == []
    assert Tail(folder, 0).read(10) == []


def test_rows_whose_file_is_not_kept_any_more_are_not_there(several_files: Journal, folder: Path) -> None:
    oldest, second = segments(folder)[:2]
    oldest.unlink()
    assert numbers(read_from(folder, 0)) == list(range(int(second.stem), 100))


def test_a_missing_file_in_the_middle_is_reported_and_not_skipped(several_files: Journal, folder: Path) -> None:
    first, gone, _, *_ = segments(folder)
    gone.unlink()
    tail, upto = Tail(folder, 0), int(gone.stem)
    with pytest.raises(JournalDamaged, match=f"rows {upto} to"):
        list(read_from(folder, 0))
    assert numbers(tail.read(1000)) == list(range(upto))
    with pytest.raises(JournalDamaged, match=f"rows {upto} to"):
        tail.read(1000)
    assert first.exists()


def test_a_flipped_byte_in_a_finished_file_is_reported_and_not_skipped(several_files: Journal, folder: Path) -> None:
    path = segments(folder)[1]
    begin = int(path.stem)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    tail = Tail(folder, 0)
    assert numbers(tail.read(1000)) == list(range(begin + 2))
    with pytest.raises(JournalDamaged, match=f"rows {begin + 2} to"):
        tail.read(1000)
    with pytest.raises(JournalDamaged, match=f"rows {begin + 2} to"):
        list(read_from(folder, 0))


def spoil(path: Path, place: int) -> None:
    """Flip a bit."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_flipped_byte_in_the_file_that_is_written_is_reported_too(journal: Journal, folder: Path) -> None:
    for _ in range(3):
        commit(journal, 2)
    spoil(segments(folder)[0], frames.size(48) + 50)
    tail = Tail(folder, 0)
    assert numbers(tail.read(10)) == [0, 1]
    for _ in range(2):
        with pytest.raises(JournalDamaged, match="rows from 2 on cannot be read, byte 88 of"):
            tail.read(10)
    with pytest.raises(JournalDamaged, match="rows from 2 on"):
        list(read_from(folder, 0))


def test_a_write_that_was_cut_short_is_the_end_until_the_writer_goes_on(folder: Path) -> None:
    for journal in opened(folder, SEGMENT):
        commit(journal, 2)
        commit(journal, 2)
    path = segments(folder)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[: frames.size(48) + 60] + bytes(SEGMENT))
    tail = Tail(folder, 0)
    assert numbers(tail.read(10)) == [0, 1]
    assert tail.read(10) == tail.read(10) == []
    assert numbers(read_from(folder, 0)) == [0, 1]
    for journal in opened(folder, SEGMENT):
        commit(journal, 3)
        assert numbers(tail.read(10)) == [2, 3, 4]


def test_frames_that_were_never_acknowledged_are_the_end_when_the_first_of_them_is_torn(folder: Path) -> None:
    """Written behind one another before one `sync`: the disk may keep the later one and lose the earlier."""
    for journal in opened(folder, SEGMENT):
        commit(journal, 2)
        commit(journal, 2, 2, 2)
    spoil(segments(folder)[0], frames.size(48) + 50)
    tail = Tail(folder, 0)
    assert numbers(tail.read(10)) == [0, 1]
    assert tail.read(10) == []
    assert numbers(read_from(folder, 0)) == [0, 1]


def test_a_write_that_is_under_way_while_we_look_is_no_damage(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        commit(journal, 2)
    path = segments(folder)[0]
    whole = path.read_bytes()
    spoil(path, frames.size(48) + 50)
    tail, damaged = Tail(folder, 0), frames.damaged
    assert numbers(tail.read(10)) == [0, 1]

    def meanwhile(data: memoryview, offset: int) -> bool:
        path.write_bytes(whole)
        return damaged(data, offset)

    monkeypatch.setattr(frames, "damaged", meanwhile)
    assert tail.read(10) == []
    assert numbers(tail.read(10)) == [2, 3, 4, 5]


def test_what_a_tail_gives_is_on_the_disk_even_if_it_was_written_while_it_read(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(journal, 2)
    there, sync = list[int](), os.fdatasync

    def synced(fd: int) -> None:
        there[:] = numbers(read_from(folder, 0))
        sync(fd)
        if journal.next < 8:
            journal.write(KIND, 2, rows(journal.next, 2))

    monkeypatch.setattr(os, "fdatasync", synced)
    assert numbers(Tail(folder, 0).read(100)) == there == list(range(8))


def test_the_end_is_behind_the_last_whole_frame(several_files: Journal, folder: Path, tmp_path: Path) -> None:
    assert end_of(folder) == several_files.next == 100
    assert end_of(tmp_path / "nothing") == 0


def test_a_tail_that_comes_too_late_for_what_was_kept_says_so(several_files: Journal, folder: Path) -> None:
    segments(folder)[0].unlink()
    with pytest.raises(JournalDamaged, match="rows 0 to"):
        Tail(folder, 0).read(10)


def test_a_tail_reads_on_over_the_ends_of_files(journal: Journal, folder: Path) -> None:
    tail, seen = Tail(folder, 0), list[int]()
    for _ in range(60):
        commit(journal, 3)
        seen += numbers(tail.read(100))
    assert len(segments(folder)) > 5
    assert seen == list(range(180))
    assert tail.position == 180
    assert tail.read(100) == []


def test_a_tail_takes_about_so_many_rows_at_a_time(several_files: Journal, folder: Path) -> None:
    tail, sizes, seen = Tail(folder, 0), [], list[int]()
    while found := tail.read(7):
        sizes.append(sum(frame.rows for frame in found))
        seen += numbers(found)
    assert seen == list(range(100))
    assert max(sizes) == 8


@pytest.mark.parametrize("position", [0, 1, 2, 51, 99, 100])
def test_a_tail_begins_where_it_is_told_and_gives_nothing_twice(
    several_files: Journal, folder: Path, position: int
) -> None:
    first = Tail(folder, position).read(1000)
    assert numbers(first) == list(range(position - position % 2, 100))


def test_a_tail_sees_a_journal_begin(folder: Path) -> None:
    tail = Tail(folder, 0)
    assert tail.read(10) == []
    for journal in opened(folder):
        commit(journal, 2)
        assert numbers(tail.read(10)) == [0, 1]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["read", "read little", "restart", "nothing"]))))
def test_however_writing_and_reading_alternate_each_row_is_read_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    folder, seen = tmp_path_factory.mktemp("journal"), list[int]()
    journal, tail = Journal(folder, SEGMENT), Tail(folder, 0)
    for count, then in steps:
        commit(journal, count)
        if then == "restart":
            journal.close()
            journal = Journal(folder, SEGMENT)
        if then.startswith("read"):
            seen += numbers(tail.read(1 if then == "read little" else 1000))
    while found := tail.read(5):
        seen += numbers(found)
    assert seen == list(range(journal.next))
    journal.close()
