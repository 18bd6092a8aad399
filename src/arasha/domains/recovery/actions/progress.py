"""Moving an incident on: it stands at the farthest step that is under way."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from arasha.domains.recovery.facts.handling import IncidentAdvanced
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Hold, Incident, Recall, Refund
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.progress import BEFORE_HANDLING, Standing, where
from arasha.domains.recovery.rules.states import ENDED, INCIDENT
from arasha.kernel import clock
from arasha.kernel.facts import Fact

_SAVE_STATES = """
UPDATE recovery_incident AS i SET state = s.state, closed_at = s.closed_at
FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS s (id, state, closed_at) WHERE i.id = s.id
"""


def standings_of(incidents: Collection[Incident]) -> dict[int, Standing]:
    """In which states everything of some incidents is, by number of the incident."""
    numbers = [incident.id for incident in incidents]
    of: dict[str, QuerySet[Any]] = {
        "incident": Hold.objects.filter(incident__in=numbers),
        "hold__incident": Recall.objects.filter(hold__incident__in=numbers),
        "recall__hold__incident": Refund.objects.filter(recall__hold__incident__in=numbers),
    }
    found: dict[int, tuple[set[str], ...]] = {number: (set(), set(), set()) for number in numbers}
    for place, (incident, rows) in enumerate(of.items()):
        for number, state in rows.order_by().values_list(incident, "state").distinct():
            found[number][place].add(state)
    return {number: Standing(*states) for number, states in found.items()}


def advance(incident: Incident) -> list[Fact]:
    """Let a locked incident stand where its holds, recalls and refunds do; the facts of it, to be appended."""
    return advance_all([incident])


def advance_all(incidents: Collection[Incident]) -> list[Fact]:
    """The same for several incidents."""
    waiting = [incident for incident in incidents if incident.state not in (*BEFORE_HANDLING, *ENDED)]
    standings = standings_of(waiting) if waiting else {}
    to = {incident.id: where(standings[incident.id]) for incident in waiting}
    moving = [incident for incident in waiting if to[incident.id] != incident.state]
    facts: list[Fact] = [moved(incident, to[incident.id], Party.PROCESS) for incident in moving]
    save_states(moving)
    return facts


def save_states(incidents: Collection[Incident]) -> None:
    """Save where some locked incidents stand now."""
    rows = [(one.id, one.state, one.closed_at) for one in incidents]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_SAVE_STATES, [list(column) for column in zip(*rows, strict=True)])


def move(incident: Incident, to: IncidentState, party: Party) -> list[Fact]:
    """Give a locked incident another state, as the table allows; the facts of it, to be appended."""
    fact = moved(incident, to, party)
    incident.save(update_fields=["state", "closed_at"])
    return [fact]


def moved(incident: Incident, to: IncidentState, party: Party) -> IncidentAdvanced:
    """The same, when the caller saves the incident."""
    before = IncidentState(incident.state)
    step(INCIDENT, before, to, party)
    incident.state = to
    if to in ENDED:
        incident.closed_at = clock.now()
    return IncidentAdvanced(incident=incident.id, before=before, after=to)
