"""A person looks at a report that was not trusted at once: believed, its money is followed; if not, it is unfounded."""

from django.db import transaction

from arasha.domains.recovery.actions.incidents import follow_again
from arasha.domains.recovery.actions.parties import party_of
from arasha.domains.recovery.actions.progress import move
from arasha.domains.recovery.facts.handling import TriageDecided
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Incident
from arasha.domains.recovery.queries.trusting import judgement
from arasha.domains.recovery.rules.parties import CENTRE
from arasha.kernel.errors import Conflict, Forbidden, NotFound
from arasha.kernel.outbox.append import By, append


@transaction.atomic
def decide(number: int, believed: bool, by: By) -> Incident:
    """Decide whether a report that waits is believed. `Conflict` when it does not wait."""
    incident = Incident.objects.select_for_update(of=("self",)).filter(id=number).first()
    if incident is None:
        raise NotFound
    party = party_of(by)
    if party not in CENTRE:
        raise Forbidden
    if incident.state != IncidentState.TRIAGED:
        raise Conflict("this report does not wait for a decision")
    told = TriageDecided(
        incident=incident.id,
        believed=believed,
        trust=incident.trust,
        signs=[str(sign) for sign in judgement(incident).signs],
    )
    facts = move(incident, IncidentState.TRACED if believed else IncidentState.UNFOUNDED, party)
    append([told, *facts], by)
    if believed:
        follow_again(incident.id, by)
    return incident
