"""Logging in: name and password, then a code that is good once."""

from collections.abc import Iterator

import msgspec
import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client as Browser
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.interfaces.workspace.views import log_in as page
from arasha.kernel import settings
from arasha.kernel.access import actions
from arasha.kernel.access.roles import Role
from tests.support.cast import PASSWORD, SAULE

LOG_IN, CODE, ENROL = "/en/log-in/", "/en/log-in/code/", "/en/log-in/authenticator/"


@pytest.fixture(autouse=True)
def nobody_has_failed_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def device(db: None) -> TOTPDevice:
    return actions.add_person("aigerim", PASSWORD, Role.ANALYST, SAULE, name="Айгерім")


@pytest.fixture
def in_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = msgspec.structs.replace(settings.current(), demonstration=True)
    monkeypatch.setattr(page, "current", lambda: shown)


def password_given(word: str = PASSWORD) -> Browser:
    browser = Browser()
    browser.post(LOG_IN, {"username": "aigerim", "password": word})
    return browser


def test_a_good_password_and_a_good_code_open_the_door(device: TOTPDevice) -> None:
    browser = password_given()
    answer = browser.post(CODE, {"code": page.current_code(device)})
    assert answer.status_code == 302
    assert browser.get("/en/").status_code == 200


def test_a_good_password_alone_opens_nothing(device: TOTPDevice) -> None:
    assert password_given().get("/en/").status_code == 302


def test_a_wrong_password_is_refused_in_words_that_tell_nothing(device: TOTPDevice) -> None:
    unknown = Browser().post(LOG_IN, {"username": "nobody", "password": PASSWORD})
    wrong = Browser().post(LOG_IN, {"username": "aigerim", "password": "?"})
    said = "The name or the password is not right."
    assert unknown.status_code == wrong.status_code == 422
    assert said in unknown.content.decode()
    assert said in wrong.content.decode()


def test_a_code_is_good_once(device: TOTPDevice) -> None:
    code = page.current_code(device)
    assert password_given().post(CODE, {"code": code}).status_code == 302
    assert password_given().post(CODE, {"code": code}).status_code == 422


def test_whoever_guesses_passwords_waits(device: TOTPDevice) -> None:
    browser = Browser()
    for _ in range(6):
        answer = browser.post(LOG_IN, {"username": "aigerim", "password": "?"})
    assert "Too many attempts" in answer.content.decode()
    right = browser.post(LOG_IN, {"username": "aigerim", "password": PASSWORD})
    assert right.status_code == 422


def test_whoever_guesses_codes_waits(device: TOTPDevice) -> None:
    browser = password_given()
    browser.post(CODE, {"code": "000000"})
    answer = browser.post(CODE, {"code": page.current_code(device)})
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()


def test_after_log_in_one_comes_back_to_where_one_wanted_to_go(device: TOTPDevice) -> None:
    browser = Browser()
    shown = browser.get(f"{LOG_IN}?next=/en/queue/%3Fverdict%3Dhold").content.decode()
    assert 'name="next" value="/en/queue/?verdict=hold"' in shown
    browser.post(LOG_IN, {"username": "aigerim", "password": PASSWORD, "next": "/en/queue/?verdict=hold"})
    answer = browser.post(CODE, {"code": page.current_code(device)})
    assert answer.headers["Location"] == "/en/queue/?verdict=hold"


def test_nobody_is_sent_to_another_site_after_log_in(device: TOTPDevice) -> None:
    browser = Browser()
    browser.post(LOG_IN, {"username": "aigerim", "password": PASSWORD, "next": "https://example.com/"})
    assert browser.post(CODE, {"code": page.current_code(device)}).headers["Location"] == "/en/"


def test_log_out_ends_the_session(device: TOTPDevice) -> None:
    browser = password_given()
    browser.post(CODE, {"code": page.current_code(device)})
    browser.post("/en/log-out/")
    assert browser.get("/en/").status_code == 302


def test_who_has_no_authenticator_sets_one_up_at_the_first_log_in(device: TOTPDevice) -> None:
    device.delete()
    browser = password_given()
    assert browser.get(CODE).headers["Location"] == ENROL
    assert "data:image/svg+xml" in browser.get(ENROL).content.decode()
    new = TOTPDevice.objects.get(confirmed=False)
    assert browser.post(ENROL, {"code": page.current_code(new)}).status_code == 302
    assert browser.get("/en/").status_code == 200
    new.refresh_from_db()
    assert new.confirmed


def test_who_has_an_authenticator_is_never_shown_a_new_secret(device: TOTPDevice) -> None:
    assert password_given().get(ENROL).headers["Location"] == CODE


def test_a_real_centre_shows_neither_codes_nor_people(device: TOTPDevice) -> None:
    browser = password_given()
    assert page.current_code(device) not in browser.get(CODE).content.decode()
    shown = Browser().get(LOG_IN).content.decode()
    assert "Айгерім" not in shown
    assert 'name="password" value' not in shown


@pytest.mark.usefixtures("in_a_demonstration")
def test_a_demonstration_shows_its_people_and_the_code(device: TOTPDevice) -> None:
    assert "Айгерім" in Browser().get(LOG_IN).content.decode()
    assert page.current_code(device) in password_given().get(CODE).content.decode()


@pytest.mark.usefixtures("in_a_demonstration")
def test_somebody_who_has_just_logged_in_is_shown_the_next_code(device: TOTPDevice) -> None:
    password_given().post(CODE, {"code": page.current_code(device)})
    device.refresh_from_db()
    again = password_given()
    assert again.post(CODE, {"code": page.current_code(device)}).status_code == 302


def test_an_ended_session_is_said_to_have_ended(device: TOTPDevice) -> None:
    browser = password_given()
    address = browser.get("/en/queue/").headers["Location"]
    assert "ended=1" in address
    assert "Your session has ended" in browser.get(address).content.decode()


def test_a_stranger_leaves_nothing_in_the_store(device: TOTPDevice) -> None:
    browser = Browser()
    browser.get(f"{LOG_IN}?next=/en/queue/")
    browser.post(LOG_IN, {"username": "aigerim", "password": "?"})
    assert not Session.objects.exists()


def test_a_password_waits_five_minutes_for_its_code(device: TOTPDevice) -> None:
    browser = password_given()
    assert browser.session.get_expiry_age() <= 300
    browser.post(CODE, {"code": page.current_code(device)})
    assert 11 * 3600 < browser.session.get_expiry_age() <= 12 * 3600
