"""Moving an incident on: it stands at the farthest step that is under way."""

from arasha.domains.recovery.facts.handling import IncidentAdvanced
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Hold, Incident, Recall, Refund
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.progress import BEFORE_HANDLING, Standing, where
from arasha.domains.recovery.rules.states import ENDED, INCIDENT
from arasha.kernel import clock
from arasha.kernel.facts import Fact


def standing_of(incident: Incident) -> Standing:
    """In which states everything of an incident is."""
    return Standing(
        set(Hold.objects.filter(incident=incident).values_list("state", flat=True)),
        set(Recall.objects.filter(hold__incident=incident).values_list("state", flat=True)),
        set(Refund.objects.filter(recall__hold__incident=incident).values_list("state", flat=True)),
    )


def advance(incident: Incident) -> list[Fact]:
    """Let a locked incident stand where its holds, recalls and refunds do; the facts of it, to be appended."""
    if incident.state in (*BEFORE_HANDLING, *ENDED):
        return []
    to = where(standing_of(incident))
    return move(incident, to, Party.PROCESS) if to != incident.state else []


def move(incident: Incident, to: IncidentState, party: Party) -> list[Fact]:
    """Give a locked incident another state, as the table allows; the facts of it, to be appended."""
    before = IncidentState(incident.state)
    step(INCIDENT, before, to, party)
    incident.state = to
    if to in ENDED:
        incident.closed_at = clock.now()
    incident.save(update_fields=["state", "closed_at"])
    return [IncidentAdvanced(incident=incident.id, before=before, after=to)]
