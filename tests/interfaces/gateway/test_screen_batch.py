"""POST /v1/payments/screen-batch: many payments in one request, each answered for itself."""

import itertools

import msgspec
import pytest

from arasha.client.schemas import Payment
from arasha.kernel.journal.frames import Frame
from tests.support.cast import ALDAR, TOSTIK, payment
from tests.support.door import Door, plain

BATCH = "/v1/payments/screen-batch"

_numbers = itertools.count()


def fresh(**changes: object) -> Payment:
    number = next(_numbers)
    between = {"debtor": ALDAR.account(300_000 + number), "creditor": TOSTIK.account(400_000 + number)}
    return payment(f"B-{number}", **(between | changes))


def test_answers_come_in_the_order_of_the_questions(door: Door) -> None:
    questions = [fresh() for _ in range(1000)]
    with door.client() as bank:
        answers = bank.screen_batch(questions).answers
    assert [answer and answer.id for answer in answers] == [question.id for question in questions]
    sequences = [answer.sequence for answer in answers if answer]
    assert sequences == sorted(set(sequences), key=lambda sequence: sequence or 0)


def test_what_is_wrong_with_one_payment_does_not_touch_the_others(door: Door) -> None:
    good, foreign, itself = fresh(), fresh(debtor=TOSTIK.account(1)), fresh()
    itself = msgspec.structs.replace(itself, creditor=itself.debtor)
    with door.client() as bank:
        whole = bank.screen_batch([foreign, good, itself])
    assert [answer and answer.id for answer in whole.answers] == [None, good.id, None]
    assert [(one.index, one.id, one.problem.status, one.problem.field) for one in whole.problems] == [
        (0, foreign.id, 403, "debtor.institution"), (2, itself.id, 422, "creditor.account"),
    ]  # fmt: skip


def test_a_payment_that_cannot_be_read_refuses_the_batch_and_is_named_by_its_place(door: Door) -> None:
    broken = plain(fresh()) | {"amount": -1}
    with door.http() as http:
        reply = http.post(BATCH, json={"payments": [plain(fresh()), broken]})
    assert (reply.status_code, reply.json()["field"]) == (422, "payments[1].amount")


def test_the_same_payment_twice_in_a_batch_is_answered_twice_and_recorded_once(door: Door) -> None:
    question, before = fresh(), door.gateway.screening.journal.next
    with door.client() as bank:
        first, second = bank.screen_batch([question, question]).answers
    assert first == second
    assert door.gateway.screening.journal.next == before + 1


def test_one_id_for_two_payments_in_a_batch_is_a_conflict_of_the_second(door: Door) -> None:
    question = fresh()
    other = msgspec.structs.replace(question, amount=question.amount + 1)
    with door.client() as bank:
        whole = bank.screen_batch([question, other])
    assert [answer is None for answer in whole.answers] == [False, True]
    assert [(one.index, one.problem.status) for one in whole.problems] == [(1, 409)]


def test_both_sides_of_a_payment_in_one_batch_of_a_switch_count_once(door: Door) -> None:
    from tests.support.cast import KEREMET

    outgoing = fresh(end_to_end_id="E2E-BATCH")
    incoming = msgspec.structs.replace(outgoing, id="other-side", side="incoming")
    with door.client(KEREMET) as switch:
        first, second = switch.screen_batch([outgoing, incoming]).answers
    assert first is not None
    assert second is not None
    row, _ = door.gateway.screening.stored(second.sequence or 0)
    assert row["ask"]["first"] == first.sequence


def test_an_empty_batch_and_one_that_is_too_large_are_refused(door: Door) -> None:
    with door.http() as http:
        assert http.post(BATCH, json={"payments": []}).status_code == 422
        assert http.post(BATCH, json={"payments": [plain(fresh()) for _ in range(1001)]}).status_code in {413, 422}


def test_a_batch_is_judged_as_its_payments_would_be_one_by_one(door: Door) -> None:
    payer, payees = ALDAR.account(900_001), [TOSTIK.account(900_100 + number) for number in range(12)]
    twin, twin_payees = ALDAR.account(900_002), [TOSTIK.account(900_200 + number) for number in range(12)]
    together = [fresh(debtor=payer, creditor=payee) for payee in payees]
    one_by_one = [fresh(debtor=twin, creditor=payee) for payee in twin_payees]
    with door.client() as bank:
        batch = [answer for answer in bank.screen_batch(together).answers if answer]
        single = [bank.screen(question) for question in one_by_one]
    assert [(one.verdict, one.score) for one in batch] == [(one.verdict, one.score) for one in single]


def test_what_was_asked_long_ago_is_answered_the_same_without_reading_the_journal_from_its_start(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [fresh() for _ in range(1000)]
    with door.client() as bank:
        first = bank.screen_batch(questions).answers
        door.gateway.screening._recent["ask"]["sequence"] = -1  # as if a hundred thousand others had come since
        read, places = list[int](), door.gateway.screening._places
        look = places._read

        def counted(sequence: int) -> Frame | None:
            read.append(sequence)
            return look(sequence)

        monkeypatch.setattr(places, "_read", counted)
        assert bank.screen_batch(questions).answers == first
    assert len(read) < 20, "a frame is read once, not once a row"
