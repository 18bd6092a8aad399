"""Messages for who asks for them: in order, page by page, kept until he says that he has them."""

import json

from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import queries
from tests.interfaces.api.conftest import Desk
from tests.kernel.deliveries.letters import BODY, sent, states


def test_a_bank_without_messages_gets_an_empty_page(aldar: Desk) -> None:
    assert json.loads(aldar.get("messages").content) == {"messages": [], "next": 0, "more": False}


def test_messages_come_in_order_and_page_by_page(aldar: Desk, tostik: Desk) -> None:
    bank = Institution.objects.get(number=aldar.number)
    first, *_ = sent(bank, "hold.requested", "hold.withdrawn", "recall.opened")
    page = json.loads(aldar.get("messages?limit=2").content)
    assert [message["type"] for message in page["messages"]] == ["hold.requested", "hold.withdrawn"]
    assert (page["next"], page["more"]) == (2, True)
    assert page["messages"][0]["id"] == f"msg_{first.id.hex}"
    assert page["messages"][0]["data"] == BODY
    last = json.loads(aldar.get("messages?after=2&limit=2").content)
    assert ([message["sequence"] for message in last["messages"]], last["next"], last["more"]) == ([3], 3, False)
    assert states(bank) == ["collected", "collected", "waiting"]
    assert json.loads(tostik.get("messages").content)["messages"] == [], "another's are another's"


def test_nothing_is_lost_if_the_answer_does_not_arrive(aldar: Desk) -> None:
    bank = Institution.objects.get(number=aldar.number)
    sent(bank)
    assert aldar.get("messages").content == aldar.get("messages").content
    assert queries.counts(bank.number).waiting == 1


def test_nobody_can_say_that_he_has_what_was_never_sent(aldar: Desk) -> None:
    response = aldar.get("messages?after=7")
    assert (response.status_code, json.loads(response.content)["field"]) == (422, "after")
