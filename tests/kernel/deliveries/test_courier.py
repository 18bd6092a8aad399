"""The courier against a receiver that fails in every way and comes back: nothing is lost, nothing changes its id."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction

from arasha.client import webhooks
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import patience
from arasha.kernel.deliveries.actions import endpoints, send, set_endpoint
from arasha.kernel.deliveries.courier import Courier
from arasha.kernel.deliveries.facts import EndpointTried
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.deliveries.patience import Attempt, Result
from arasha.kernel.deliveries.post import Postman
from arasha.kernel.outbox.append import append
from tests.client.gateway import (
    Behaviour,
    MisbehavingGateway,
    drips,
    hangs_up_half_way,
    resets,
    says_bytes,
    slow,
)
from tests.kernel.deliveries.letters import BODY, sent, states
from tests.support.cast import SAULE

BOUND_S = 0.3
TAKEN = says_bytes(b"", 204)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses are short."""
    monkeypatch.setattr(patience, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(patience, "LONGEST_PAUSE_S", 0.05)


@pytest.fixture
def courier(transactional_db: None, quick: None) -> Iterator[Courier]:
    running = Courier(test_database(), Postman(private=True, bound_s=BOUND_S))
    running.start()
    yield running
    running.stop()


def test_database() -> str:
    """The address of the tests' database."""
    database = connection.settings_dict
    place = f"?host={database['HOST']}" + (f"&port={database['PORT']}" if database["PORT"] else "")
    return f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}{place}"


test_database.__test__ = False  # type: ignore[attr-defined]


def until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    """Return when something has come true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


def arrived(institution: Institution) -> Callable[[], bool]:
    return lambda: set(states(institution)) == {"delivered"}


def test_a_message_arrives_at_once_signed_and_complete(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(TAKEN)
    began = time.monotonic()
    (message,) = sent(aldar)
    until(arrived(aldar))
    assert time.monotonic() - began < 2.0
    (asked,) = receiver.asked
    found = webhooks.verify(asked.headers, asked.body, secret)
    assert (found.id, found.type, found.data) == (f"msg_{message.id.hex}", "hold.requested", BODY)
    assert (asked.method, asked.path) == ("POST", "/hooks")
    assert asked.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "failing",
    [says_bytes(b"no", 500), says_bytes(b"", 503, retry_after="0"), says_bytes(b"", 302, location="http://127.0.0.1:1/"),
     resets, hangs_up_half_way, slow(TAKEN), drips, says_bytes(b"x" * 200_000, 500)],
    ids=["500", "503", "redirect", "reset", "half", "hang", "drip", "flood"],
)  # fmt: skip
def test_whatever_a_receiver_does_wrong_it_gets_the_same_message_again_when_it_is_back(
    failing: Behaviour, courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(failing, failing, TAKEN)
    messages = sent(aldar, "hold.requested", "hold.withdrawn")
    until(arrived(aldar))
    got = [webhooks.verify(asked.headers, asked.body, secret) for asked in receiver.asked]
    names = [f"msg_{message.id.hex}" for message in messages]
    assert [each.id for each in got] == [names[0], names[0], names[0], names[1]]
    assert Message.objects.get(id=messages[0].id).attempts == 3


def test_an_answer_that_begins_well_counts_even_if_it_never_ends(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    """200 and then a drip: within the bound of an attempt, not for ever."""
    receiver.does(drips, TAKEN)
    sent(aldar)
    until(arrived(aldar))
    assert len(receiver.asked) == 2, "nobody can tell what the first one was"


def test_one_receiver_that_hangs_keeps_no_other_waiting(
    courier: Courier, aldar: Institution, tostik: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(slow(TAKEN))
    with MisbehavingGateway([TAKEN]) as other:
        set_endpoint(tostik.number, other.url, SAULE)
        sent(aldar, *(20 * ["hold.requested"]))
        began = time.monotonic()
        sent(tostik, *(20 * ["hold.requested"]))
        until(arrived(tostik))
        assert time.monotonic() - began < 3.0
        assert "delivered" not in states(aldar)
        assert [asked.headers["webhook-id"] for asked in other.asked] == [
            f"msg_{message.id.hex}" for message in Message.objects.filter(institution=tostik).order_by("sequence")
        ]


def test_senders_and_the_courier_never_lock_each_other_out(
    courier: Courier, aldar: Institution, tostik: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(TAKEN)
    set_endpoint(tostik.number, receiver.url, SAULE)
    failed: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(25):
                with transaction.atomic():
                    for bank in (aldar, tostik):
                        send(bank.number, "hold.requested", BODY)
                    append([EndpointTried(code="ALDARKZA")], SAULE)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=work) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert not failed
    until(lambda: all(states(bank) == 75 * ["delivered"] for bank in (aldar, tostik)), 60.0)


def test_a_receiver_that_refuses_one_message_gets_the_next_and_the_dead_one_can_be_seen(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(*(patience.MOST_REFUSALS * [says_bytes(b"", 400)]), TAKEN)
    sent(aldar, "hold.requested", "hold.withdrawn")
    until(lambda: states(aldar) == ["dead", "delivered"])
    assert Message.objects.get(sequence=1).reason == "400"


def test_410_ends_it_until_somebody_sets_an_address(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(says_bytes(b"", 410), TAKEN)
    sent(aldar)
    until(lambda: Mailbox.objects.get().gone)
    sent(aldar)
    time.sleep(0.3)
    assert (len(receiver.asked), states(aldar)) == (1, ["waiting", "waiting"])
    set_endpoint(aldar.number, f"{receiver.url}/again", SAULE)
    until(arrived(aldar))


def test_a_receiver_that_is_not_there_is_waited_for(
    courier: Courier, aldar: Institution, on_trial: None, receiver: MisbehavingGateway
) -> None:
    set_endpoint(aldar.number, "http://127.0.0.1:9/", SAULE)
    sent(aldar)
    until(lambda: Mailbox.objects.get().failures > 2)
    assert Message.objects.get().reason == "connection"
    receiver.does(TAKEN)
    set_endpoint(aldar.number, receiver.url, SAULE)
    until(arrived(aldar))


def test_a_name_that_leads_inside_is_not_followed(aldar: Institution, receiver: MisbehavingGateway) -> None:
    """Even if it was set when that was allowed, or the name has changed its meaning since."""

    async def bring() -> Attempt:
        async with Postman(private=False, bound_s=BOUND_S).way_to(receiver.url) as way:
            return await way.bring("msg_1", b"{}", (b"secret",))

    assert asyncio.run(bring()) == Attempt(Result.UNREACHABLE, "address")
    assert receiver.asked == []


def test_of_two_couriers_one_carries_and_the_other_takes_over(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(TAKEN)
    second = Courier(test_database(), Postman(private=True, bound_s=BOUND_S))
    second.start()
    try:
        sent(aldar, *(10 * ["hold.requested"]))
        until(arrived(aldar))
        assert len(receiver.asked) == 10, "nothing came twice"
        courier.stop()
        sent(aldar)
        until(arrived(aldar))
        assert len(receiver.asked) == 11
    finally:
        second.stop()


def test_a_message_sent_while_nobody_carries_is_carried_later(
    transactional_db: None, quick: None, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(TAKEN)
    sent(aldar)
    running = Courier(test_database(), Postman(private=True, bound_s=BOUND_S))
    running.start()
    try:
        until(arrived(aldar))
    finally:
        running.stop()


def test_stopping_waits_for_what_is_on_the_way(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    receiver.does(TAKEN)
    sent(aldar, *(50 * ["hold.requested"]))
    until(lambda: len(receiver.asked) > 0)
    courier.stop()
    assert len(receiver.asked) == states(aldar).count("delivered")
    assert not any(thread.name.startswith("courier") for thread in threading.enumerate())


def test_the_overlap_of_secrets_is_seen_by_a_receiver_with_either(
    courier: Courier, aldar: Institution, secret: str, receiver: MisbehavingGateway
) -> None:
    new = endpoints.replace_secret(aldar.number, SAULE)
    receiver.does(TAKEN)
    sent(aldar)
    until(arrived(aldar))
    (asked,) = receiver.asked
    for known in (secret, new):
        assert webhooks.verify(asked.headers, asked.body, known).data == BODY
    Mailbox.objects.update(former_until=Mailbox.objects.get().former_until - timedelta(days=2))  # type: ignore[operator]
    sent(aldar)
    until(arrived(aldar))
    with pytest.raises(webhooks.NotGenuine):
        webhooks.verify(receiver.asked[-1].headers, receiver.asked[-1].body, secret)
