"""From the journal into the store: everything once, and when the journal is damaged nothing behind it, said loudly."""

import pytest
import structlog

from arasha.domains.payments.queries.payments import Payment
from arasha.domains.payments.queries.shared_identifiers import Shared, sharing
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.draining import DAMAGED_RETRY_S
from arasha.kernel.journal import frames
from tests.interfaces.gateway.lines import ASKED, Lines, spoil
from tests.support.cast import ALDAR, payment
from tests.support.recorded import token_of


def kept() -> list[str]:
    """The answers in the store, in their order."""
    return list(Payment.objects.order_by("sequence").values_list("payment_id", flat=True))


BEFORE = [f"before-{number}" for number in range(ASKED)]
AFTER = [f"after-{number}" for number in range(ASKED)]


def test_every_answer_reaches_the_store_once_and_the_next_turn_comes_soon(lines: Lines) -> None:
    told = list[int]()
    drain = Drain(lines.door.settings, lambda rows, _seconds: told.append(rows))
    assert drain.turn() == drain.turn() == lines.door.settings.drain_interval_ms / 1000
    assert kept() == BEFORE + AFTER
    assert told == [2 * ASKED]
    Drain(lines.door.settings).turn()
    assert kept() == BEFORE + AFTER


def test_who_came_with_which_device_reaches_the_store(lines: Lines) -> None:
    with lines.client() as bank:
        for number in (81, 82):
            bank.screen(payment(f"device-{number}", debtor=ALDAR.account(number), device="tablet-81"))
    Drain(lines.door.settings).turn()
    (shared,) = sharing(token_of(ALDAR.account(81)))
    assert (shared.kind, [other.account for other in shared.others]) == (Shared.DEVICE, [token_of(ALDAR.account(82))])


@pytest.mark.parametrize("which", [0, 1], ids=["a finished file", "the file that is written"])
def test_a_damaged_journal_is_its_own_loud_message_and_nothing_behind_it_is_recorded(lines: Lines, which: int) -> None:
    path = lines.files[which]
    spoil(path)
    upto = int(path.stem) + 1
    drain = Drain(lines.door.settings)
    with structlog.testing.capture_logs() as said:
        pauses = {drain.turn() for _ in range(3)}
    assert pauses == {DAMAGED_RETRY_S}, "a person has to come, so it does not spin"
    assert kept() == (BEFORE + AFTER)[:upto]
    assert len(said) == 3
    for line in said:
        assert (line["log_level"], line["next_sequence"]) == ("error", upto)
        assert line["event"].startswith("JOURNAL DAMAGED")
        assert "bring its files back" in line["event"]


def test_the_gateway_shows_the_damage_and_goes_on_answering(lines: Lines) -> None:
    assert (lines.health()["status"], lines.gauge()) == ("degraded", "0.0")  # the store is not looked for in this test
    spoil(lines.files[0])
    Drain(lines.door.settings).turn()
    health = lines.health()
    assert health["status"] == "degraded"
    assert health["checks"]["journal"].startswith("damaged: answers go on, and from sequence 1 on none reaches")
    assert lines.gauge() == "1.0"
    lines.ask("meanwhile")


def test_when_the_file_is_brought_back_everything_follows_and_the_sign_goes(lines: Lines) -> None:
    path = lines.files[0]
    whole = spoil(path)
    drain = Drain(lines.door.settings)
    drain.turn()
    path.write_bytes(whole)
    assert drain.turn() < DAMAGED_RETRY_S
    assert kept() == BEFORE + AFTER
    assert (lines.health()["checks"]["journal"], lines.gauge()) == ("ok", "0.0")


def test_a_missing_file_is_damage_and_never_skipped(lines: Lines) -> None:
    Drain(lines.door.settings).turn()
    lines.door.close()
    lines.open()
    lines.ask("later")
    lines.door.close()
    lines.open()
    lines.ask("last")
    gone = lines.files[2]
    gone.rename(gone.with_suffix(".away"))
    assert Drain(lines.door.settings).turn() == DAMAGED_RETRY_S
    assert kept() == BEFORE + AFTER
    gone.with_suffix(".away").rename(gone)
    Drain(lines.door.settings).turn()
    assert len(kept()) == 4 * ASKED


def test_a_journal_that_ends_before_what_the_store_has_is_damage(lines: Lines) -> None:
    """Its rows would get numbers that the store has already, and would never be recorded."""
    Drain(lines.door.settings).turn()
    lines.files[1].unlink()
    with structlog.testing.capture_logs() as said:
        assert Drain(lines.door.settings).turn() == DAMAGED_RETRY_S
    assert [line["next_sequence"] for line in said] == [2 * ASKED]


def test_a_torn_tail_is_no_damage_and_what_is_written_after_it_follows(lines: Lines) -> None:
    """The machine stopped while the last frame was written: nobody was told that answer."""
    lines.door.close()
    path = lines.files[1]
    data = path.read_bytes()
    ends = [end for end, _ in frames.walk(memoryview(data))]
    path.write_bytes(data[: ends[1] + 60] + bytes(len(data) - ends[1] - 60))
    drain = Drain(lines.door.settings)
    with structlog.testing.capture_logs() as said:
        assert drain.turn() < DAMAGED_RETRY_S
    assert not said
    assert kept() == BEFORE + AFTER[:2]
    lines.open()
    lines.ask("again")
    drain.turn()
    assert kept() == BEFORE + AFTER[:2] + [f"again-{number}" for number in range(ASKED)]


def test_frames_that_were_acknowledged_together_and_tore_are_no_damage(lines: Lines) -> None:
    """Written behind one another before one `sync`: the disk kept the later one and lost the earlier."""
    journal = lines.door.gateway.screening.journal
    upto = journal.next
    for _ in range(2):
        journal.write(kind=99, rows=1, payload=b"never acknowledged")
    lines.door.close()
    data = bytearray(lines.files[1].read_bytes())
    ends = [end for end, frame in frames.walk(memoryview(data)) if frame.first < upto]
    data[ends[-1] + frames.HEADER.size] ^= 1
    lines.files[1].write_bytes(data)
    drain = Drain(lines.door.settings)
    assert drain.turn() < DAMAGED_RETRY_S
    assert lines.open().gateway.screening.journal.next == upto
    lines.ask("again")
    drain.turn()
    assert kept() == BEFORE + AFTER + [f"again-{number}" for number in range(ASKED)]
