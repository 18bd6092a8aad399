"""Typologies reach the gateway between two batches; it keeps them without the store, in the words of their book."""

import time
from pathlib import Path

import msgspec
import pytest
import structlog

from arasha.client.schemas import Answer
from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.actions.typologies import Part, Texts
from arasha.domains.payments.hot.book import InForce, book, save_typologies
from arasha.domains.payments.queries import books as stored_books
from arasha.domains.payments.queries.payments import Payment
from arasha.domains.payments.queries.receipts import stands_as_recorded
from arasha.interfaces.gateway.books import Books
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.draining import DAMAGED_RETRY_S
from arasha.interfaces.gateway.follow import Following
from arasha.interfaces.gateway.restore import typologies_path
from arasha.interfaces.gateway.stored import from_store
from arasha.kernel.outbox import read
from tests.interfaces.gateway.lines import Lines
from tests.support.cast import payment
from tests.support.door import Door, Doors
from tests.support.typologies import AUTHOR, SECOND, draft

CODE = "T_ANY_PAYMENT"
ANY = draft(CODE, when=[Part("AMOUNT", least=1)], weight=320)
TABLE = len(book().rules)
LAST = 128 - TABLE
FULL = [
    InForce(draft(f"T_NUMBER_{number}", when=[Part("AMOUNT", least=1)], weight=5), shadow=number % 2 == 1)
    for number in range(1, LAST)
] + [InForce(ANY, shadow=False)]


def hear(door: Door) -> None:
    """Let the gateway hear all that was told of the typology, as its follower would; until it judges by the book."""
    gateway, before = door.gateway, door.gateway.screening.screener.book
    Following(gateway, door.loop).heed(list(read.about(f"typology:{CODE}")))
    deadline = time.monotonic() + 60
    while gateway.screening.screener.book is before:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def ask(door: Door, name: str) -> Answer:
    with door.client() as bank:
        return bank.screen(payment(name))


def codes(answer: Answer) -> set[str]:
    return {reason.code for reason in answer.reasons}


def start_with(doors: Doors, typologies: list[InForce]) -> None:
    """Leave typologies beside the snapshots, as the last contact with the store did."""
    save_typologies(typologies_path(doors.settings()), typologies)


def test_a_typology_is_watched_then_counts_then_goes(db: None, doors: Doors) -> None:
    door = doors.open()
    assert CODE not in codes(ask(door, "before"))
    actions.propose(ANY, AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    hear(door)
    assert CODE not in codes(ask(door, "watched"))
    actions.approve(CODE, SECOND, version=1)
    hear(door)
    live = ask(door, "live")
    assert CODE in codes(live)
    assert live.verdict != "allow"
    actions.retire(CODE, SECOND, note="The scheme is over.")
    hear(door)
    assert CODE not in codes(ask(door, "gone"))
    assert ask(door, "live") == live, "a repeated question is answered by the book of its time"


def test_a_start_without_the_store_has_the_same_book_and_the_same_answers(db: None, doors: Doors) -> None:
    door = doors.open()
    actions.propose(ANY, AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    actions.approve(CODE, SECOND, version=1)
    hear(door)
    version, answer = door.gateway.screening.screener.book.version, ask(door, "before")
    door.close()
    again = doors.open()
    assert again.gateway.screening.screener.book.version == version
    assert ask(again, "before") == answer
    assert CODE in codes(ask(again, "after"))


def test_its_words_are_told_in_all_languages(doors: Doors) -> None:
    start_with(doors, [InForce(ANY, shadow=False)])
    told = next(reason for reason in ask(doors.open(), "one").reasons if reason.code == CODE)
    assert (told.text.kk, told.text.ru, told.text.en, told.weight) == (*msgspec.structs.astuple(ANY.reason), 320)


def test_the_128th_rule_fires_is_stored_and_told(lines: Lines, doors: Doors) -> None:
    lines.door.close()
    start_with(doors, FULL)
    lines.open()
    lines.ask("full")
    Drain(lines.door.settings).turn()
    row = Payment.objects.get(payment_id="full-0")
    assert row.fired >> 127 == 1
    assert stored_books.codes_of(row.book_id)[127] == CODE
    assert row.watched >> TABLE & 0b11 == 0b01 or row.watched >> TABLE & 0b11 == 0b10
    told = msgspec.json.decode(from_store(row), type=Answer)
    assert CODE in codes(told)
    assert stands_as_recorded(row)


def test_the_store_has_every_book_before_the_rows_that_were_judged_by_it(lines: Lines) -> None:
    actions.propose(ANY, AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    hear(lines.door)
    lines.ask("watched")
    Drain(lines.door.settings).turn()
    found = {row.payment_id: row for row in Payment.objects.all()}
    before, watched = found["before-0"], found["watched-0"]
    assert before.book_id != watched.book_id
    assert CODE not in stored_books.codes_of(before.book_id)
    assert watched.watched == 1 << TABLE
    assert stored_books.kept(watched.book_id).lines[TABLE].told.title["ru"] == ANY.title.ru


def test_a_book_that_has_gone_stops_the_drain_loudly(lines: Lines) -> None:
    actions.propose(ANY, AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    hear(lines.door)
    lines.ask("watched")
    version = lines.door.gateway.screening.screener.book.version
    drain = Drain(lines.door.settings)
    _file(lines.door, version).unlink()
    with structlog.testing.capture_logs() as said:
        assert drain.turn() == DAMAGED_RETRY_S
    assert said[-1]["log_level"] == "error"


def test_typologies_that_cannot_stand_in_the_book_do_not_stop_the_gateway(doors: Doors) -> None:
    start_with(doors, [*FULL, InForce(draft("T_ONE_TOO_MANY"), shadow=True)])
    door = doors.open()
    assert door.gateway.screening.screener.book.version == book().version
    assert not ask(door, "one").degraded


def test_a_book_of_the_first_release_is_kept_anew_in_full(tmp_path: Path) -> None:
    present, kept = book(), Books(tmp_path)
    (tmp_path / "books").mkdir()
    path = tmp_path / "books" / f"{present.version}.json"
    path.write_bytes(msgspec.json.encode([(rule.code, rule.weight) for rule in present.rules]))
    assert [line.code for line in kept.read(present.version).lines] == [rule.code for rule in present.rules]
    kept.keep(present)
    assert kept.plain(present.version) == msgspec.json.decode(msgspec.json.encode(present.plain()))


@pytest.mark.parametrize("shadow", [True, False])
def test_other_words_of_a_typology_are_another_book(shadow: bool) -> None:
    reworded = draft(CODE, when=ANY.when, weight=320, reason=Texts("Басқа сөз.", "Иные слова.", "Other words."))
    books = [book(typologies=[InForce(each, shadow=shadow)]).version for each in (ANY, reworded)]
    assert books[0] != books[1]


def _file(door: Door, version: int) -> Path:
    return door.gateway.screening.journal.folder / "books" / f"{version}.json"
