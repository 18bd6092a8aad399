"""Whose clock a term is, when its owner is warned, and what happens when it runs out."""

from datetime import datetime
from enum import StrEnum

from arasha.kernel.terms import Code

# The institution that keeps the account acts within these; the others are the centre's, the prosecutor's, the court's.
OF_KEEPER = frozenset({Code.HOLD_ANSWER, Code.ANALYSIS, Code.RECALL_ANSWER, Code.REFUND})

# Warned when a fifth of the term is left.
LEFT_AT_WARNING = 5


class Effect(StrEnum):
    """What follows by itself when nobody has acted in time; silence never counts against the holder."""

    TIME_OUT = "time_out"
    RELEASE = "release"
    ESCALATE_ANALYSIS = "escalate_analysis"
    END_PROTECTION = "end_protection"
    TELL = "tell"  # a supervisor sees it, nothing changes


EFFECTS = {
    Code.HOLD_ANSWER: Effect.TIME_OUT,
    Code.HOLD: Effect.RELEASE,
    Code.HOLD_CONFIRMATION: Effect.TELL,
    Code.ANALYSIS: Effect.ESCALATE_ANALYSIS,
    Code.RECALL_OPENING: Effect.TELL,
    Code.SANCTION: Effect.TELL,
    Code.RECALL_ANSWER: Effect.TELL,
    Code.REFUND: Effect.TELL,
    Code.APPEAL: Effect.TELL,
    Code.COERCION: Effect.END_PROTECTION,
}


def warn_at(start: datetime, due: datetime) -> datetime:
    """When the owner of a clock is told that little time is left."""
    return due - (due - start) / LEFT_AT_WARNING
