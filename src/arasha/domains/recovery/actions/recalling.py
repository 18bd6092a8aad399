"""What all verbs of recalls share: locking, moving by the table, their facts."""

from datetime import datetime
from typing import Any, NamedTuple

from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.holding import locked
from arasha.domains.recovery.facts.returning import RecallFact, RecallState
from arasha.domains.recovery.models import Hold, Recall
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import RECALL
from arasha.kernel.errors import NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.terms import Code


class LockedRecall(NamedTuple):
    """A recall that nobody else changes meanwhile, with its hold, and in which part the actor stands to it."""

    recall: Recall
    hold: Hold
    party: Party


def locked_recall(number: int, by: By) -> LockedRecall:
    """Lock a recall after its incident and hold; `NotFound` to those whom it does not concern."""
    of = Recall.objects.filter(id=number).values_list("hold_id", flat=True).first()
    if of is None:
        raise NotFound
    hold, party = locked(of, by)
    recall = Recall.objects.select_for_update().get(id=number)
    recall.hold = hold
    return LockedRecall(recall, hold, party)


def move(recall: Recall, to: RecallState, party: Party, at: datetime) -> dict[Code, datetime]:
    """Give a recall another state as the table allows, its clocks with it; when the clocks that start fall due."""
    row = step(RECALL, RecallState(recall.state), to, party)
    recall.state = to
    return turn([Turn(str(recall), row, recall.hold.institution_id)], at)[str(recall)]


def recalled(kind: type[RecallFact], recall: Recall, **more: Any) -> RecallFact:
    """A fact of a recall as it is now."""
    return kind(
        recall=recall.id,
        hold=recall.hold_id,
        incident=recall.hold.incident_id,
        state=RecallState(recall.state),
        amount=recall.amount,
        **more,
    )
