"""The tables of recovery."""

from arasha.domains.recovery.models.incidents import Claim, Incident, Move, Trace

__all__ = ["Claim", "Incident", "Move", "Trace"]
