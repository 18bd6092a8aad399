"""Messages on an institution's page: where they go, the secret once, what did not arrive and is sent again."""

import re

import pytest
from django.test import Client as Browser

from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.actions import note
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.deliveries.patience import MOST_REFUSALS, Attempt, Result
from tests.kernel.deliveries.letters import sent, states
from tests.support.cast import ALDAR, SAULE, TOSTIK, Bank
from tests.support.people import LogIn

SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")
URL = "https://hooks.aldar.example/arasha"


@pytest.fixture
def browser(log_in: LogIn) -> Browser:
    return log_in(Role.ADMINISTRATOR)


@pytest.fixture
def aldar(db: None) -> Institution:
    return connected(ALDAR)


def connected(bank: Bank) -> Institution:
    return actions.connect_institution(bank.code, InstitutionKind.BANK, bank.names, SAULE)


def page(browser: Browser, bank: Institution, language: str = "en") -> str:
    return browser.get(f"/{language}/institutions/{bank.number}/").content.decode()


def address(bank: Institution, rest: str = "") -> str:
    return f"/en/institutions/{bank.number}/messages/{rest}"


def dead(bank: Institution) -> Message:
    (message,) = sent(bank)
    for _ in range(MOST_REFUSALS):
        note(bank.number, {message.id: Attempt(Result.REFUSED, "500")})
    return message


def test_a_bank_without_an_address_asks_for_its_messages(browser: Browser, aldar: Institution) -> None:
    assert "it asks for them itself" in page(browser, aldar)
    assert "Send a trial message" not in page(browser, aldar)


def test_the_secret_is_shown_once_when_the_address_is_set(browser: Browser, aldar: Institution) -> None:
    answer = browser.post(address(aldar), {"url": URL}).content.decode()
    (secret, *_) = SECRET.findall(answer)
    assert "It is shown once" in answer
    assert secret not in page(browser, aldar)
    assert URL in page(browser, aldar)
    again = browser.post(address(aldar), {"url": f"{URL}/other"}, follow=True).content.decode()
    assert "Messages go to this address from now on" in again
    assert not SECRET.findall(again)


@pytest.mark.parametrize(
    "url", ["", "http://hooks.aldar.example/", "https://10.0.0.7/", "https://a.example/" + 500 * "a"]
)
def test_an_address_to_which_nothing_may_be_sent_is_said_beside_its_field(
    browser: Browser, aldar: Institution, url: str
) -> None:
    answer = browser.post(address(aldar), {"url": url})
    assert answer.status_code == 422
    assert "Give an address that begins with https://" in answer.content.decode()
    assert not Mailbox.objects.exclude(url="").exists()


def test_a_secret_is_replaced_and_both_sign_for_a_day(browser: Browser, aldar: Institution) -> None:
    (old, *_) = SECRET.findall(browser.post(address(aldar), {"url": URL}).content.decode())
    (new, *_) = SECRET.findall(browser.post(address(aldar, "secret/")).content.decode())
    assert old != new
    assert "Signed with the former secret too until" in page(browser, aldar)


def test_sending_is_stopped_only_when_it_is_meant(browser: Browser, aldar: Institution) -> None:
    browser.post(address(aldar), {"url": URL})
    assert browser.post(address(aldar, "stop/")).status_code == 422
    assert Mailbox.objects.get().url == URL
    assert browser.post(address(aldar, "stop/"), {"sure": "1"}).status_code == 302
    assert Mailbox.objects.get().url == ""


def test_a_trial_message_is_put_on_its_way(browser: Browser, aldar: Institution) -> None:
    browser.post(address(aldar), {"url": URL})
    browser.post(address(aldar, "try/"))
    assert Message.objects.get().kind == "ping"
    assert "ping" in page(browser, aldar)


def test_what_did_not_arrive_is_seen_with_the_reason_and_sent_again(browser: Browser, aldar: Institution) -> None:
    browser.post(address(aldar), {"url": URL})
    message = dead(aldar)
    assert "answered 500" in page(browser, aldar)
    assert "hold.requested" in page(browser, aldar)
    browser.post(address(aldar, f"{message.id.hex}/again/"))
    assert states(aldar) == ["waiting"]


def test_everything_that_did_not_arrive_is_sent_again_at_once(browser: Browser, aldar: Institution) -> None:
    browser.post(address(aldar), {"url": URL})
    dead(aldar), dead(aldar)
    answer = browser.post(address(aldar, "again/"), follow=True).content.decode()
    assert "2 messages are sent again." in answer
    assert states(aldar) == ["waiting", "waiting"]


def test_a_message_of_another_bank_is_not_found_under_this_one(browser: Browser, aldar: Institution) -> None:
    browser.post(address(aldar), {"url": URL})
    message, other = dead(aldar), connected(TOSTIK)
    assert browser.post(address(other, f"{message.id.hex}/again/")).status_code == 404
    assert states(aldar) == ["dead"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_a_message_says_is_on_no_page(browser: Browser, aldar: Institution, language: str) -> None:
    browser.post(address(aldar), {"url": URL})
    dead(aldar)
    assert "7KQ2M" not in page(browser, aldar, language)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.PROSECUTOR])
def test_only_administrators_see_and_say_where_messages_go(log_in: LogIn, aldar: Institution, role: Role) -> None:
    browser = log_in(role)
    assert 'id="messages"' not in page(browser, aldar)
    for rest in ("", "secret/", "stop/", "try/", "again/"):
        assert browser.post(address(aldar, rest), {"url": URL, "sure": "1"}).status_code == 403
