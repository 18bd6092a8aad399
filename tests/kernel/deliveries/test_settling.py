"""What becomes of messages: delivered, tried again later, given up, collected, sent again; each once, with its fact."""

from datetime import timedelta

import pytest

from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import queries
from arasha.kernel.deliveries.actions import collect, forget, note, resend, resend_all, set_endpoint
from arasha.kernel.deliveries.facts import EndpointGone, MessageDelivered, MessageDied, MessageResent, Way
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.deliveries.patience import LONGEST, MOST_REFUSALS, Attempt, Result
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.facts import Fact
from arasha.kernel.outbox import read
from tests.kernel.deliveries.letters import sent, states
from tests.support.cast import ALDAR, SAULE

URL = "https://hooks.aldar.example/"
DELIVERED = Attempt(Result.DELIVERED)
REFUSED = Attempt(Result.REFUSED, "500")
AWAY = Attempt(Result.UNREACHABLE, "connection")


@pytest.fixture(autouse=True)
def address(aldar: Institution) -> None:
    set_endpoint(aldar.number, URL, SAULE)


def facts(message: Message) -> list[Fact]:
    return [recorded.fact for recorded in read.about(f"message:{message.id.hex}")]


def dead(aldar: Institution) -> Message:
    (message,) = sent(aldar)
    for _ in range(MOST_REFUSALS):
        note(aldar.number, {message.id: REFUSED})
    return Message.objects.get(id=message.id)


def test_a_delivered_message_leaves_a_fact_that_says_what_it_was_about(aldar: Institution) -> None:
    (message,) = sent(aldar)
    note(aldar.number, {message.id: DELIVERED})
    note(aldar.number, {message.id: DELIVERED})
    assert states(aldar) == ["delivered"]
    assert facts(message) == [
        MessageDelivered(
            message=message.id.hex,
            message_kind="hold.requested",
            code=ALDAR.code,
            about="hold:123",
            way=Way.WEBHOOK,
        )
    ]


def test_after_a_failure_the_whole_mailbox_waits_so_that_the_order_is_kept(aldar: Institution) -> None:
    first, _ = sent(aldar, "hold.requested", "hold.withdrawn")
    note(aldar.number, {first.id: AWAY})
    assert states(aldar) == ["waiting", "waiting"]
    assert queries.round_for(aldar.number, clock.now()) is None
    later = queries.round_for(aldar.number, clock.now() + timedelta(seconds=2))
    assert later is not None
    assert [parcel.sequence for parcel in later.parcels] == [1, 2]


def test_what_is_refused_too_often_dies_and_lets_the_next_one_through(aldar: Institution) -> None:
    message = dead(aldar)
    sent(aldar, "hold.withdrawn")
    assert states(aldar) == ["dead", "waiting"]
    (told,) = facts(message)
    assert isinstance(told, MessageDied)
    assert told.reason == "500"
    found = queries.round_for(aldar.number, clock.now() + timedelta(minutes=5))
    assert found is not None
    assert [parcel.sequence for parcel in found.parcels] == [2]


def test_what_cannot_be_brought_for_three_days_dies(aldar: Institution) -> None:
    (message,) = sent(aldar)
    for _ in range(2 * MOST_REFUSALS):
        note(aldar.number, {message.id: AWAY})
    assert states(aldar) == ["waiting"]
    Message.objects.update(since=clock.now() - LONGEST)
    note(aldar.number, {message.id: AWAY})
    assert states(aldar) == ["dead"]


def test_a_receiver_that_is_gone_gets_nothing_until_an_address_is_set_again(aldar: Institution) -> None:
    (message,) = sent(aldar)
    note(aldar.number, {message.id: Attempt(Result.GONE, "410")})
    assert states(aldar) == ["waiting"]
    assert queries.due(clock.now() + timedelta(days=1)) == []
    assert EndpointGone(code=ALDAR.code) in [fact.fact for fact in read.about(f"institution:{ALDAR.code}")]
    set_endpoint(aldar.number, URL, SAULE)
    assert queries.due(clock.now()) == [aldar.number]


def test_who_asks_for_what_follows_says_that_he_has_what_came_before(aldar: Institution) -> None:
    messages = sent(aldar, "hold.requested", "hold.withdrawn", "recall.opened")
    by = SAULE._replace(actor=f"institution:{ALDAR.code}")
    first = collect(aldar.number, 0, 2, by)
    assert ([parcel.sequence for parcel in first], states(aldar)) == ([1, 2], 3 * ["waiting"])
    second = collect(aldar.number, 2, 2, by)
    assert ([parcel.sequence for parcel in second], states(aldar)) == ([3], ["collected", "collected", "waiting"])
    (told,) = facts(messages[0])
    assert isinstance(told, MessageDelivered)
    assert told.way == Way.POLLING
    assert collect(aldar.number, 2, 2, by) == second, "asked again it is the same, and no fact is told twice"
    assert len(facts(messages[0])) == 1
    assert Mailbox.objects.get().acknowledged == 2


def test_nobody_can_have_what_was_not_sent_yet(aldar: Institution, tostik: Institution) -> None:
    sent(aldar)
    with pytest.raises(Malformed, match="no message with this number") as refused:
        collect(aldar.number, 2, 10, SAULE)
    assert refused.value.field == "after"
    assert collect(tostik.number, 0, 10, SAULE) == []


def test_a_dead_message_is_collected_too(aldar: Institution) -> None:
    message = dead(aldar)
    collect(aldar.number, message.sequence, 10, SAULE)
    assert states(aldar) == ["collected"]


def test_a_dead_message_is_sent_again_from_the_beginning_under_the_same_id(aldar: Institution) -> None:
    message = dead(aldar)
    resend(f"msg_{message.id.hex}", SAULE)
    found = queries.round_for(aldar.number, clock.now())
    assert found is not None
    assert [parcel.id for parcel in found.parcels] == [message.id]
    assert isinstance(facts(message)[-1], MessageResent)
    note(aldar.number, {message.id: REFUSED})
    assert states(aldar) == ["waiting"], "it has all its attempts again"


def test_only_what_is_dead_is_sent_again(aldar: Institution) -> None:
    (message,) = sent(aldar)
    with pytest.raises(Conflict):
        resend(message.id.hex, SAULE)
    with pytest.raises(NotFound):
        resend("msg_" + 32 * "0", SAULE)
    with pytest.raises(Malformed):
        resend("the first one", SAULE)


def test_all_dead_messages_of_one_bank_are_sent_again_together(aldar: Institution, tostik: Institution) -> None:
    dead(aldar), dead(aldar)
    Message.objects.filter(id=sent(tostik)[0].id).update(state=Message.State.DEAD)
    assert resend_all(aldar.number, SAULE) == 2
    assert (states(aldar), states(tostik)) == (["waiting", "waiting"], ["dead"])
    assert resend_all(aldar.number, SAULE) == 0


def test_only_what_has_arrived_is_forgotten_and_only_after_its_time(aldar: Institution) -> None:
    old, new, waiting = sent(aldar, "a", "b", "c")
    note(aldar.number, {old.id: DELIVERED, new.id: DELIVERED})
    long_ago = clock.now() - timedelta(days=91)
    Message.objects.filter(id__in=[old.id, waiting.id]).update(created_at=long_ago, since=long_ago)
    Message.objects.filter(id=old.id).update(settled_at=long_ago)
    assert forget() == 1
    assert list(Message.objects.values_list("sequence", flat=True)) == [2, 3]
    assert sent(aldar)[0].sequence == 4, "numbers are never given twice"
