"""The payments that form a pattern, from the gateway through journal and drain to the store."""

import httpx
import numpy as np
import pytest

from arasha.client import Client
from arasha.client.schemas import Party, Session
from arasha.domains.payments.facts import PatternKind, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.behaviour.forming import PATTERN
from arasha.domains.payments.models import PatternAccount, Payment, PaymentPattern
from arasha.domains.payments.queries.patterns import patterns_of
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.restore import journal_folder, restore
from arasha.kernel.access import queries as access
from arasha.kernel.journal import frames
from arasha.kernel.journal.reader import read_from
from arasha.kernel.journal.segments import segments
from tests.support.cast import ALDAR, TOSTIK, payment
from tests.support.centre import connect
from tests.support.door import Door, Doors
from tests.support.recorded import token_of

PAYER, BETWEEN, RECEIVER, PASSER_BY = (ALDAR.account(number) for number in (61, 62, 63, 64))
PRESSED = Session(active_call=True, remote_access=True)
PATHS = [(PAYER, BETWEEN), (BETWEEN, RECEIVER)]

pytestmark = pytest.mark.usefixtures("db")


class House:
    """A gateway beside the store, and banks that ask it."""

    def __init__(self, doors: Doors) -> None:
        self.doors, self._keys = doors, {bank.code: connect(bank) for bank in (ALDAR, TOSTIK)}
        self.door = self.open()

    def open(self) -> Door:
        """Open the gateway, again if it was closed."""
        self.door = self.doors.open()
        self.door.gateway.callers.replace(access.good_keys())
        return self.door

    def ask(self, number: int, debtor: Party, creditor: Party, **changes: object) -> int:
        """A payment between two accounts; its sequence."""
        bank = ALDAR if changes.get("side") != "incoming" else TOSTIK
        with Client(self.door.url, self._keys[bank.code], deadline_s=20.0) as client:
            sequence = client.screen(payment(f"P-{number}", debtor=debtor, creditor=creditor, **changes)).sequence
        assert sequence is not None
        return sequence

    def two_steps(self) -> list[int]:
        """Money goes to the receiver through another account, and then directly, by somebody under pressure."""
        members = [self.ask(number, *sides, amount=100_000 + number) for number, sides in enumerate(PATHS)]
        self.ask(8, PASSER_BY, RECEIVER)
        return [*members, self.ask(9, PAYER, RECEIVER, session=PRESSED)]


@pytest.fixture
def house(doors: Doors) -> House:
    return House(doors)


def test_a_pattern_reaches_everybody_who_takes_part_in_it(house: House) -> None:
    sequences = house.two_steps()
    Drain(house.door.settings).turn()
    for party in (PAYER, BETWEEN, RECEIVER):
        (pattern,) = patterns_of(token_of(party))
        assert (pattern.kind, pattern.partial) == (PatternKind.TWO_STEPS, False)
        assert [part.sequence for part in pattern.payments] == sequences
    first, _, last = pattern.payments
    assert (first.debtor, first.creditor) == (token_of(PAYER), token_of(BETWEEN))
    assert (first.amount, first.debtor_institution, first.verdict) == (100_000, ALDAR.code, Verdict.ALLOW)
    assert (last.verdict, last.paid_at) == (Verdict.HOLD, pattern.at)
    assert patterns_of(token_of(PASSER_BY)) == []


def test_an_account_s_patterns_come_newest_first_and_no_more_than_asked_for(house: House) -> None:
    house.two_steps()
    house.ask(20, RECEIVER, PAYER, session=PRESSED)
    Drain(house.door.settings).turn()
    payer = token_of(PAYER)
    assert [found.kind for found in patterns_of(payer)] == [PatternKind.CYCLE, PatternKind.TWO_STEPS]
    assert [found.kind for found in patterns_of(payer, most=1)] == [PatternKind.CYCLE]


def test_the_journal_keeps_a_pattern_right_behind_its_verdict(house: House) -> None:
    sequences = house.two_steps()
    *_, verdict, pattern = read_from(journal_folder(house.door.settings), 0)
    assert (verdict.kind, verdict.first, verdict.joined) == (group.VERDICTS, sequences[-1], False)
    assert (pattern.kind, pattern.first, pattern.rows, pattern.joined) == (group.PATTERNS, verdict.following, 1, True)
    (row,) = np.frombuffer(pattern.payload, PATTERN)
    assert (row["payment"], row["kind"]) == (sequences[-1], PatternKind.TWO_STEPS)
    assert row["members"][: row["count"]].tolist() == sequences[:-1]


def test_a_replay_passes_over_patterns(house: House) -> None:
    house.two_steps()
    kept = house.door.gateway.screening
    memory = restore(house.door.settings)
    assert memory.next == kept.journal.next
    for name, array in kept.screener.arrays().items():
        assert memory.screener.arrays()[name].tobytes() == array.tobytes(), name


def test_a_machine_that_stops_between_the_two_frames_loses_the_list_and_no_verdict(house: House) -> None:
    *_, last = house.two_steps()
    house.door.close()
    (path,) = segments(journal_folder(house.door.settings))
    data = path.read_bytes()
    *_, end, _ = [end for end, _ in frames.walk(memoryview(data))]
    path.write_bytes(data[:end])
    house.open()
    assert house.ask(9, PAYER, RECEIVER, session=PRESSED) == last
    Drain(house.door.settings).turn()
    assert Payment.objects.get(sequence=last).verdict == Verdict.HOLD
    assert patterns_of(token_of(PAYER)) == []


def test_what_is_drained_again_and_what_both_sides_ask_about_is_one_pattern(house: House) -> None:
    payer, between, receiver = ALDAR.account(71), ALDAR.account(72), TOSTIK.account(73)
    house.ask(1, payer, between)
    house.ask(2, between, receiver)
    both = {"session": PRESSED, "end_to_end_id": "E-3"}
    house.ask(3, payer, receiver, **both)
    house.ask(4, payer, receiver, side="incoming", **both)
    Drain(house.door.settings).turn()
    assert [frame.kind for frame in read_from(journal_folder(house.door.settings), 0)].count(group.PATTERNS) == 2
    Drain(house.door.settings).turn()
    assert PaymentPattern.objects.count() == 1
    assert PatternAccount.objects.count() == 3


def test_payments_that_come_to_nobody_leave_no_pattern(house: House) -> None:
    for number, sides in enumerate([*PATHS, (PAYER, RECEIVER)]):
        house.ask(number, *sides, amount=100_000)
    assert {frame.kind for frame in read_from(journal_folder(house.door.settings), 0)} == {group.VERDICTS}


def test_patterns_are_counted_for_whoever_watches(house: House) -> None:
    house.two_steps()
    lines = httpx.get(f"{house.door.url}/metrics").text.splitlines()
    assert 'arasha_patterned_payments_total{told="yes"} 1.0' in lines
    assert 'arasha_patterned_payments_total{told="no"} 0.0' in lines
