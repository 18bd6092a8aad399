"""What a gateway held in memory comes back from snapshot and journal, or it says that it cannot."""

from pathlib import Path

import pytest

from arasha.interfaces.gateway.keeper import make_snapshot, snapshot_next
from arasha.interfaces.gateway.restore import journal_folder, restore, snapshot_path
from arasha.kernel import snapshot
from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import JournalDamaged
from arasha.kernel.journal.segments import segments
from arasha.kernel.settings import Settings
from tests.support.cast import TOSTIK, payment
from tests.support.door import Doors

ASKED = 3


@pytest.fixture
def settings(doors: Doors) -> Settings:
    """A journal of two files, three answers in each, each in a frame of its own; the gateway is closed."""
    settings = doors.settings()
    for name in ("before", "after"):
        ask(doors, name)
    return settings


def ask(doors: Doors, name: str, count: int = ASKED) -> list[int]:
    """Open a gateway, ask, close it; the sequences of the answers."""
    door = doors.open()
    with door.client() as bank:
        given = [bank.screen(payment(f"{name}-{at}", creditor=TOSTIK.account(at))).sequence for at in range(count)]
    door.close()
    return [sequence for sequence in given if sequence is not None]


def files(settings: Settings) -> list[Path]:
    return segments(journal_folder(settings))


def ends(path: Path) -> list[int]:
    """The bytes behind each whole frame of a file."""
    return [end for end, _ in frames.walk(memoryview(path.read_bytes()))]


def spoil(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_everything_comes_back_from_the_journal_alone_and_from_a_snapshot_with_the_journal_behind_it(
    settings: Settings, doors: Doors
) -> None:
    assert restore(settings).next == 2 * ASKED
    assert make_snapshot(settings) == snapshot_next(settings) == 2 * ASKED
    assert ask(doors, "later") == [6, 7, 8]
    memory = restore(settings)
    assert (memory.next, memory.screener.size["accounts"]) == (3 * ASKED, ASKED + 1)
    assert ask(doors, "before") == [0, 1, 2], "what was asked before is known"


def test_a_torn_tail_is_the_end_and_its_question_is_new_when_it_is_asked_again(
    settings: Settings, doors: Doors
) -> None:
    last = files(settings)[-1]
    data = last.read_bytes()
    last.write_bytes(data[: ends(last)[1] + 60])
    assert restore(settings).next == 2 * ASKED - 1
    assert ask(doors, "after") == [3, 4, 5]


def test_frames_that_were_never_acknowledged_are_the_end_when_the_first_of_them_is_torn(
    settings: Settings, doors: Doors
) -> None:
    journal = doors.open().gateway.screening.journal
    for _ in range(2):
        journal.write(kind=99, rows=1, payload=b"never acknowledged")
    doors.close()
    last = files(settings)[-1]
    spoil(last, frames.HEADER.size)
    assert restore(settings).next == 2 * ASKED
    assert ask(doors, "later") == [6, 7, 8]


@pytest.mark.parametrize(
    ("which", "said"),
    [(0, "rows 1 to 2 are missing before those in"), (1, "rows from 4 on cannot be read, byte .* restore the file")],
    ids=["a finished file", "the last file"],
)
def test_a_damaged_file_is_reported_with_its_place_and_the_gateway_does_not_open(
    settings: Settings, doors: Doors, which: int, said: str
) -> None:
    path = files(settings)[which]
    spoil(path, ends(path)[0] + frames.HEADER.size)
    with pytest.raises(JournalDamaged, match=said):
        restore(settings)
    with pytest.raises(JournalDamaged, match="restore"):
        doors.open()


def test_a_snapshot_whose_next_rows_are_gone_is_not_gone_on_from(settings: Settings, doors: Doors) -> None:
    make_snapshot(settings)
    ask(doors, "later")
    ask(doors, "last")
    for path in files(settings)[:3]:
        path.unlink()
    with pytest.raises(JournalDamaged, match="rows 6 to 8 are missing; restore the journal"):
        restore(settings)


def test_a_journal_that_ends_before_the_snapshot_is_not_gone_on_from(settings: Settings) -> None:
    """The next answers would get numbers that were given before."""
    make_snapshot(settings)
    files(settings)[-1].unlink()
    with pytest.raises(JournalDamaged, match="the snapshot has rows up to 6, the journal up to 3; restore the journal"):
        restore(settings)


def test_without_a_snapshot_it_begins_with_the_oldest_rows_that_are_kept(settings: Settings) -> None:
    files(settings)[0].unlink()
    memory = restore(settings)
    assert (memory.next, memory.screener.size["accounts"]) == (2 * ASKED, ASKED + 1)


def test_a_snapshot_of_another_version_of_the_engine_is_left_aside_and_the_journal_is_replayed(
    settings: Settings,
) -> None:
    make_snapshot(settings)
    kept = restore(settings)
    arrays = snapshot.load(snapshot_path(settings))
    arrays["engine.counters"] = arrays["engine.counters"][:-1]
    snapshot.save(snapshot_path(settings), arrays)
    memory = restore(settings)
    assert (memory.next, memory.screener.size) == (kept.next, kept.screener.size)
