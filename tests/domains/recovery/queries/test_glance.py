"""Stolen money at a glance: sums that fit the incidents' own, clocks by kind."""

from datetime import timedelta

import pytest

from arasha.domains.recovery.actions import analysis, appeals, recalls, refunds
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Clock, Incident, Refund
from arasha.domains.recovery.queries.glance import Sums, Waiting, open_incidents, sums, waiting
from arasha.domains.recovery.queries.money import money
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.terms import Code
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, held, hold, works

pytestmark = pytest.mark.usefixtures("db")

DAY = timedelta(days=1)


def returned_in_part(accepted: int) -> None:
    """A hold that was asked back, accepted in part, and paid."""
    found = held()
    analysis.answer(found.id, Verdict(agreed=True), TOSTIK_SAYS)
    recall = recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, "timur"))
    recalls.answer(recall.id, RecallAnswer(accepted), TOSTIK_SAYS)
    refunds.paid(Refund.objects.get().id, "RETURN-1", TOSTIK_SAYS)


def test_the_sums_are_those_of_the_incidents() -> None:
    held()
    hold()
    returned_in_part(STOLEN // 3)
    each = [money(incident) for incident in Incident.objects.all()]
    told = sums(clock.now() - DAY)
    assert told == Sums(3 * STOLEN, STOLEN, STOLEN // 3)
    assert told == Sums(sum(m.stolen for m in each), sum(m.held for m in each), sum(m.returned for m in each))


def test_what_was_reported_before_does_not_count() -> None:
    held()
    assert sums(clock.now()) == Sums(0, 0, 0)


def test_clocks_are_counted_by_kind_and_by_when_they_run_out() -> None:
    found = held()
    appeals.file(found.id, Filing("I sold a stove for it", "kk"), HOLDER)
    now = clock.now()
    assert waiting(now, now + DAY / 2)[Code.APPEAL] == Waiting(1, 0, 0)
    assert waiting(now, now + 2 * DAY)[Code.APPEAL] == Waiting(1, 0, 1)
    Clock.objects.filter(code=Code.APPEAL).update(due_at=now - DAY, breached_at=now)
    assert waiting(now, now + DAY)[Code.APPEAL] == Waiting(1, 1, 0)
    assert Code.HOLD_ANSWER not in waiting(now, now), "it was answered"


def test_incidents_count_by_state_until_they_end() -> None:
    held()
    assert open_incidents() == {IncidentState.ANALYSING: 1}
    Incident.objects.update(closed_at=clock.now())
    assert open_incidents() == {}
