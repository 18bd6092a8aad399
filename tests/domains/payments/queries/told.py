"""Legs of an invented account, by minutes after noon."""

from datetime import timedelta
from uuid import UUID

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.queries.legs import Leg
from tests.support.cast import NOON


def leg(minute: float, tenge: int, other: int = 1, **changes: object) -> Leg:
    """Money from another account, or to it where `tenge` is negative."""
    fields: dict[str, object] = {
        "sequence": int(minute * 60), "at": NOON + timedelta(minutes=minute), "credit": tenge > 0,
        "amount": abs(tenge) * 100, "other": UUID(int=other), "institution": "TOSTIKZA",
        "verdict": Verdict.ALLOW, "outcome": None,
    }  # fmt: skip
    return Leg(**(fields | changes))  # type: ignore[arg-type]


HELD = {"verdict": Verdict.HOLD}
RELEASED = {"verdict": Verdict.HOLD, "outcome": Outcome.RELEASED}
RETURNED = {"verdict": Verdict.ALLOW, "outcome": Outcome.RETURNED}
