"""The page of a typology: what it says, what may be done with it and by whom."""

import pytest
from django.http import HttpResponse

from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.facts import TypologyState, Verdict
from arasha.domains.payments.queries.typologies import typology
from arasha.kernel.access.roles import Role
from tests.support.people import LogIn
from tests.support.recorded import given
from tests.support.typologies import AUTHOR, draft

pytestmark = pytest.mark.usefixtures("db")
CODE = "T_LARGE_AT_NIGHT"
ADDRESS = f"/en/typologies/{CODE}/"


def moved(log_in: LogIn, role: Role, to: str, note: str = "") -> HttpResponse:
    form = {"to": to, "note": note, "version": "1"}
    return log_in(role).post(f"{ADDRESS}move/", form)  # type: ignore[return-value]


def test_it_says_what_it_means_for_payments(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    assert "It is being written and touches no payment." in log_in(Role.PROSECUTOR).get(ADDRESS).content.decode()


def test_an_analyst_puts_it_into_shadow_and_a_supervisor_makes_it_live(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    assert moved(log_in, Role.ANALYST, "shadow").status_code == 302
    assert typology(CODE).state is TypologyState.SHADOW
    assert moved(log_in, Role.ANALYST, "live").status_code == 403
    assert moved(log_in, Role.SUPERVISOR, "live").status_code == 302
    found = typology(CODE)
    assert (found.state, found.approved_by) == (TypologyState.LIVE, "person:supervisor-of-the-cast")


def test_who_wrote_it_is_told_that_somebody_else_must_make_it_live(log_in: LogIn) -> None:
    browser = log_in(Role.SUPERVISOR)
    actions.propose(draft(), AUTHOR._replace(actor="person:supervisor-of-the-cast"))
    actions.to_shadow(CODE, AUTHOR)
    page = browser.get(ADDRESS).content.decode()
    assert "somebody else must make it live" in page
    assert 'value="live"' not in page
    assert moved(log_in, Role.SUPERVISOR, "live").status_code == 403


def test_it_is_not_turned_down_without_a_word_why(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    answer = moved(log_in, Role.ANALYST, "rejected")
    assert answer.status_code == 422
    assert "Write why, in a sentence." in answer.content.decode()
    assert typology(CODE).state is TypologyState.DRAFT
    assert moved(log_in, Role.ANALYST, "rejected", "nothing of the kind is seen").status_code == 302
    assert "nothing of the kind is seen" in log_in(Role.ANALYST).get(ADDRESS).content.decode()


def test_a_state_that_is_none_is_refused(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    assert moved(log_in, Role.ANALYST, "anything").status_code == 422


def test_what_it_would_have_done_is_tried_on_payments_of_the_store(log_in: LogIn) -> None:
    given(Verdict.ALLOW, codes=(), amount=50_000_000)
    given(Verdict.ALLOW, codes=(), amount=1_000)
    actions.propose(draft(when=[actions.Part("AMOUNT", least=40_000_000)], weight=350), AUTHOR)
    page = log_in(Role.ANALYST).get(f"{ADDRESS}tried/").content.decode()
    assert "Tried on the newest 2 payments" in page
    assert '<span class="figure-value">1</span>' in page


def test_one_that_nobody_wrote_is_nowhere(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get("/en/typologies/T_NONE/").status_code == 404
