"""Proposing for the registry: what was typed is read back; what cannot be read is said so and kept only if meant."""

import pytest
from django.test import Client as Browser

from arasha.domains.registry.models import Entry
from arasha.kernel.access.roles import Role
from arasha.kernel.identifiers import Unread
from arasha.kernel.store import vault
from tests.support.cast import DROP
from tests.support.people import LogIn
from tests.support.recorded import given, token_of

PROPOSE, READS = "/en/registry/propose/", "/en/registry/propose/reads/"
REST = {"kind": "", "tier": "high", "ground": "analyst_finding", "term": "90", "note": "three senders"}
WRONG_IBAN = "KZ00 125K ZT50 0410 0100"


@pytest.fixture
def browser(log_in: LogIn) -> Browser:
    return log_in(Role.ANALYST)


def proposed(browser: Browser, **fields: str) -> Entry:
    answer = browser.post(PROPOSE, REST | fields)
    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/en/registry/{entry.id}/"
    return entry


def test_an_identifier_is_proposed_by_its_looks(browser: Browser) -> None:
    entry = proposed(browser, text=DROP.account)
    assert (entry.kind, entry.tier, entry.note, entry.state) == ("iban", 3, "three senders", "provisional")
    assert entry.token == token_of(DROP)
    assert entry.owner == "person:analyst-of-the-cast"


def test_an_account_s_page_hands_over_its_token_and_no_number(browser: Browser) -> None:
    given()
    page = browser.get(f"{PROPOSE}?token={token_of(DROP).hex}").content.decode()
    assert DROP.account not in page
    assert proposed(browser, token=token_of(DROP).hex).token == token_of(DROP)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (DROP.account, "", "Account (IBAN)"),
        ("8 (701) 234-56-78", "", "Phone"),
        ("850101300003", "iin", "Not read as: IIN"),
        (WRONG_IBAN, "iban", "Its check digits do not fit the rest"),
        ("what is this", "", "No kind of identifier looks like this"),
        ("", "", "Here stands what is understood"),
    ],
)
def test_it_is_said_at_once_what_is_understood(browser: Browser, text: str, kind: str, said: str) -> None:
    assert said in browser.post(READS, {"text": text, "kind": kind}).content.decode()


def test_that_it_stands_there_already_is_said_before_it_is_proposed_again(browser: Browser) -> None:
    entry = proposed(browser, text=DROP.account)
    said = browser.post(READS, {"text": DROP.account, "kind": ""}).content.decode()
    assert "It stands in the registry already" in said
    assert f"/en/registry/{entry.id}/" in said


def test_what_cannot_be_read_is_not_kept_unless_it_is_meant_so(browser: Browser) -> None:
    answer = browser.post(PROPOSE, REST | {"text": WRONG_IBAN, "kind": "iban"})
    assert answer.status_code == 422
    assert "It cannot be read as it is." in answer.content.decode()
    assert not Entry.objects.exists()
    entry = proposed(browser, text=WRONG_IBAN, kind="iban", as_written="1")
    assert isinstance(vault.open_values([entry.token])[entry.token], Unread)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "what is this"}, "text"),
        ({"text": DROP.account, "tier": "none"}, "tier"),
        ({"text": DROP.account, "ground": "dislike"}, "ground"),
        ({"text": DROP.account, "term": "4000"}, "term"),
        ({"text": DROP.account, "note": "x" * 501}, "note"),
        ({"text": DROP.account, "ground": "police_act"}, "document"),
        ({"text": DROP.account, "reporter": "institution:NOBODY"}, "reporter"),
        ({"text": DROP.account[:12] + "\x00"}, "text"),
    ],
)
def test_a_mistake_is_said_beside_its_field(browser: Browser, fields: dict[str, str], field: str) -> None:
    answer = browser.post(PROPOSE, REST | fields)
    assert answer.status_code == 422
    assert f'id="error_{field}"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_without_scripts_a_button_reads_it_and_keeps_nothing(browser: Browser) -> None:
    answer = browser.post(PROPOSE, REST | {"text": DROP.account, "read": "1"})
    assert answer.status_code == 200
    assert "Account (IBAN)" in answer.content.decode()
    assert not Entry.objects.exists()
