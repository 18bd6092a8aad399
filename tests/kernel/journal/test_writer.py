"""Writing the journal: what was made durable stands, whatever happens to the process or to the end of the file."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import JournalDamaged
from arasha.kernel.journal.reader import read_from
from arasha.kernel.journal.segments import segments
from arasha.kernel.journal.writer import DiskFull, Journal, JournalLocked
from tests.kernel.journal.records import KIND, commit, numbers, opened, rows

SEGMENT = 4096
LAST = frames.size(2 * 24)  # a frame of two rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    yield from opened(folder)


def reopened(folder: Path) -> Journal:
    return Journal(folder, SEGMENT)


def test_rows_are_numbered_from_zero_without_gaps(journal: Journal, folder: Path) -> None:
    commit(journal, 3)
    commit(journal, 1, 2)
    assert journal.next == 6
    assert numbers(read_from(folder, 0)) == [0, 1, 2, 3, 4, 5]


def test_a_frame_says_what_was_written_and_when(journal: Journal) -> None:
    frame = journal.write(KIND, 2, rows(0, 2))
    assert (frame.kind, frame.first, frame.rows, frame.payload) == (KIND, 0, 2, rows(0, 2))
    assert frame.at > 1_700_000_000_000_000


def test_frames_between_two_syncs_are_joined(journal: Journal, folder: Path) -> None:
    commit(journal, 1, 1)
    commit(journal, 1, 1, 1)
    assert [frame.joined for frame in read_from(folder, 0)] == [False, True, False, True, True]


def test_a_new_file_is_begun_when_the_frame_does_not_fit(journal: Journal, folder: Path) -> None:
    for _ in range(100):
        commit(journal, 4)
    assert len(segments(folder)) > 2
    assert numbers(read_from(folder, 0)) == list(range(400))
    assert all(path.stat().st_size <= SEGMENT for path in segments(folder))


def test_a_frame_larger_than_a_file_gets_a_file_of_its_size(journal: Journal, folder: Path) -> None:
    commit(journal, 1)
    commit(journal, 1_000)
    commit(journal, 1)
    assert numbers(read_from(folder, 0)) == list(range(1_002))


def test_a_journal_goes_on_where_it_ended(folder: Path) -> None:
    for _ in range(5):
        journal = reopened(folder)
        commit(journal, 2)
        journal.close()
    assert numbers(read_from(folder, 0)) == list(range(10))


def test_what_was_not_made_durable_may_be_there_or_not_but_never_in_part(folder: Path) -> None:
    journal = reopened(folder)
    commit(journal, 2)
    journal.write(KIND, 3, rows(2, 3))
    journal.close()
    assert numbers(read_from(folder, 0)) in ([0, 1], [0, 1, 2, 3, 4])


TEARS: dict[str, Callable[[bytes, int], bytes]] = {
    "the file ends": lambda whole, at: whole[:at],
    "zeros follow": lambda whole, at: whole[:at] + bytes(len(whole) - at + 200),
    "rubbish follows": lambda whole, at: whole[:at] + bytes(byte ^ 0x5A for byte in whole[at:]) + b"ARJ1" * 60,
}


@pytest.mark.parametrize("tear", TEARS)
def test_a_tail_torn_at_any_byte_loses_no_earlier_frame(folder: Path, tear: str) -> None:
    """Power may fail at any byte of the last write; what was acknowledged before it stands."""
    journal = reopened(folder)
    for _ in range(3):
        commit(journal, 2)
    journal.close()
    (path,) = segments(folder)
    whole = path.read_bytes()[: 3 * LAST]
    for at in range(2 * LAST, 3 * LAST):
        for old in segments(folder):
            old.unlink()
        path.write_bytes(TEARS[tear](whole, at))
        journal = reopened(folder)
        kept = numbers(read_from(folder, 0))
        assert kept in ([0, 1, 2, 3], list(range(6)))
        commit(journal, 2)
        journal.close()
        assert numbers(read_from(folder, 0)) == list(range(len(kept) + 2)), at


def test_a_write_torn_over_two_frames_is_cut_off_whole(folder: Path) -> None:
    """The disk kept the second frame of a write that was never made durable, and lost the first."""
    journal = reopened(folder)
    commit(journal, 2)
    commit(journal, 2, 2)
    journal.close()
    spoil(folder, LAST + frames.HEADER.size)
    journal = reopened(folder)
    assert journal.next == 2
    journal.close()
    assert numbers(read_from(folder, 0)) == [0, 1]


@pytest.mark.parametrize("place", range(0, LAST, 3))
def test_a_flipped_byte_in_the_middle_is_reported_and_nothing_is_skipped_or_overwritten(
    folder: Path, place: int
) -> None:
    journal = reopened(folder)
    for _ in range(3):
        commit(journal, 2)
    journal.close()
    spoil(folder, LAST + place)
    before = segments(folder)[0].read_bytes()
    if place in range(frames.HEADER.size - 4, frames.HEADER.size):  # a byte that says nothing
        assert numbers(read_from(folder, 0)) == list(range(6))
        return
    with pytest.raises(JournalDamaged, match="rows from 2 on cannot be read"):
        list(read_from(folder, 0))
    with pytest.raises(JournalDamaged, match="rows from 2 on cannot be read") as reported:
        reopened(folder)
    assert str(segments(folder)[0]) in reported.value.detail
    assert segments(folder)[0].read_bytes() == before
    with pytest.raises(JournalDamaged):
        reopened(folder)


def test_when_the_damage_is_mended_the_journal_goes_on(folder: Path) -> None:
    journal = reopened(folder)
    for _ in range(3):
        commit(journal, 2)
    journal.close()
    spoil(folder, LAST + 5)
    with pytest.raises(JournalDamaged):
        reopened(folder)
    spoil(folder, LAST + 5)
    journal = reopened(folder)
    assert journal.next == 6
    journal.close()


def test_a_file_made_for_a_frame_that_never_came_is_forgotten(folder: Path) -> None:
    journal = reopened(folder)
    commit(journal, 2)
    journal.reserve(2 * SEGMENT)
    journal.close()
    assert len(segments(folder)) == 2
    journal = reopened(folder)
    assert (journal.next, len(segments(folder))) == (2, 1)
    journal.close()


def test_two_processes_cannot_write_one_journal(journal: Journal, folder: Path) -> None:
    commit(journal, 1)
    with pytest.raises(JournalLocked):
        reopened(folder)
    commit(journal, 1)
    assert numbers(read_from(folder, 0)) == [0, 1]


def test_a_closed_journal_can_be_written_by_another(folder: Path) -> None:
    reopened(folder).close()
    reopened(folder).close()


def test_a_full_disk_is_met_before_anything_is_decided(journal: Journal, folder: Path) -> None:
    commit(journal, 2)
    with no_files_over(SEGMENT), pytest.raises(DiskFull) as refused:
        journal.reserve(4 * SEGMENT)
    assert refused.value.status == 503
    assert refused.value.retry_after_s > 0
    assert journal.next == 2
    assert len(segments(folder)) == 1
    commit(journal, 2)
    assert numbers(read_from(folder, 0)) == [0, 1, 2, 3], "what still fits is still written"


def test_when_there_is_room_again_the_journal_goes_on(journal: Journal, folder: Path) -> None:
    with no_files_over(SEGMENT // 2):
        for _ in range(2):
            with pytest.raises(DiskFull):
                journal.reserve(SEGMENT)
    commit(journal, 100)
    assert numbers(read_from(folder, 0)) == list(range(100))


def test_what_was_reserved_can_be_written_though_the_disk_fills_up(journal: Journal, folder: Path) -> None:
    journal.reserve(len(rows(0, 100)))
    with no_files_over(16), pytest.raises(DiskFull):
        journal.reserve(2 * SEGMENT)
    commit(journal, 100)
    assert numbers(read_from(folder, 0)) == list(range(100))


def test_reserving_more_and_more_before_the_first_row_keeps_what_was_reserved(journal: Journal, folder: Path) -> None:
    for size in (SEGMENT, 2 * SEGMENT, 8 * SEGMENT):
        journal.reserve(size)
    assert segments(folder)[0].stat().st_size > 8 * SEGMENT
    commit(journal, 300)
    assert numbers(read_from(folder, 0)) == list(range(300))


def test_nobody_else_may_read_the_journal(journal: Journal, folder: Path) -> None:
    commit(journal, 1)
    assert folder.stat().st_mode & 0o077 == 0
    assert segments(folder)[0].stat().st_mode & 0o077 == 0


@contextmanager
def no_files_over(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond so many bytes (RLIMIT_FSIZE)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def spoil(folder: Path, place: int) -> None:
    """Flip the bits of one byte of the first file; doing it again mends it."""
    path = segments(folder)[0]
    data = bytearray(path.read_bytes())
    data[place] ^= 0xFF
    path.write_bytes(data)
