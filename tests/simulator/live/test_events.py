"""What has happened is kept line by line: read again it is the same, and a line that was cut off is no event."""

from pathlib import Path

from arasha.simulator.crime.steps import Answer, Said
from arasha.simulator.live.behaviours import Manner
from arasha.simulator.live.books import answer_of
from arasha.simulator.live.events import Applied, Began, Complained, Happened, Held, Kept, Paid, Unheard

PAID = Paid(
    at=5, scheme=3, ref=9, id="x", bank="ALDARKZA", debtor=4, creditor=8, amount=70, kind="p2p", stolen=True,
    passes=False, said=Said.DONE, through=70, verdict="warn", heeded=True, dirty=70, reasons=("REMOTE_ACCESS",),
)  # fmt: skip
HELD = Held(at=6, hold="H-1", bank="TOSTIKZA", account=8, manner=Manner.PRETENDED, said=70, held=0, of={"3": 0})
EVENTS: list[Happened] = [Began(at=1), PAID, HELD]


def kept(path: Path) -> Kept:
    made = Kept(path)
    for event in EVENTS:
        made.append(event)
    made.close()
    return made


def test_events_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert list(kept(tmp_path / "events.jsonl").events()) == EVENTS


def test_after_a_line_that_was_cut_off_the_next_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    kept(path)
    path.write_bytes(path.read_bytes()[:-10])
    again = Kept(path)
    assert list(again.events()) == EVENTS[:-1]
    again.append(HELD)
    again.close()
    assert list(Kept(path).events()) == EVENTS


def test_a_script_hears_what_came_of_its_step() -> None:
    assert answer_of(PAID) == Answer(Said.DONE, 9, 70)
    lent = Applied(at=1, person=1, lender="MYSTAKZA", amount=5, answer="allow", lent=True, scheme=2)
    denied = Applied(at=1, person=1, lender="MYSTAKZA", amount=5, answer="deny", scheme=2)
    assert (answer_of(lent), answer_of(denied)) == (Answer(Said.DONE, -1, 5), Answer(Said.DENIED))
    told = Complained(at=1, scheme=2, victim=1, to="bank", refs=(9,), reference="C-1")
    unheard = Complained(at=1, scheme=2, victim=1, to="police", refs=(9,))
    assert (answer_of(told).said, answer_of(unheard).said) == (Said.DONE, Said.NOT_CONNECTED)
    assert answer_of(Unheard(at=1, scheme=2, what="call")).done
