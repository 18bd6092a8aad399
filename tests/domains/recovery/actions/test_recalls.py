"""Asking back: analysis, two persons, the prosecutor, the institution's answer, payments to the victims."""

import pytest

from arasha.domains.recovery.actions import analysis, recalls, refunds
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import Disagreement, HoldState
from arasha.domains.recovery.facts.returning import RecallState, RefundState, RefundsWanted, Rejection
from arasha.domains.recovery.models import Clock, Hold, Incident, Recall, Refund
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from tests.domains.recovery.stolen import ALDAR_SAYS, FORTUNE, STOLEN, TOSTIK_SAYS, account, held, kinds, works


def agreed(amount: int = STOLEN) -> Hold:
    """A hold whose institution agrees."""
    return analysis.answer(held(amount).id, Verdict(agreed=True), TOSTIK_SAYS)


def sanctioned() -> Recall:
    """A recall that the prosecutor has sanctioned."""
    recall = recalls.open_recall(agreed().id, works(Role.ANALYST, "aigerim"))
    return recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, "timur"))


def test_money_goes_the_whole_way_back(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    refund = Refund.objects.get()
    assert (refund.amount, refund.account, refund.institution_code) == (STOLEN, account("pensioner"), "ALDARKZA")
    assert Incident.objects.get().state == "refunding"
    refunds.paid(refund.id, "R-77", TOSTIK_SAYS)
    refunds.close(refund.id, ALDAR_SAYS)
    assert Refund.objects.get().state == RefundState.CLOSED
    assert Incident.objects.get().state == "monitoring"
    assert not Clock.objects.filter(stopped_at=None).exists()


def test_the_hold_becomes_the_recall_and_its_clocks_stop(db: None) -> None:
    recall = recalls.open_recall(agreed().id, works(Role.ANALYST, "aigerim"))
    assert recall.state == RecallState.PROSECUTOR_PENDING
    assert Hold.objects.get().state == HoldState.CONVERTED
    assert {one.code for one in Clock.objects.filter(stopped_at=None)} == {"sanction"}
    assert Incident.objects.get().state == "recalling"
    assert not Message.objects.filter(kind="recall.opened").exists()


def test_the_institution_is_asked_when_the_prosecutor_has_sanctioned(db: None) -> None:
    recall = sanctioned()
    assert Message.objects.filter(kind="recall.opened", about=f"recall:{recall.id}").count() == 1
    assert recall.sanction_by == "person:timur"


def test_nobody_but_the_prosecutor_sanctions(db: None) -> None:
    recall = recalls.open_recall(agreed().id, works(Role.ANALYST, "aigerim"))
    with pytest.raises(Forbidden):
        recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.SUPERVISOR, "daniyar"))


def test_a_sanction_that_is_refused_lets_the_money_go(db: None) -> None:
    recall = recalls.open_recall(agreed().id, works(Role.ANALYST, "aigerim"))
    timur = works(Role.PROSECUTOR, "timur")
    with pytest.raises(Malformed):
        recalls.sanction(recall.id, sanctioned=False, reason="", by=timur)
    recalls.sanction(recall.id, sanctioned=False, reason="no case", by=timur)
    assert Recall.objects.get().state == RecallState.DECLINED
    assert Hold.objects.get().state == HoldState.RELEASED


def test_above_the_threshold_a_second_person_opens_it_too(db: None) -> None:
    found, aigerim = agreed(FORTUNE), works(Role.ANALYST, "aigerim")
    recall = recalls.open_recall(found.id, aigerim)
    assert recalls.open_recall(found.id, aigerim).state == RecallState.OPEN
    daniyar = works(Role.SUPERVISOR, "daniyar")
    assert recalls.open_recall(found.id, daniyar).state == RecallState.PROSECUTOR_PENDING
    assert Recall.objects.get(id=recall.id).agreed_by == "person:daniyar"


def test_the_institution_analyses_first(db: None) -> None:
    with pytest.raises(Conflict):
        recalls.open_recall(held().id, works(Role.ANALYST, "aigerim"))


def test_against_a_disagreement_a_supervisor_decides(db: None) -> None:
    found = held()
    analysis.answer(found.id, Verdict(agreed=False, disagreement=Disagreement.HONEST_TRADE), TOSTIK_SAYS)
    with pytest.raises(Forbidden):
        recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    assert recalls.open_recall(found.id, works(Role.SUPERVISOR, "daniyar")).state == RecallState.PROSECUTOR_PENDING


def test_a_disagreement_has_a_reason(db: None) -> None:
    found = held()
    with pytest.raises(Malformed):
        analysis.answer(found.id, Verdict(agreed=False), TOSTIK_SAYS)
    with pytest.raises(Malformed):
        analysis.answer(found.id, Verdict(agreed=True, disagreement=Disagreement.OTHER), TOSTIK_SAYS)


def test_a_part_that_is_returned_lets_the_rest_go(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN - 100), TOSTIK_SAYS)
    assert Refund.objects.get().amount == STOLEN - 100
    assert Message.objects.filter(kind="hold.released").count() == 1
    assert Hold.objects.get().state == HoldState.CONVERTED


def test_a_rejection_has_its_reason_and_ends_the_hold(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(0, Rejection.ACCOUNT_CLOSED), TOSTIK_SAYS)
    assert Recall.objects.get().state == RecallState.REJECTED
    assert Hold.objects.get().state == HoldState.RELEASED
    assert not Refund.objects.exists()


def test_the_table_of_shares_is_in_the_log(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    [table] = [each.fact for each in read.about(f"recall:{recall.id}") if isinstance(each.fact, RefundsWanted)]
    assert [(share.account, share.amount) for share in table.shares] == [(account("pensioner").hex, STOLEN)]


def test_a_recall_is_taken_back_as_long_as_nothing_was_paid(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    recalls.cancel(recall.id, "mistaken", By("person:aigerim", "recovery"))
    assert Refund.objects.get().state == RefundState.CANCELLED
    assert Hold.objects.get().state == HoldState.RELEASED
    assert Message.objects.filter(kind="recall.cancelled").count() == 1


def test_what_was_paid_is_for_a_court(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    refunds.paid(Refund.objects.get().id, "R-77", TOSTIK_SAYS)
    with pytest.raises(Conflict):
        recalls.cancel(recall.id, "mistaken", By("person:aigerim", "recovery"))


def test_a_payment_needs_its_name_and_is_said_once(db: None) -> None:
    recall = sanctioned()
    recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
    refund = Refund.objects.get()
    with pytest.raises(Malformed):
        refunds.paid(refund.id, "", TOSTIK_SAYS)
    refunds.paid(refund.id, "R-77", TOSTIK_SAYS)
    refunds.paid(refund.id, "R-77", TOSTIK_SAYS)
    assert kinds(f"refund:{refund.id}") == ["refund_paid"]
    with pytest.raises(Conflict):
        refunds.paid(refund.id, "R-78", TOSTIK_SAYS)
