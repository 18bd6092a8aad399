"""An administrator says where a bank's messages go, hands over the secret, and sends again what did not arrive."""

import re

import pytest

from arasha.client import webhooks
from arasha.kernel import clock
from arasha.kernel.access import queries
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries import queries as deliveries
from arasha.kernel.deliveries import signing
from arasha.kernel.deliveries.actions import note
from arasha.kernel.deliveries.patience import MOST_REFUSALS, Attempt, Result
from tests.kernel.deliveries.letters import sent, states
from tests.support.cast import TOSTIK
from tests.support.centre import connect
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser

SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


def test_from_the_address_to_a_message_that_is_sent_again(transactional_db: None, reader: Reader) -> None:
    connect(TOSTIK)
    bank = queries.institution(TOSTIK.code)
    reader.log_in(Role.ADMINISTRATOR, "kk")
    page = reader.page
    reader.open(f"/kk/institutions/{bank.number}/")
    page.fill("#id_url", "https://hooks.tostik.example/arasha")
    page.click("#messages form:has(#id_url) button")
    page.wait_for_selector("text=whsec_")
    secret = SECRET.findall(page.content())[0]
    assert reader.barriers() == []

    messages = sent(bank, "hold.requested", "recall.opened")
    wanted = deliveries.round_for(bank.number, clock.now())
    assert wanted is not None
    parcel, at = wanted.parcels[0], clock.now_us() // clock.SECOND
    headers = signing.headers(wanted.secrets, parcel.name, at, parcel.body)
    assert webhooks.verify(headers, parcel.body, secret).type == "hold.requested"
    for _ in range(MOST_REFUSALS):
        note(bank.number, {messages[0].id: Attempt(Result.REFUSED, "500")})
    reader.open(f"/kk/institutions/{bank.number}/")
    assert page.locator("#messages table").first.locator("td [title='hold.requested']").count() == 1
    assert reader.barriers() == []
    page.locator("#messages table").first.locator("button").click()
    page.wait_for_selector("text=Хабар қайта жіберілді.")
    assert states(bank) == ["waiting", "waiting"]
