"""Weighing a report before money is held for it."""

from arasha.domains.recovery.models import Incident
from arasha.domains.recovery.queries.trusting import judgement
from arasha.domains.recovery.rules.trust import Judgement


def weigh(incident: Incident) -> Judgement:
    """Judge the report of a locked incident whose payments were found, and keep how far it is trusted.

    When it is not `believed`, the incident stays `triaged` until a person has decided (`actions.triage`).
    """
    found = judgement(incident)
    incident.trust = found.trust
    incident.save(update_fields=["trust"])
    return found
