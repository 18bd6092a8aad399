"""Institutions and their keys: connect, issue, replace, revoke; a key's text is shown once."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.kernel import clock
from arasha.kernel.access import actions, keys, queries
from arasha.kernel.access.models import Institution, InstitutionKey, InstitutionKind
from arasha.kernel.access.roles import Role
from tests.support.cast import ALDAR, SAULE, TOSTIK, Bank
from tests.support.people import LogIn
from tests.support.recorded import given

KEY = re.compile(r"arasha_[a-z2-9]{10}_[\w-]{43}")
FORM = {"code": "aldarkza", "kind": "bank", "name_kk": "Алдар", "name_ru": "Алдар", "name_en": "Aldar"}


@pytest.fixture
def browser(log_in: LogIn) -> Browser:
    return log_in(Role.ADMINISTRATOR)


def connected(bank: Bank = ALDAR) -> Institution:
    return actions.connect_institution(bank.code, InstitutionKind.BANK, bank.names, SAULE)


def issued(browser: Browser, institution: Institution, **fields: object) -> str:
    """The text of a new key, out of the page that shows it."""
    answer = browser.post(f"/en/institutions/{institution.number}/keys/", {"scope": ["payments:screen"]} | fields)
    (found, *_) = KEY.findall(answer.content.decode())
    return str(found)


def test_an_institution_is_connected_and_has_no_key_yet(browser: Browser) -> None:
    answer = browser.post("/en/institutions/connect/", FORM, follow=True)
    assert Institution.objects.get().code == "ALDARKZA"
    assert "It has no key yet, so it cannot ask." in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"code": "A"}, "code"),
        ({"code": "БАНК"}, "code"),
        ({"code": "A/B/C"}, "code"),
        ({"kind": "guild"}, "kind"),
        ({"name_kk": " "}, "name_kk"),
        ({"name_en": ""}, "name_en"),
    ],
)
def test_a_mistake_is_said_beside_its_field(browser: Browser, fields: dict[str, str], field: str) -> None:
    answer = browser.post("/en/institutions/connect/", FORM | fields)
    assert answer.status_code == 422
    assert field in answer.context["errors"]
    assert not Institution.objects.exists()


def test_a_code_that_is_taken_is_said_to_be(browser: Browser) -> None:
    connected()
    answer = browser.post("/en/institutions/connect/", FORM)
    assert answer.status_code == 422
    assert "connected already" in answer.content.decode()


def test_a_key_is_shown_once_and_is_good(browser: Browser) -> None:
    bank = connected()
    text = issued(browser, bank, label="the core system")
    assert queries.good_keys()[keys.digest(text.encode())].code == ALDAR.code
    page = browser.get(f"/en/institutions/{bank.number}/").content.decode()
    assert text not in page
    assert text.split("_")[1] in page
    assert "the core system" in page


def test_a_key_that_may_do_nothing_is_not_issued(browser: Browser) -> None:
    bank = connected()
    answer = browser.post(f"/en/institutions/{bank.number}/keys/", {"scope": ["everything"]})
    assert answer.status_code == 422
    assert not InstitutionKey.objects.exists()


def test_a_key_is_replaced_and_both_are_good_for_a_while(browser: Browser) -> None:
    bank = connected()
    old = issued(browser, bank)
    address = f"/en/institutions/{bank.number}/keys/{old.split('_')[1]}/replace/"
    (new, *_) = KEY.findall(browser.post(address, {"days": "7"}).content.decode())
    good = queries.good_keys()
    assert {keys.digest(text.encode()) for text in (old, new)} == set(good)
    ends = clock.from_us(good[keys.digest(old.encode())].expires_us) - clock.now()
    assert timedelta(days=6) < ends <= timedelta(days=7)
    assert browser.post(address, {"days": "4000"}).status_code == 422


def test_a_key_is_revoked_only_when_it_is_meant(browser: Browser) -> None:
    bank = connected()
    text = issued(browser, bank)
    address = f"/en/institutions/{bank.number}/keys/{text.split('_')[1]}/revoke/"
    answer = browser.post(address)
    assert answer.status_code == 422
    assert "Tick that nothing uses this key any more." in answer.content.decode()
    assert queries.good_keys()
    assert browser.post(address, {"sure": "1"}).status_code == 302
    assert not queries.good_keys()
    assert "Revoked" in browser.get(f"/en/institutions/{bank.number}/").content.decode()


@pytest.mark.parametrize("deed", ["replace", "revoke"])
def test_a_key_of_another_institution_is_not_found_under_this_one(browser: Browser, deed: str) -> None:
    text = issued(browser, connected())
    other = connected(TOSTIK)
    address = f"/en/institutions/{other.number}/keys/{text.split('_')[1]}/{deed}/"
    assert browser.post(address, {"days": "7", "sure": "1"}).status_code == 404
    assert len(queries.good_keys()) == 1


def test_the_stand_in_policy_is_changed(browser: Browser) -> None:
    bank = connected()
    browser.post(f"/en/institutions/{bank.number}/stand-in/", {"stand_in": "hold"})
    assert Institution.objects.get().stand_in == "hold"
    assert browser.post(f"/en/institutions/{bank.number}/stand-in/", {"stand_in": "pray"}).status_code == 422


def test_it_is_seen_how_much_an_institution_asked(log_in: LogIn) -> None:
    given()
    bank = Institution.objects.get(code=ALDAR.code)
    (row,) = log_in(Role.ANALYST).get("/en/institutions/").context["rows"]
    assert (row["institution"], row["asked"].payments, row["asked"].alerts) == (bank, 1, 1)


def test_who_does_not_manage_keys_sees_none(log_in: LogIn, browser: Browser) -> None:
    bank = connected()
    text = issued(browser, bank)
    page = log_in(Role.SUPERVISOR).get(f"/en/institutions/{bank.number}/").content.decode()
    assert text.split("_")[1] not in page
    assert "Keys are managed by administrators." in page


def test_a_key_near_its_end_is_seen_to_be(browser: Browser) -> None:
    bank = connected()
    issued(browser, bank)
    InstitutionKey.objects.update(expires_at=clock.now() + timedelta(days=3))
    assert "Ends soon" in browser.get("/en/institutions/").content.decode()
    InstitutionKey.objects.update(expires_at=clock.now() - timedelta(days=3))
    assert "Expired" in browser.get(f"/en/institutions/{bank.number}/").content.decode()
