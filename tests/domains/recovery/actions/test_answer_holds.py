"""What an institution answers: full, part, nothing, refused; late, twice, too much."""

from datetime import timedelta

import pytest

from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.facts.handling import AnalysisState, HoldState, Refusal
from arasha.domains.recovery.facts.incidents import TaintLifted, TaintSecured
from arasha.domains.recovery.models import Clock, Hold, Incident
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from tests.domains.recovery.stolen import (
    ALDAR_SAYS,
    STOLEN,
    TOSTIK_SAYS,
    account,
    claims,
    hold,
    incident,
    kinds,
    move,
    request,
    wanted,
)


def test_all_is_held_and_the_hold_has_an_end(db: None) -> None:
    found = holds.answer(hold().id, Answer(STOLEN), TOSTIK_SAYS)
    assert (found.state, found.held, found.analysis) == (HoldState.HELD_FULL, STOLEN, AnalysisState.WAITING)
    assert found.expires_at is not None
    assert found.expires_at > clock.now() + timedelta(days=4)
    running = Clock.objects.filter(about=f"hold:{found.id}", stopped_at=None)
    assert {one.code for one in running} == {"hold", "hold_confirmation", "analysis"}
    assert Incident.objects.get().state == "analysing"


def test_what_is_held_runs_no_more(db: None) -> None:
    found = holds.answer(hold().id, Answer(STOLEN), TOSTIK_SAYS)
    [said] = [each.fact for each in read.about(f"incident:{found.incident_id}") if isinstance(each.fact, TaintSecured)]
    assert said.account == account("drop").hex
    assert list(said.claims.values()) == [STOLEN]


def test_what_is_gone_does_not_lie_there_any_more(db: None) -> None:
    found = holds.answer(hold().id, Answer(STOLEN // 3), TOSTIK_SAYS)
    assert (found.state, found.held) == (HoldState.HELD_PARTIAL, STOLEN // 3)
    told = [each.fact for each in read.about(f"incident:{found.incident_id}")]
    assert [type(fact) for fact in told if isinstance(fact, TaintSecured | TaintLifted)] == [TaintSecured, TaintLifted]


def test_several_claims_share_what_is_held(db: None) -> None:
    of = incident(300, 100)
    first, second = claims(of)
    move(first, "drop", 300)
    move(second, "drop", 100)
    [asked] = request(of, wanted("drop", {first.id: 300, second.id: 100}))
    found = holds.answer(asked.id, Answer(201), TOSTIK_SAYS)
    assert found.held_claims == {str(first.id): 151, str(second.id): 50}


def test_nothing_left_ends_it(db: None) -> None:
    found = holds.answer(hold().id, Answer(0), TOSTIK_SAYS)
    assert (found.state, found.expires_at) == (HoldState.NOTHING_LEFT, None)
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert Incident.objects.get().state == "monitoring"


def test_a_refusal_has_its_reason_and_the_money_stays_marked(db: None) -> None:
    found = holds.answer(hold().id, Answer(0, Refusal.LEGAL_BAR), TOSTIK_SAYS)
    assert (found.state, found.refusal) == (HoldState.REFUSED, "legal_bar")
    assert not any(isinstance(each.fact, TaintLifted) for each in read.about(f"incident:{found.incident_id}"))


def test_the_same_answer_again_changes_nothing_and_another_is_refused(db: None) -> None:
    asked = hold()
    holds.answer(asked.id, Answer(STOLEN), TOSTIK_SAYS)
    holds.answer(asked.id, Answer(STOLEN), TOSTIK_SAYS)
    assert kinds(f"hold:{asked.id}") == ["hold_requested", "hold_answered"]
    with pytest.raises(Conflict):
        holds.answer(asked.id, Answer(1), TOSTIK_SAYS)


def test_more_than_was_asked_is_never_held(db: None) -> None:
    asked = hold()
    with pytest.raises(Malformed):
        holds.answer(asked.id, Answer(STOLEN + 1), TOSTIK_SAYS)
    assert Hold.objects.get().state == HoldState.REQUESTED


def test_an_answer_to_less_than_is_asked_by_now_is_given_again(db: None) -> None:
    asked = hold()
    with pytest.raises(Conflict):
        holds.answer(asked.id, Answer(STOLEN - 5, asked=STOLEN - 5), TOSTIK_SAYS)


def test_receiving_is_said_once(db: None) -> None:
    asked = hold()
    holds.receive([holds.Before(asked.id, TOSTIK_SAYS)])
    holds.receive([holds.Before(asked.id, TOSTIK_SAYS)])
    assert kinds(f"hold:{asked.id}") == ["hold_requested", "hold_received"]


def test_another_bank_finds_nothing_here_and_the_victims_bank_may_not_answer(db: None) -> None:
    asked = hold()
    with pytest.raises(NotFound):
        holds.answer(asked.id, Answer(1), By("institution:KEREMKZA", Purpose.RECOVERY))
    with pytest.raises(Forbidden):
        holds.answer(asked.id, Answer(1), ALDAR_SAYS)
    with pytest.raises(NotFound):
        holds.answer(asked.id + 1, Answer(1), TOSTIK_SAYS)


def test_somebody_unknown_may_do_nothing(db: None) -> None:
    with pytest.raises(Forbidden):
        holds.answer(hold().id, Answer(1), By("person:nobody", Purpose.RECOVERY))


def test_a_note_is_sealed(db: None) -> None:
    found = holds.answer(hold().id, Answer(0, Refusal.OTHER, note="Ask Aigerim"), TOSTIK_SAYS)
    assert b"Aigerim" not in bytes(Hold.objects.get(id=found.id).note or b"")
