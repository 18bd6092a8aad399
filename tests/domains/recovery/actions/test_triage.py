"""A report that was not trusted at once waits for a person; believed, its money is followed and held."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import holds, triage
from arasha.domains.recovery.facts.handling import TriageDecided
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Claim, Hold, Incident
from arasha.kernel.access.roles import Role
from arasha.kernel.errors import Conflict, Forbidden, NotFound
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, TRACER, incident, works
from tests.support.recorded import given


def waiting() -> Incident:
    """The fourth report of one account in a row, whose payment stands in the ledger."""
    for _ in range(3):
        incident(STOLEN)
    of = incident(STOLEN)
    payment = given(Verdict.ALLOW, amount=STOLEN, ago=timedelta(minutes=5))
    Claim.objects.filter(incident=of).update(payment=payment)
    Incident.objects.filter(id=of.id).update(state=IncidentState.TRIAGED, trust=300)
    return of


def test_believed_its_money_is_followed_and_held(db: None) -> None:
    of = waiting()
    triage.decide(of.id, believed=True, by=works(Role.ANALYST, "aigerim"))
    assert Hold.objects.get(incident=of).amount == STOLEN
    assert Incident.objects.get(id=of.id).state == IncidentState.HOLDING


def test_the_fact_says_why_it_waited(db: None) -> None:
    of = waiting()
    triage.decide(of.id, believed=False, by=works(Role.ANALYST, "aigerim"))
    [told] = [each.fact for each in read.about(f"incident:{of.id}") if isinstance(each.fact, TriageDecided)]
    assert (told.believed, told.trust, told.signs) == (False, 300, ["many_reports"])
    assert Incident.objects.get(id=of.id).state == IncidentState.UNFOUNDED
    assert not Hold.objects.exists()


def test_it_is_decided_once_and_by_the_centre(db: None) -> None:
    of, aigerim = waiting(), works(Role.ANALYST, "aigerim")
    for other in (works(Role.PROSECUTOR, "timur"), TRACER):
        with pytest.raises(Forbidden):
            triage.decide(of.id, believed=True, by=other)
    with pytest.raises(NotFound):
        triage.decide(of.id, believed=True, by=TOSTIK_SAYS)
    triage.decide(of.id, believed=False, by=aigerim)
    with pytest.raises(Conflict):
        triage.decide(of.id, believed=True, by=aigerim)
    with pytest.raises(NotFound):
        triage.decide(of.id + 1, believed=True, by=aigerim)


def test_an_incident_of_which_nothing_can_be_held_is_watched(db: None) -> None:
    of = incident(STOLEN)
    assert holds.request([holds.Ask(of, [], TRACER.actor)], TRACER) == []
    assert Incident.objects.get().state == IncidentState.MONITORING
