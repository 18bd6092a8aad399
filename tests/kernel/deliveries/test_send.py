"""Sending: numbered without gaps for each institution, sealed at rest, in the transaction of what it tells."""

import threading

import msgspec
import pytest
from django.db import connection, transaction

from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import queries
from arasha.kernel.deliveries.actions import send
from arasha.kernel.deliveries.models import Message
from arasha.kernel.outbox.append import append
from tests.kernel.deliveries.letters import BODY, sent
from tests.support.cast import SAULE


def test_each_institution_s_messages_are_numbered_from_one(aldar: Institution, tostik: Institution) -> None:
    first, second = sent(aldar, "hold.requested", "hold.withdrawn")
    (other,) = sent(tostik)
    assert [first.sequence, second.sequence, other.sequence] == [1, 2, 1]
    assert queries.last_number(aldar.number) == 2


def test_what_is_read_back_says_what_it_is_when_and_what(aldar: Institution) -> None:
    (message,) = sent(aldar)
    (parcel,) = queries.after(aldar.number, 0, 10)
    content = msgspec.json.decode(parcel.body)
    assert content["type"] == "hold.requested"
    assert content["data"] == BODY
    assert msgspec.convert(content["timestamp"], type(message.created_at)) == message.created_at
    assert parcel.name == f"msg_{message.id.hex}"


def test_nothing_that_can_be_read_lies_in_the_table(aldar: Institution) -> None:
    (message,) = sent(aldar)
    assert b"7KQ2M" not in bytes(message.box)
    assert message.about == "hold:123"


def test_a_message_cannot_be_sent_outside_the_transaction_of_its_change(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        send(1, "hold.requested", BODY)


def test_a_transaction_that_fails_sends_nothing_and_leaves_no_gap(aldar: Institution) -> None:
    with transaction.atomic():
        send(aldar.number, "hold.requested", BODY)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert sent(aldar)[0].sequence == 1


def test_many_who_send_to_two_banks_crosswise_neither_lock_each_other_out_nor_leave_gaps(
    transactional_db: None, aldar: Institution, tostik: Institution
) -> None:
    """Half send first and then append, half append first; half write to one bank first, half to the other."""
    failed: list[Exception] = []

    def work(turn: int) -> None:
        banks = (aldar, tostik) if turn % 2 else (tostik, aldar)
        try:
            for _ in range(5):
                with transaction.atomic():
                    if turn % 4 < 2:
                        append([KeyRevoked(code="ALDARKZA", key_id="a")], SAULE)
                    for bank in banks:
                        send(bank.number, "hold.requested", BODY)
                    append([KeyRevoked(code="ALDARKZA", key_id="b")], SAULE)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failed
    for bank in (aldar, tostik):
        numbers = Message.objects.filter(institution=bank).order_by("sequence").values_list("sequence", flat=True)
        assert list(numbers) == list(range(1, 41))
