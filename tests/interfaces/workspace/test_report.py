"""A report's page: masked, audited, the story for a stated purpose, an end with its reason; and the list of reports."""

import pytest
from django.test import Client as Browser

from arasha.domains.complaints import actions
from arasha.domains.complaints.actions import Reporter
from arasha.domains.complaints.facts import ComplaintState, Source
from arasha.domains.complaints.models import Complaint
from arasha.domains.recovery.facts.incidents import ClaimState
from arasha.domains.recovery.models import Claim, Incident
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.domains.complaints.reports import connected, from_bank, history, report, taken, told
from tests.domains.recovery.stolen import held, incident
from tests.support.cast import AIGERIM, ALDAR, DROP
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def page(browser: Browser, number: int) -> str:
    answer = browser.get(f"/en/reports/{number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_and_nothing_told_can_be_read_on_it_and_opening_it_is_audited(log_in: LogIn) -> None:
    number = taken().complaint
    shown = page(log_in(Role.PROSECUTOR), number)
    assert not any(secret in shown for secret in (DROP.account, "Кадиша", "Позвонили", "7010000001", "bonus-payment"))
    assert "150\N{NO-BREAK SPACE}000" in shown
    look = Look.objects.get()
    assert (look.subject, look.what) == (f"complaint:{number}", "opened")


def test_the_story_is_shown_for_a_stated_purpose_and_leaves_a_row(log_in: LogIn) -> None:
    number, browser = taken().complaint, log_in(Role.ANALYST)
    asked = browser.get(f"/en/reports/{number}/story/").content.decode()
    assert "Позвонили" not in asked
    told_ = browser.post(f"/en/reports/{number}/story/", {"purpose": "recovery"}).content.decode()
    assert "Позвонили" in told_
    assert "Кадиша" in told_
    look = Look.objects.get()
    assert (look.what, look.subject, look.purpose) == ("revealed", f"complaint:{number}", "recovery")


def test_without_a_purpose_the_story_stays_closed(log_in: LogIn) -> None:
    number, browser = taken().complaint, log_in(Role.ANALYST)
    answer = browser.post(f"/en/reports/{number}/story/", {"purpose": "curiosity"})
    assert answer.status_code == 422
    assert not Look.objects.exists()


def test_what_cannot_be_read_is_said_so(log_in: LogIn) -> None:
    number = taken(report(payments=(told(creditor="карта Айдара"),))).complaint
    assert "cannot be read" in page(log_in(Role.ANALYST), number)


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ("close", ComplaintState.CLOSED),
        ("unfounded", ComplaintState.UNFOUNDED),
        ("withdraw", ComplaintState.WITHDRAWN),
    ],
)
def test_it_ends_with_a_reason_that_stays(log_in: LogIn, how: str, state: ComplaintState) -> None:
    number, browser = taken().complaint, log_in(Role.ANALYST)
    browser.post(f"/en/reports/{number}/end/", {"how": how, "reason": "the bank paid it back"})
    shown = page(browser, number)
    assert Complaint.objects.get(id=number).state == state
    assert "the bank paid it back" in shown
    assert "/end/" not in shown
    assert len(history(number)) == 2
    assert browser.post(f"/en/reports/{number}/end/", {"how": how, "reason": "again"}).status_code == 409


def test_it_is_said_how_many_payments_fit_when_none_can_be_chosen(log_in: LogIn) -> None:
    number, of = taken().complaint, incident(100, 100)
    Incident.objects.filter(id=of.id).update(complaint=number)
    Claim.objects.filter(incident=of, place=2).update(state=ClaimState.AMBIGUOUS, fitting=3)
    browser = log_in(Role.ANALYST)
    shown = page(browser, number)
    assert "1 of 2 payments found" in shown
    assert "Payment 2 of the report: 3 payments fit what is known." in shown
    assert "3 payments fit: say more" in browser.get(f"/en/incidents/{of.id}/").content.decode()


def test_without_a_reason_or_a_way_it_stays(log_in: LogIn) -> None:
    number, browser = taken().complaint, log_in(Role.ANALYST)
    answer = browser.post(f"/en/reports/{number}/end/", {"how": "close", "reason": " "})
    assert "Write why it ends." in answer.content.decode()
    assert browser.post(f"/en/reports/{number}/end/", {"how": "burn", "reason": "x"}).status_code == 422
    assert len(history(number)) == 1


def test_a_prosecutor_reads_and_ends_nothing(log_in: LogIn) -> None:
    assert "/end/" not in page(log_in(Role.PROSECUTOR), taken().complaint)


def test_other_reports_of_the_same_and_by_the_same_are_told(log_in: LogIn) -> None:
    first, second = taken(), taken(report(reporter=Reporter()))
    actions.close(taken().complaint, "none", AIGERIM, unfounded=True)
    shown = page(log_in(Role.ANALYST), first.complaint)
    assert second.reference in shown
    assert "unfounded:" in shown


def test_there_is_no_page_of_a_report_that_nobody_made(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get("/en/reports/1000000/").status_code == 404


def test_the_list_shows_what_waits_and_nothing_told(log_in: LogIn) -> None:
    connected()
    mine, bank, hot = taken(), taken(from_bank()), taken(report(source=Source.HOTLINE))
    actions.close(mine.complaint, "done", AIGERIM)
    browser = log_in(Role.ANALYST)
    shown = {
        view: browser.get(f"/en/reports/?view={view}").content.decode() for view in ("open", "all", "hotline", "?")
    }
    assert mine.reference not in shown["open"]
    assert all(each.reference in shown["all"] for each in (mine, bank, hot))
    assert hot.reference in shown["hotline"]
    assert bank.reference not in shown["hotline"]
    assert ALDAR.code in shown["open"]
    assert bank.reference in shown["?"]
    assert "Позвонили" not in "".join(shown.values())
    assert not Look.objects.exists()


def test_the_list_goes_on_where_a_page_ends(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arasha.interfaces.workspace.views.reports.PAGE", 2)
    made = [taken() for _ in range(3)]
    browser = log_in(Role.ANALYST)
    first = browser.get("/en/reports/").content.decode()
    assert made[0].reference not in first
    assert f"before={made[1].complaint}" in first
    assert made[0].reference in browser.get(f"/en/reports/?view=open&before={made[1].complaint}").content.decode()
    assert "No report here" in browser.get("/en/reports/?view=open&before=1").content.decode()


def test_the_audit_leads_to_the_report(log_in: LogIn) -> None:
    number = taken().complaint
    browser = log_in(Role.SUPERVISOR)
    page(browser, number)
    assert f'href="/en/reports/{number}/"' in browser.get("/en/audit/").content.decode()


def test_what_follows_from_it_is_shown_as_soon_as_it_is_known(log_in: LogIn) -> None:
    number, browser = taken().complaint, log_in(Role.ANALYST)
    assert "has not begun to follow the money yet" in page(browser, number)
    found = held()
    Incident.objects.filter(id=found.incident_id).update(complaint=number)
    assert "1 of 1 payment found" in page(browser, number)
