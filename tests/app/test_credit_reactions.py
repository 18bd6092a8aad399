"""What follows for credit from thefts, and from refusals that are set and lifted."""

from datetime import timedelta

import pytest
from django.db import transaction

from arasha.app.reactions import LINES
from arasha.domains.complaints.models import Complaint, Mentioned
from arasha.domains.complaints.queries import Role as Named
from arasha.domains.credit.actions import cautions, marks
from arasha.domains.credit.facts.refusing import RefusalLifted
from arasha.domains.credit.models import Conflict, Ground
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import CAUTION, Refused, Scope, own
from arasha.domains.recovery.facts.handling import IncidentAdvanced
from arasha.domains.recovery.facts.incidents import IncidentOpened, IncidentState, PaymentLocated
from arasha.domains.recovery.models import Incident
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, by, connected, person_of, said_of
from tests.domains.recovery.stolen import STOLEN, incident

pytestmark = pytest.mark.django_db

TRACER = By("process:tracer", Purpose.RECOVERY)


def happens(fact: Fact) -> None:
    """A fact is recorded, and what follows from it is done, twice over."""
    with transaction.atomic():
        recorded = append([fact], TRACER)
        for line in LINES:
            if fact.kind() in line.kinds:
                line.react(recorded)
                line.react(recorded)


def robbed(person: bytes, source: str = "institution") -> Incident:
    """A report of theft names the victim's number."""
    found = incident(STOLEN)
    row = Complaint.objects.create(
        state="received", source=source, situation="scam", institution=found.institution, report_id="R-1",
        amount=STOLEN, language="kk", box=b"", code_digest=bytes(32), taken_at=clock.now(), taken_by="test",
    )  # fmt: skip
    Incident.objects.filter(id=found.id).update(complaint=row.id)
    Mentioned.objects.create(
        complaint=row, token=as_uuid(person), kind="iin", role=Named.REPORTER, payment=-1, readable=True
    )
    found.refresh_from_db()
    return found


def opened(found: Incident, institution: str) -> IncidentOpened:
    return IncidentOpened(incident=found.id, complaint=found.complaint, institution=institution, claims=1)


def cautioned(person: bytes) -> list[tuple[str, int]]:
    return list(Ground.objects.filter(person=as_uuid(person)).values_list("source", "effect"))


def test_lenders_are_careful_with_whom_a_bank_reports_as_robbed_until_it_is_over() -> None:
    person = person_of()
    found = robbed(person)
    happens(opened(found, "ALDARKZA"))
    assert cautioned(person) == [(f"caution:incident:{found.id}", CAUTION)]
    ended = IncidentAdvanced(incident=found.id, before=IncidentState.MONITORING, after=IncidentState.CANCELLED)
    happens(ended)
    assert cautioned(person) == []


def test_a_citizen_is_believed_when_his_payment_is_found() -> None:
    person = person_of()
    found = robbed(person, "citizen")
    happens(opened(found, ""))
    assert cautioned(person) == []
    happens(PaymentLocated(incident=found.id, claim=1, payment=1, amount=STOLEN))
    assert cautioned(person) == [(f"caution:incident:{found.id}", CAUTION)]


def test_a_caution_is_stated_once() -> None:
    people = {as_uuid(person_of(1)), as_uuid(person_of(2))}
    assert (cautions.begin(people, "incident:1", TRACER), cautions.begin(people, "incident:1", TRACER)) == (2, 0)
    assert (cautions.end("incident:1", TRACER), cautions.end("incident:1", TRACER)) == (2, 0)


def test_a_lift_that_a_bureau_does_not_know_of_is_found() -> None:
    person, now = person_of(), clock.now()
    marks.take(connected(ESEP), [marks.Told(person, Scope.ALL, 0, now - timedelta(days=5))], by(ESEP))
    said_of(person, own(Refused(Scope.ALL)), now - timedelta(days=9))
    said_of(person, effects.NOTHING, now)
    happens(RefusalLifted(person=person.hex(), acting=person.hex(), scopes=[], above=0, register=1))
    assert Conflict.objects.get().kind == "lifted_here"
