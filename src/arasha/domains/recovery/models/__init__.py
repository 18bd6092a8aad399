"""The tables of recovery."""

from arasha.domains.recovery.models.handling import Appeal, Clock, Evidence, Hold, Protection, Recall, Refund
from arasha.domains.recovery.models.incidents import Claim, Incident, Move, Trace

__all__ = [
    "Appeal", "Claim", "Clock", "Evidence", "Hold", "Incident", "Move", "Protection", "Recall", "Refund", "Trace",
]  # fmt: skip
