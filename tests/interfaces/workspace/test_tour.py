"""The guided tour of a demonstration: six steps that follow the newcomer's rights, and that can be left at any time."""

from pathlib import Path

import pytest
from django.test import Client as Browser

from arasha.domains.payments.facts import Verdict
from arasha.interfaces.workspace import tour
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import Settings
from tests.domains.recovery.stolen import STOLEN, held
from tests.support.people import LogIn
from tests.support.recorded import given


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tour, "current", lambda: Settings(demonstration=True))


def go(browser: Browser, to: str, back: str = "/en/queue/") -> str:
    answer = browser.post("/en/tour/", {"to": to, "back": back})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_centre_at_work_has_no_tour(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    page = browser.get("/en/").content.decode()
    assert "Step 1" not in page
    assert "Guided tour" not in page
    assert browser.post("/en/tour/", {"to": "1"}).status_code == 404


def test_a_newcomer_is_met_by_the_first_step(log_in: LogIn, demonstration: None) -> None:
    page = log_in(Role.ANALYST).get("/en/").content.decode()
    assert "Step 1 of 6" in page
    assert "A country lives here" in page


def test_each_step_leads_to_its_page_and_the_last_one_ends(log_in: LogIn, demonstration: None) -> None:
    payment = given(Verdict.HOLD)
    incident = held(STOLEN).incident_id
    browser = log_in(Role.SUPERVISOR)
    pages = [go(browser, str(place)) for place in range(1, 7)]
    assert pages == [
        "/en/", "/en/queue/", f"/en/payments/{payment}/", "/en/drops/", f"/en/incidents/{incident}/", "/en/registry/",
    ]  # fmt: skip
    for place, page in enumerate(pages, start=1):
        go(browser, str(place))
        assert f"Step {place} of 6" in browser.get(page).content.decode()
    assert "See what citizens see" in browser.get("/en/registry/").content.decode()
    assert go(browser, "0") == "/en/queue/"
    assert "of 6" not in browser.get("/en/").content.decode()


def test_while_there_is_nothing_yet_the_lists_are_shown(log_in: LogIn, demonstration: None) -> None:
    browser = log_in(Role.SUPERVISOR)
    assert go(browser, "3") == "/en/queue/"
    assert go(browser, "5") == "/en/incidents/"


def test_it_can_be_skipped_and_taken_up_again(log_in: LogIn, demonstration: None) -> None:
    browser = log_in(Role.ANALYST)
    go(browser, "0")
    page = browser.get("/en/queue/").content.decode()
    assert "Step" not in page
    assert "Guided tour" in page
    assert go(browser, "1") == "/en/"


def test_nobody_is_led_where_he_may_not_go(log_in: LogIn, demonstration: None) -> None:
    for role in Role:
        browser = log_in(role)
        for place in range(1, len(tour.STEPS) + 1):
            page = browser.post("/en/tour/", {"to": str(place), "back": "/en/keys/"}, follow=True)
            assert page.status_code == 200, (role, place)


@pytest.mark.parametrize("to", ["", "7", "-1", "99999", "two", "²"])
def test_a_step_that_is_none_ends_it(log_in: LogIn, demonstration: None, to: str) -> None:
    browser = log_in(Role.ANALYST)
    assert go(browser, to, back="https://elsewhere.example/") == "/"
    assert "Step" not in browser.get("/en/").content.decode()


def test_a_lesson_has_aims_of_its_own(log_in: LogIn, demonstration: None, tmp_path: Path) -> None:
    browser = log_in(Role.ANALYST)
    clock.follow(Dial(tmp_path / "clock"))
    try:
        assert "of 6" not in browser.get("/en/").content.decode()
    finally:
        clock.follow(None)
