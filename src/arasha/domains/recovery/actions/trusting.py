"""Weighing reports before money is held for them."""

from collections.abc import Sequence

from arasha.domains.recovery.models import Incident
from arasha.domains.recovery.queries.trusting import judgements
from arasha.domains.recovery.rules.trust import Judgement


def weigh(incidents: Sequence[Incident]) -> dict[int, Judgement]:
    """Judge the reports of locked incidents whose payments were found, and keep how far each is trusted.

    One that is not `believed` stays `triaged` until a person has decided (`actions.triage`). The caller saves `trust`.
    """
    found = judgements(incidents)
    for incident in incidents:
        incident.trust = found[incident.id].trust
    return found
