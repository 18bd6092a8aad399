"""A listing as the one whom it concerns reads it, and his objection with its clock."""

import pytest
from django.test import Client as Browser

from arasha.domains.registry import actions
from arasha.domains.registry.actions import Ruling
from arasha.domains.registry.facts import ContestState
from arasha.domains.registry.models import Contest, Entry
from tests.domains.registry.entries import SALTANAT, propose
from tests.support.cast import DANIYAR, DROP

pytestmark = pytest.mark.usefixtures("db")

HELD, ADDRESS = "/en/help/held/", "/en/help/listed/"


def opened() -> tuple[Browser, Entry]:
    """The browser of the one who was listed, with the notice's reference and code shown."""
    entry, browser = propose(), Browser()
    actions.confirm_entry(entry.id, DANIYAR)
    notice = actions.hand_over(entry.id, SALTANAT)
    browser.post(HELD, {"reference": notice.reference, "code": notice.code})
    assert browser.get(HELD).headers["Location"] == ADDRESS
    return browser, entry


def page(browser: Browser) -> str:
    answer = browser.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_is_listed_why_by_whom_and_until_when() -> None:
    browser, entry = opened()
    shown = page(browser)
    assert "may be held or refused" in shown
    assert "Finding of an analyst" in shown
    assert "TOSTIKZA" in shown
    assert Entry.objects.get(id=entry.id).expires_at.isoformat() in shown
    assert DROP.account not in shown
    assert "a drop" not in shown


def test_an_objection_is_filed_once_and_its_clock_and_reasons_are_read() -> None:
    browser, _entry = opened()
    for _ in range(2):
        browser.post(f"{ADDRESS}objection/", {"text": "Счёт взломали."})
    contest = Contest.objects.get()
    shown = page(browser)
    assert "Waits for a decision" in shown
    assert contest.due_at.isoformat() in shown
    assert f"{ADDRESS}objection/" not in shown
    assert browser.get(f"{ADDRESS}objection/").headers["Location"] == ADDRESS
    actions.decide_contest(contest.id, Ruling(ContestState.REMOVED, "The account was taken over."), SALTANAT)
    shown = page(browser)
    assert "The entry was removed" in shown
    assert "The account was taken over." in shown


def test_it_needs_words() -> None:
    browser, _entry = opened()
    answer = browser.post(f"{ADDRESS}objection/", {"text": ""})
    assert answer.status_code == 422
    assert "Write what is wrong about it." in answer.content.decode()
    assert not Contest.objects.exists()


def test_without_reference_and_code_nothing_is_open() -> None:
    assert Browser().get(ADDRESS).headers["Location"] == HELD
    assert Browser().get(f"{ADDRESS}objection/").status_code == 302
