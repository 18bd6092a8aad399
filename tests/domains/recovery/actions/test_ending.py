"""A report that is taken back, or was no theft, lets go of what is held for it."""

from arasha.domains.recovery.actions import analysis, ending, recalls, refunds, releases
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.models import Clock, Hold, Incident, Recall, Refund
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.models import Message
from tests.domains.recovery.stolen import ALDAR_SAYS, FORTUNE, STOLEN, TOSTIK_SAYS, held, hold, kinds, works


def taken_back(found: Hold, to: IncidentState = IncidentState.CANCELLED) -> Incident:
    ending.end(found.incident.complaint, to, ALDAR_SAYS)
    return Incident.objects.get(id=found.incident_id)


def test_what_was_asked_and_what_is_held_is_let_go(db: None) -> None:
    asked, kept = hold(), held()
    assert taken_back(asked).state == IncidentState.CANCELLED
    assert taken_back(kept, IncidentState.UNFOUNDED).state == IncidentState.UNFOUNDED
    assert set(Hold.objects.values_list("state", flat=True)) == {HoldState.RELEASED}
    assert {message.kind for message in Message.objects.all()} >= {"hold.withdrawn", "hold.released"}
    assert not Clock.objects.filter(stopped_at=None).exists()


def test_above_the_threshold_a_second_person_still_decides(db: None) -> None:
    found = held(FORTUNE)
    taken_back(found)
    assert Hold.objects.get().state == HoldState.HELD_FULL
    assert kinds(str(found))[-1] == "hold_release_proposed"
    releases.release(found.id, "taken back", works(Role.SUPERVISOR, "daniyar"))
    assert Hold.objects.get().state == HoldState.RELEASED


def test_a_recall_is_taken_back_with_it_and_what_was_paid_stays_paid(db: None) -> None:
    for paid in (False, True):
        found = analysis.answer(held().id, Verdict(agreed=True), TOSTIK_SAYS)
        recall = recalls.open_recall(found.id, works(Role.ANALYST, f"aigerim {paid}"))
        recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, f"timur {paid}"))
        recalls.answer(recall.id, RecallAnswer(STOLEN), TOSTIK_SAYS)
        if paid:
            refunds.paid(Refund.objects.get(recall=recall).id, "R-77", TOSTIK_SAYS)
        taken_back(found)
        wanted = (
            (RecallState.ACCEPTED_FULL, HoldState.CONVERTED) if paid else (RecallState.CANCELLED, HoldState.RELEASED)
        )
        assert (Recall.objects.get(id=recall.id).state, Hold.objects.get(id=found.id).state) == wanted


def test_ended_again_or_without_an_incident_nothing_changes(db: None) -> None:
    found = held()
    taken_back(found)
    taken_back(found, IncidentState.UNFOUNDED)
    assert Incident.objects.get().state == IncidentState.CANCELLED
    ending.end(999, IncidentState.CANCELLED, ALDAR_SAYS)
    assert kinds(str(found)).count("hold_released") == 1
