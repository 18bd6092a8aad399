"""A holder objects: within the day somebody who had no hand in it decides, and the innocent has his money at once."""

from datetime import timedelta

import pytest

from arasha.domains.recovery.actions import analysis, appeals, recalls, refunds
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.incidents import TaintLifted
from arasha.domains.recovery.facts.returning import AppealState, RecallState
from arasha.domains.recovery.models import Appeal, Clock, Hold, Recall, Refund
from arasha.domains.recovery.queries import sealed
from arasha.kernel.access.roles import Role
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import FORTUNE, STOLEN, TOSTIK_SAYS, held, hold, kinds, works

OURS = Filing("I sold a stove for it", "kk")


def test_an_upheld_appeal_gives_the_money_back_at_once_and_lifts_the_taint(db: None) -> None:
    found = held()
    filed = appeals.file(found.id, OURS, HOLDER)
    appeals.decide(filed.appeal, upheld=True, reasons="Honest trade", by=works(Role.ANALYST, "aigerim"))
    assert Hold.objects.get().state == HoldState.RELEASED_APPEAL
    assert kinds(f"appeal:{filed.appeal}") == ["appeal_filed", "appeal_decided"]
    assert any(isinstance(each.fact, TaintLifted) for each in read.about(f"incident:{found.incident_id}"))
    assert not Clock.objects.filter(stopped_at=None).exists()


def test_the_clock_of_an_appeal_is_a_day(db: None) -> None:
    appeals.file(held().id, OURS, HOLDER)
    appeal = Appeal.objects.get()
    assert appeal.due_at - appeal.filed_at == timedelta(hours=24)
    assert Clock.objects.get(about=str(appeal)).code == "appeal"


def test_a_rejected_appeal_changes_nothing_but_has_its_reasons(db: None) -> None:
    filed = appeals.file(held().id, OURS, HOLDER)
    decided = appeals.decide(filed.appeal, upheld=False, reasons="No proof", by=works(Role.ANALYST, "aigerim"))
    assert Hold.objects.get().state == HoldState.HELD_FULL
    assert sealed.read(decided.reasons, f"{decided} reasons") == "No proof"


def test_it_is_filed_once_while_it_is_open(db: None) -> None:
    found = held()
    assert appeals.file(found.id, OURS, HOLDER) == appeals.file(found.id, OURS, HOLDER)
    assert Appeal.objects.count() == 1


def test_there_must_be_something_to_object_to_and_words(db: None) -> None:
    with pytest.raises(Conflict):
        appeals.file(hold().id, OURS, HOLDER)
    with pytest.raises(Malformed):
        appeals.file(Hold.objects.get().id, Filing(" ", "kk"), HOLDER)
    with pytest.raises(Malformed):
        appeals.file(Hold.objects.get().id, Filing("mine", "de"), HOLDER)


def test_whoever_had_a_hand_in_it_does_not_decide(db: None) -> None:
    found, aigerim = held(), works(Role.ANALYST, "aigerim")
    analysis.answer(found.id, Verdict(agreed=True), TOSTIK_SAYS)
    recalls.open_recall(found.id, aigerim)
    filed = appeals.file(found.id, OURS, HOLDER)
    with pytest.raises(Forbidden):
        appeals.decide(filed.appeal, upheld=True, reasons="ours", by=aigerim)


def test_above_the_threshold_two_uphold_and_one_may_reject(db: None) -> None:
    filed = appeals.file(held(FORTUNE).id, OURS, HOLDER)
    aigerim, daniyar = works(Role.ANALYST, "aigerim"), works(Role.SUPERVISOR, "daniyar")
    seconded = appeals.decide(filed.appeal, upheld=True, reasons="Honest trade", by=aigerim)
    assert seconded.state == AppealState.SECOND_LOOK
    assert Hold.objects.get().state == HoldState.HELD_FULL
    with pytest.raises(Forbidden):
        appeals.decide(filed.appeal, upheld=True, reasons="Honest trade", by=aigerim)
    appeals.decide(filed.appeal, upheld=True, reasons="So it is", by=daniyar)
    assert Hold.objects.get().state == HoldState.RELEASED_APPEAL


def test_an_upheld_appeal_takes_the_recall_back(db: None) -> None:
    found = held()
    analysis.answer(found.id, Verdict(agreed=True), TOSTIK_SAYS)
    recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    filed = appeals.file(found.id, OURS, HOLDER)
    appeals.decide(filed.appeal, upheld=True, reasons="Honest trade", by=works(Role.SUPERVISOR, "daniyar"))
    assert Recall.objects.get().state == RecallState.CANCELLED
    assert Hold.objects.get().state == HoldState.RELEASED_APPEAL


def test_what_was_returned_is_for_a_court(db: None) -> None:
    found = held()
    analysis.answer(found.id, Verdict(agreed=True), TOSTIK_SAYS)
    recall = recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    filed = appeals.file(found.id, OURS, HOLDER)
    recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, "timur"))
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    refunds.paid(Refund.objects.get().id, "R-77", TOSTIK_SAYS)
    with pytest.raises(Conflict):
        appeals.decide(filed.appeal, upheld=True, reasons="ours", by=works(Role.SUPERVISOR, "daniyar"))


def test_the_holder_may_take_it_back(db: None) -> None:
    filed = appeals.file(held().id, OURS, HOLDER)
    assert appeals.withdraw(filed.appeal, HOLDER).state == AppealState.WITHDRAWN


def test_the_holder_does_not_decide(db: None) -> None:
    filed = appeals.file(held().id, OURS, HOLDER)
    with pytest.raises(Forbidden):
        appeals.decide(filed.appeal, upheld=True, reasons="mine", by=HOLDER)
