"""An analyst logs in with a one-time code and works the queue without touching the mouse."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import ReviewDecided, Verdict
from arasha.domains.payments.queries import queue
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read
from tests.support.cast import DANIYAR, DROP, SHOP
from tests.support.chromium import Reader
from tests.support.recorded import given

pytestmark = pytest.mark.browser


def decision_of(sequence: int) -> str:
    (found,) = queue.these([sequence])
    return found.decision


def test_an_analyst_decides_by_keyboard_and_the_fact_is_told(reader: Reader) -> None:
    worst, second = given(Verdict.REFUSE, amount=90_000_000), given(amount=50_000_000, creditor=SHOP)
    reader.log_in(Role.ANALYST)
    page = reader.page
    page.click("text=To the queue")
    page.wait_for_url("**/en/queue/")
    reader.press("j")
    reader.press("Enter")
    page.wait_for_url(f"**/payments/{worst}/")
    reader.press("n")
    page.keyboard.type("a drop: 3 senders, all sent on")
    reader.press("Escape")
    reader.press("1")
    page.wait_for_url(f"**/payments/{second}/")
    *_, told = read.about(f"payment:{worst}")
    assert isinstance(told.fact, ReviewDecided)
    assert (told.fact.decision, told.actor, told.purpose) == ("fraud", "person:analyst-at-the-screen", "review")
    assert page.locator("#toasts").inner_text().strip() == "Decided: Fraud."


def test_an_analyst_ticks_several_and_confirms(reader: Reader) -> None:
    sequences = [given(amount=amount) for amount in (3_000_000, 2_000_000, 1_000_000)]
    reader.log_in(Role.ANALYST)
    reader.open("/en/queue/")
    page = reader.page
    bulk = page.locator("[data-bulk] button")
    assert bulk.first.is_disabled()
    for key in ("j", "x", "j", "x"):
        reader.press(key)
    assert page.locator("[data-count]").inner_text() == "2"
    bulk.nth(1).click()
    page.locator("main button.button-main").click()
    page.wait_for_url("**/queue/**")
    assert [decision_of(sequence) for sequence in sequences] == ["legitimate", "legitimate", ""]


def test_an_analyst_sees_who_has_a_payment_and_cannot_decide_it(reader: Reader) -> None:
    sequence = given()
    review.claim(sequence, DANIYAR)
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/payments/{sequence}/")
    assert "is working on it" in reader.page.locator("section.decide").inner_text()
    reader.press("1")
    assert decision_of(sequence) == ""


def test_an_analyst_sees_an_account_for_a_purpose_and_it_goes_away_again(reader: Reader) -> None:
    sequence = given()
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/payments/{sequence}/")
    page = reader.page
    page.locator(".page-head .reveal").nth(1).click()
    page.locator("#sheet input[value=investigation]").check()
    page.locator("#sheet button.button-main").click()
    page.wait_for_selector("#sheet .revealed")
    assert DROP.account in page.locator("#sheet").inner_text().replace(" ", "")
    reader.press("Escape")
    page.wait_for_selector("#sheet .revealed", state="detached")
    assert DROP.account not in page.content().replace(" ", "")
    assert Look.objects.filter(what="revealed", purpose="investigation").count() == 1


def test_an_analyst_checks_a_receipt_in_place(reader: Reader) -> None:
    sequence = given()
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/payments/{sequence}/")
    reader.page.click("text=Check now")
    reader.page.wait_for_selector("#sheet .notice-done")
    assert "The log is signed by this centre" in reader.page.locator("#sheet").inner_text()


def test_an_analyst_is_told_of_new_payments_and_the_list_stays(reader: Reader) -> None:
    given(amount=1_000_000)
    reader.log_in(Role.ANALYST)
    reader.page.clock.install()
    reader.open("/en/queue/")
    given(Verdict.REFUSE, amount=90_000_000)
    reader.page.clock.run_for(11_000)
    reader.page.wait_for_selector("text=1 new")
    assert reader.page.locator("[data-row]").count() == 1
    reader.page.click("text=1 new")
    reader.page.wait_for_load_state("load")
    assert reader.page.locator("[data-row]").count() == 2


def test_an_analyst_who_dictates_switches_single_letters_off(reader: Reader) -> None:
    sequence = given()
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/payments/{sequence}/")
    page = reader.page
    reader.press("?")
    page.locator("#sheet button[value=off]").click()
    page.wait_for_selector("body[data-keys=off]")
    reader.press("1")
    assert decision_of(sequence) == ""


def test_an_analyst_without_scripts_works_all_the_same(chromium: Browser, live_server: LiveServer) -> None:
    sequence = given(Verdict.REFUSE)
    context = chromium.new_context(java_script_enabled=False)
    without = Reader(context.new_page(), live_server.url)
    without.log_in(Role.ANALYST)
    without.open("/en/queue/?verdict=refuse")
    page = without.page
    page.locator("input[name=payment]").check()
    page.locator("[data-bulk] button").first.click()
    page.fill("#id_note", "told by the bank")
    page.locator("main form button.button-grave").click()
    assert "1 payment is decided: Fraud." in page.locator("#toasts").inner_text()
    without.open(f"/en/payments/{sequence}/receipt/")
    assert "Nothing has been changed" in page.locator("main").inner_text()
    context.close()
    assert decision_of(sequence) == "fraud"
