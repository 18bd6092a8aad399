"""Letting go: by decision with four eyes, by expiry without anybody, and in time."""

from datetime import timedelta

import pytest

from arasha.domains.recovery.actions import due, holds, releases
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.facts.handling import HoldReleased, HoldState
from arasha.domains.recovery.facts.incidents import TaintLifted
from arasha.domains.recovery.models import Clock, Hold
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import FORTUNE, STOLEN, TOSTIK_SAYS, held, hold, kinds, works


def test_an_analyst_lets_go_of_a_small_hold_and_the_holder_has_it_at_once(db: None) -> None:
    found = releases.release(held().id, "mistaken", works(Role.ANALYST, "aigerim"))
    assert found.state == HoldState.RELEASED
    told = [each.fact for each in read.about(f"hold:{found.id}")][-1]
    assert isinstance(told, HoldReleased)
    assert told.freed == STOLEN
    assert Message.objects.filter(kind="hold.released").count() == 1
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert any(isinstance(each.fact, TaintLifted) for each in read.about(f"incident:{found.incident_id}"))


def test_a_request_that_was_not_answered_is_taken_back(db: None) -> None:
    releases.release(hold().id, "unfounded", works(Role.ANALYST, "aigerim"))
    assert Message.objects.filter(kind="hold.withdrawn").count() == 1


def test_above_the_threshold_it_takes_two(db: None) -> None:
    found, aigerim, daniyar = held(FORTUNE), works(Role.ANALYST, "aigerim"), works(Role.SUPERVISOR, "daniyar")
    assert releases.release(found.id, "mistaken", aigerim).state == HoldState.HELD_FULL
    with pytest.raises(Forbidden):
        releases.release(found.id, "mistaken", aigerim)
    assert releases.release(found.id, "so it is", daniyar).state == HoldState.RELEASED
    assert kinds(f"hold:{found.id}")[-2:] == ["hold_release_proposed", "hold_released"]


def test_a_reason_is_needed_and_the_bank_does_not_decide(db: None) -> None:
    found = held()
    with pytest.raises(Malformed):
        releases.release(found.id, " ", works(Role.ANALYST, "aigerim"))
    with pytest.raises(Forbidden):
        releases.release(found.id, "mistaken", TOSTIK_SAYS)


def test_a_hold_ends_by_itself_when_its_term_is_over(db: None) -> None:
    found = held()
    assert not releases.expire(found.id)
    past = clock.now() - timedelta(seconds=1)
    Hold.objects.update(expires_at=past)
    Clock.objects.filter(code="hold").update(due_at=past)
    assert due.breach_due() == 1
    assert Hold.objects.get().state == HoldState.RELEASED_EXPIRED
    assert kinds(f"hold:{found.id}")[-1] == "hold_released"
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert due.breach_due() == 0


def test_silence_times_out_and_a_late_answer_is_taken(db: None) -> None:
    asked = hold()
    Clock.objects.update(due_at=clock.now())
    due.breach_due()
    assert Hold.objects.get().state == HoldState.TIMED_OUT
    assert kinds(f"hold:{asked.id}") == ["hold_requested", "hold_timed_out", "clock_breached"]
    assert holds.answer(asked.id, Answer(STOLEN), TOSTIK_SAYS).state == HoldState.HELD_FULL


def test_silence_of_the_analysis_escalates_and_agrees_to_nothing(db: None) -> None:
    found = held()
    Clock.objects.filter(code="analysis").update(due_at=clock.now())
    due.breach_due()
    assert Hold.objects.get(id=found.id).analysis == "escalated"
    assert kinds(f"hold:{found.id}")[-2:] == ["analysis_escalated", "clock_breached"]


def test_the_bank_is_warned_while_there_is_time(db: None) -> None:
    asked = hold()
    assert due.warn_due() == 0
    Clock.objects.update(warn_at=clock.now())
    assert (due.warn_due(), due.warn_due()) == (1, 0)
    assert Message.objects.filter(kind="clock.warning", about=f"hold:{asked.id}").count() == 1
    assert kinds(f"hold:{asked.id}")[-1] == "clock_warned"


def test_what_has_ended_ends_once(db: None) -> None:
    found = held()
    aigerim = works(Role.ANALYST, "aigerim")
    releases.release(found.id, "mistaken", aigerim)
    releases.release(found.id, "mistaken", aigerim)
    assert kinds(f"hold:{found.id}").count("hold_released") == 1
    with pytest.raises(Conflict):
        holds.answer(found.id, Answer(1), TOSTIK_SAYS)
