"""Today: counts that add up, honest when there is nothing and when something is away."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.interfaces.workspace import condition
from arasha.kernel.access.roles import Role
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
