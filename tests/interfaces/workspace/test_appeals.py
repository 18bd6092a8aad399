"""Appeals on screen: in the order in which they fall due, decided with reasons, by somebody who had no hand in it."""

import pytest

from arasha.domains.recovery.actions import analysis, appeals, recalls
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import AppealState
from arasha.domains.recovery.models import Appeal, Hold
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox.append import By
from tests.domains.recovery.stolen import FORTUNE, STOLEN, TOSTIK_SAYS, held
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def filed(amount: int = STOLEN) -> int:
    return appeals.file(held(amount).id, Filing("I sold a stove for it", "ru"), HOLDER).appeal


def test_the_queue_and_the_words_of_the_holder(log_in: LogIn) -> None:
    number, browser = filed(), log_in(Role.ANALYST)
    assert f"/en/incidents/appeals/{number}/" in browser.get("/en/incidents/appeals/").content.decode()
    page = browser.get(f"/en/incidents/appeals/{number}/").content.decode()
    assert "I sold a stove for it" in page
    assert 'lang="ru"' in page
    assert Look.objects.get().subject == f"appeal:{number}"


def test_upheld_the_holder_has_his_money_again(log_in: LogIn) -> None:
    number, browser = filed(), log_in(Role.ANALYST)
    address = f"/en/incidents/appeals/{number}/decide/"
    assert browser.post(address, {"how": "uphold"}).status_code == 422
    browser.post(address, {"how": "uphold", "reasons": "Honest trade"})
    assert Hold.objects.get().state == HoldState.RELEASED_APPEAL
    assert "Honest trade" in browser.get(f"/en/incidents/appeals/{number}/").content.decode()
    assert "Upheld" in browser.get("/en/incidents/appeals/?view=decided").content.decode()


def test_above_the_threshold_a_second_person_decides_too(log_in: LogIn) -> None:
    number, analyst = filed(FORTUNE), log_in(Role.ANALYST)
    address = f"/en/incidents/appeals/{number}/decide/"
    analyst.post(address, {"how": "uphold", "reasons": "Honest trade"})
    assert Appeal.objects.get().state == AppealState.SECOND_LOOK
    assert "somebody else decides" in analyst.get(f"/en/incidents/appeals/{number}/").content.decode()
    log_in(Role.SUPERVISOR).post(address, {"how": "uphold", "reasons": "So it is"})
    assert Hold.objects.get().state == HoldState.RELEASED_APPEAL


def test_whoever_asked_the_money_back_is_offered_no_decision(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    found = analysis.answer(held().id, Verdict(agreed=True), TOSTIK_SAYS)
    recalls.open_recall(found.id, By("person:analyst-of-the-cast", "recovery"))
    number = appeals.file(found.id, Filing("mine", "kk"), HOLDER).appeal
    assert "somebody else decides" in browser.get(f"/en/incidents/appeals/{number}/").content.decode()
    answer = browser.post(f"/en/incidents/appeals/{number}/decide/", {"how": "uphold", "reasons": "ours"})
    assert answer.status_code == 403


def test_a_prosecutor_reads_and_is_offered_no_decision(log_in: LogIn) -> None:
    page = log_in(Role.PROSECUTOR).get(f"/en/incidents/appeals/{filed()}/").content.decode()
    assert "data-decide" not in page
