"""An entry's page: four eyes, withdrawing with a reason, receipts of what happened."""

import json

import pytest
from django.test import Client as Browser

from arasha.domains.registry.models import Entry
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from tests.domains.registry.entries import history, propose
from tests.support.cast import AIGERIM, DROP
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")

SUPERVISOR = By("person:supervisor-of-the-cast", Purpose.REVIEW)


def page_of(browser: Browser, entry: Entry) -> str:
    answer = browser.get(f"/en/registry/{entry.id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_second_person_gives_it_its_full_effect(log_in: LogIn) -> None:
    entry, browser = propose(), log_in(Role.SUPERVISOR)
    assert "Until then it can warn and no more" in page_of(browser, entry)
    browser.post(f"/en/registry/{entry.id}/confirm/")
    assert "Two people stand for it" in page_of(browser, entry)
    assert history(entry) == ["registry.entry_added", "registry.entry_confirmed", "registry.notice_queued"]


def test_the_proposer_sees_why_he_cannot_confirm_it_and_cannot(log_in: LogIn) -> None:
    browser, entry = log_in(Role.SUPERVISOR), propose(by=SUPERVISOR)
    page = page_of(browser, entry)
    assert "You proposed it; somebody else must confirm it." in page
    assert "/confirm/" not in page
    assert browser.post(f"/en/registry/{entry.id}/confirm/").status_code == 403
    assert history(entry) == ["registry.entry_added"]


def test_an_analyst_sees_who_confirms(log_in: LogIn) -> None:
    assert "A supervisor confirms entries; your role does not." in page_of(log_in(Role.ANALYST), propose())


def test_it_is_withdrawn_with_a_reason_that_stays(log_in: LogIn) -> None:
    entry, browser = propose(), log_in(Role.SUPERVISOR)
    browser.post(f"/en/registry/{entry.id}/withdraw/", {"reason": "another account was meant"})
    page = page_of(browser, entry)
    assert "another account was meant" in page
    assert "It has ended and counts no more." in page


def test_without_a_reason_it_stays_and_the_page_says_what_is_missing(log_in: LogIn) -> None:
    entry, browser = propose(), log_in(Role.SUPERVISOR)
    answer = browser.post(f"/en/registry/{entry.id}/withdraw/", {"reason": " "})
    assert answer.status_code == 422
    assert "Write why it is withdrawn." in answer.content.decode()
    assert history(entry) == ["registry.entry_added"]


def test_what_has_been_settled_by_somebody_else_meanwhile_is_said(log_in: LogIn) -> None:
    entry, browser = propose(), log_in(Role.SUPERVISOR)
    browser.post(f"/en/registry/{entry.id}/withdraw/", {"reason": "a mistake"})
    assert browser.post(f"/en/registry/{entry.id}/confirm/").status_code == 409


def test_nobody_can_be_read_on_it_and_opening_it_is_audited(log_in: LogIn) -> None:
    entry = propose()
    assert DROP.account not in page_of(log_in(Role.PROSECUTOR), entry)
    look = Look.objects.get()
    assert (look.subject, look.purpose) == (f"entry:{entry.id}", "supervision")


def test_each_fact_of_it_has_a_receipt_that_proves_it(log_in: LogIn) -> None:
    entry, browser = propose(), log_in(Role.PROSECUTOR)
    (fact,) = read.about(f"entry:{entry.id}")
    checked = browser.get(f"/en/registry/{entry.id}/facts/{fact.sequence}/").content.decode()
    assert "Nothing has been changed since it was recorded." in checked
    file = browser.get(f"/en/registry/{entry.id}/facts/{fact.sequence}.json")
    proved = receipts.verify(receipts.parse(file.content), ledger.signer().verifier)
    assert proved.leaf["fact"]["entry"] == entry.id
    assert DROP.account not in json.dumps(proved.leaf)


def test_a_receipt_of_something_else_is_not_given_under_its_name(log_in: LogIn) -> None:
    entry, other = propose(), propose()
    (fact,) = read.about(f"entry:{other.id}")
    assert log_in(Role.PROSECUTOR).get(f"/en/registry/{entry.id}/facts/{fact.sequence}.json").status_code == 404


def test_an_entry_that_a_review_led_to_leads_back_to_the_payment(log_in: LogIn) -> None:
    entry = propose()
    Entry.objects.filter(id=entry.id).update(source="review of payment 42")
    assert 'href="/en/payments/42/"' in page_of(log_in(Role.ANALYST), entry)


def test_what_else_was_said_of_the_same_identifier_stands_beside_it(log_in: LogIn) -> None:
    first, second = propose(), propose(by=AIGERIM)
    assert f'href="/en/registry/{first.id}/"' in page_of(log_in(Role.ANALYST), second)
