"""Today: counts that add up, honest when there is nothing and when something is away."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client as Browser

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import appeals
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Clock, Incident
from arasha.interfaces.workspace import condition
from arasha.interfaces.workspace.stolen_today import Figure
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import STOLEN, held
from tests.support.people import LogIn
from tests.support.recorded import given


def test_an_empty_centre_says_that_nothing_was_checked(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get("/en/").content.decode()
    assert "No payment in 24 hours" in page
    assert "Nothing waits" in page


def test_each_payment_counts_once_by_its_first_question(log_in: LogIn) -> None:
    first = given(Verdict.WARN)
    given(Verdict.HOLD, first=first, side="incoming")
    given(Verdict.ALLOW, codes=())
    context = log_in(Role.ANALYST).get("/en/").context
    assert context["checked"] == 2
    assert context["figures"] == {"allow": 1, "warn": 1, "hold": 0, "refuse": 0}


def test_yesterday_is_not_today(log_in: LogIn) -> None:
    given(ago=timedelta(hours=30))
    assert log_in(Role.ANALYST).get("/en/").context["checked"] == 0


def test_money_that_was_stopped_is_summed(log_in: LogIn) -> None:
    given(Verdict.HOLD, amount=500)
    given(Verdict.REFUSE, amount=300)
    given(Verdict.WARN, amount=100)
    assert log_in(Role.ANALYST).get("/en/").context["stopped"] == 800


def test_what_waits_is_counted_by_verdict(log_in: LogIn) -> None:
    given(Verdict.HOLD, amount=1_000)
    given(Verdict.HOLD, amount=1_000)
    (held,) = log_in(Role.ANALYST).get("/en/").context["waiting"]
    assert held == ("hold", (2, 1_400))


def test_a_silent_gateway_is_said_to_be_silent(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "PATIENCE_S", 0.05)
    page = log_in(Role.ANALYST).get("/en/condition/").content.decode()
    assert "Does not answer" in page
    assert "PostgreSQL" in page


def told(browser: Browser) -> dict[str, Figure]:
    return {figure.name: figure for row in browser.get("/en/").context["stolen"] for figure in row}


def test_stolen_money_is_told_with_ways_to_where_it_is_worked_on(log_in: LogIn) -> None:
    found = held()
    appeals.file(found.id, Filing("I sold a stove for it", "kk"), HOLDER)
    figures = told(log_in(Role.ANALYST))
    assert [figures[name].value for name in ("Open incidents", "Stolen", "Held of it", "Returned of it")] == [
        1, STOLEN, STOLEN, 0,
    ]  # fmt: skip
    assert (figures["Appeals that wait"].value, figures["Sanctions that wait"].value) == (1, 0)
    browser = log_in(Role.ANALYST)
    for figure in figures.values():
        assert browser.get(figure.address).status_code == 200


def test_the_figures_of_a_prosecutor_lead_to_his_queue(log_in: LogIn) -> None:
    held()
    assert told(log_in(Role.PROSECUTOR))["Sanctions that wait"].address == "/en/sanctions/"


def test_holds_that_end_today_are_counted_and_what_waits_for_a_person(log_in: LogIn) -> None:
    held()
    Clock.objects.filter(code="hold").update(due_at=midnight())
    Incident.objects.update(state=IncidentState.TRIAGED)
    figures = told(log_in(Role.SUPERVISOR))
    assert (figures["Holds that end today"].value, figures["A person looks first"].value) == (1, 1)


def midnight() -> datetime:
    return datetime.combine(clock.on_screen(clock.now()).date(), time.max, clock.ALMATY)


def test_who_may_not_see_holds_is_told_nothing_of_them(log_in: LogIn) -> None:
    held()
    assert told(log_in(Role.ADMINISTRATOR)) == {}
