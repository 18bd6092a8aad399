"""Where does my report stand: reference and code open it, for this browser, for half an hour."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.domains.complaints import actions
from arasha.domains.recovery.models import Incident
from arasha.interfaces.public import passes, visitors
from arasha.kernel import clock
from tests.domains.complaints.reports import taken
from tests.domains.recovery.stolen import held
from tests.support.cast import AIGERIM

pytestmark = pytest.mark.usefixtures("db")
ADDRESS = "/en/help/status/"


def opened() -> tuple[Browser, int]:
    made, browser = taken(), Browser()
    answer = browser.post(ADDRESS, {"reference": made.reference, "code": made.code or ""})
    assert answer.headers["Location"] == ADDRESS
    return browser, made.complaint


def test_reference_and_code_show_where_it_stands() -> None:
    browser, number = opened()
    assert "We have your report" in browser.get(ADDRESS).content.decode()
    actions.take_up([number], AIGERIM)
    assert "We follow the money" in browser.get(ADDRESS).content.decode()
    actions.close(number, "secret words of the analyst", AIGERIM)
    shown = browser.get(ADDRESS).content.decode()
    assert "The report is closed" in shown
    assert "secret words" not in shown


def test_it_stays_open_in_another_language() -> None:
    browser, _number = opened()
    assert "Ваше сообщение у нас" in browser.get("/ru/help/status/").content.decode()


@pytest.mark.parametrize("wrong", ["ABCDE-FGHJK", "?"])
def test_a_wrong_code_opens_nothing_and_does_not_say_what_was_wrong(wrong: str) -> None:
    made, browser = taken(), Browser()
    answer = browser.post(ADDRESS, {"reference": made.reference, "code": wrong})
    assert answer.status_code == 422
    assert "No report stands under this reference and code." in answer.content.decode()
    assert "arasha_pass" not in browser.cookies


def test_a_slip_and_an_empty_field_are_told_apart_from_that() -> None:
    shown = Browser().post(ADDRESS, {"reference": "C-12", "code": ""}).content.decode()
    assert "Write the code of your report." in shown
    shown = Browser().post(ADDRESS, {"reference": "C-12", "code": "ABCDE-FGHJK"}).content.decode()
    assert "A reference looks like" in shown


def test_it_can_be_closed_and_closes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    browser, _number = opened()
    later = clock.now_us() + int((passes.LIVES + timedelta(seconds=1)) / timedelta(microseconds=1))
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now_us", lambda: later)
        assert "We have your report" not in browser.get(ADDRESS).content.decode()
    assert "We have your report" in browser.get(ADDRESS).content.decode()
    browser.post(f"{ADDRESS}leave/")
    assert "We have your report" not in browser.get(ADDRESS).content.decode()


def test_a_pass_that_somebody_made_up_opens_nothing() -> None:
    browser, _number = opened()
    for forged in ("", "00" * 40, "a pass", browser.cookies["arasha_pass"].value[:-2] + "00"):
        browser.cookies["arasha_pass"] = forged
        assert "We have your report" not in browser.get(ADDRESS).content.decode()


def test_nobody_tries_codes_without_end() -> None:
    made, browser = taken(), Browser()
    tries = [
        browser.post(ADDRESS, {"reference": made.reference, "code": f"{number:010}"}).status_code
        for number in range(visitors.MOST[visitors.Deed.LOOK] + 1)
    ]
    assert (tries[0], tries[-1]) == (422, 429)


def test_where_the_money_is_adds_up() -> None:
    browser, number = opened()
    found = held()
    Incident.objects.filter(id=found.incident_id).update(complaint=number)
    shown = browser.get(ADDRESS).content.decode()
    assert "Where the money is" in shown
    assert shown.count("150\N{NO-BREAK SPACE}000") >= 2
    assert "TOSTIKZA" not in shown
