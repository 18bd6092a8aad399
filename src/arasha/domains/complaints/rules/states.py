"""What may become of a complaint: one table."""

from arasha.domains.complaints.facts import ComplaintState
from arasha.kernel.errors import Conflict

TRANSITIONS: dict[ComplaintState, frozenset[ComplaintState]] = {
    ComplaintState.RECEIVED: frozenset(
        {ComplaintState.UNDERWAY, ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.UNFOUNDED}
    ),
    ComplaintState.UNDERWAY: frozenset({ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.UNFOUNDED}),
    ComplaintState.CLOSED: frozenset(),
    ComplaintState.WITHDRAWN: frozenset(),
    ComplaintState.UNFOUNDED: frozenset(),
}

OPEN = (ComplaintState.RECEIVED, ComplaintState.UNDERWAY)


def check_transition(state: ComplaintState, to: ComplaintState) -> None:
    """`Conflict` when a complaint in this state may not become that."""
    if to not in TRANSITIONS[state]:
        raise Conflict(f"a complaint that is {state} cannot become {to}")
