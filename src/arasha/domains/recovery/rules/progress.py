"""Where an incident stands, read from its holds, recalls and refunds: at the farthest step that is under way."""

from collections.abc import Collection
from typing import NamedTuple

from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import RecallState, RefundState
from arasha.domains.recovery.rules.states import HELD, UNANSWERED

BEFORE_HANDLING = (IncidentState.REPORTED, IncidentState.TRIAGED)

RECALLS_UNDER_WAY = (RecallState.OPEN, RecallState.PROSECUTOR_PENDING, RecallState.SANCTIONED)
REFUNDS_UNDER_WAY = (RefundState.WANTED, RefundState.PAID)


class Standing(NamedTuple):
    """In which states an incident's holds, recalls and refunds are."""

    holds: Collection[str]
    recalls: Collection[str]
    refunds: Collection[str]


def where(standing: Standing) -> IncidentState:
    """The state that an incident under work has."""
    if not set(REFUNDS_UNDER_WAY).isdisjoint(standing.refunds):
        return IncidentState.REFUNDING
    if not set(RECALLS_UNDER_WAY).isdisjoint(standing.recalls):
        return IncidentState.RECALLING
    if not set(HELD).isdisjoint(standing.holds):
        return IncidentState.ANALYSING
    if not set(UNANSWERED).isdisjoint(standing.holds):
        return IncidentState.HOLDING
    return IncidentState.MONITORING
