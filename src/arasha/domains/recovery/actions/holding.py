"""What all verbs of holds share: locking, moving by the table, and the facts that every change has."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.parties import party_of
from arasha.domains.recovery.facts.handling import HoldFact, HoldState
from arasha.domains.recovery.facts.incidents import TaintLifted
from arasha.domains.recovery.models import Hold, Incident
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.states import HOLD
from arasha.kernel import money
from arasha.kernel.errors import Forbidden, NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import current
from arasha.kernel.terms import Code


class Locked(NamedTuple):
    """A hold that nobody else changes meanwhile, and in which part the actor stands to it."""

    hold: Hold
    party: Party


def locked(number: int, by: By) -> Locked:
    """Lock a hold with its incident, always in this order; `NotFound` to those whom it does not concern."""
    incident = Incident.objects.select_for_update(of=("self",)).filter(holds=number).first()
    if incident is None:
        raise NotFound
    hold = Hold.objects.select_for_update(of=("self",)).select_related("institution").get(id=number)
    hold.incident = incident
    return Locked(hold, party_of(by, hold.institution_code, incident))


def locked_all(numbers: Collection[int]) -> dict[int, Hold]:
    """Lock several holds with their incidents, in the same order."""
    rows = Incident.objects.select_for_update(of=("self",)).filter(holds__in=numbers).order_by("id")
    incidents = {incident.id: incident for incident in rows}
    holds = {hold.id: hold for hold in Hold.objects.select_for_update().filter(id__in=numbers).order_by("id")}
    for hold in holds.values():
        hold.incident = incidents[hold.incident_id]
    return holds


def moved(hold: Hold, to: HoldState, party: Party, at: datetime) -> dict[Code, datetime]:
    """Give a hold another state as the table allows, its clocks with it; when the clocks that start fall due."""
    row = step(HOLD, HoldState(hold.state), to, party)
    hold.state = to
    return turn([Turn(str(hold), row, hold.institution_id)], at)[str(hold)]


def words(hold: Hold) -> dict[str, Any]:
    """What every fact of a hold says."""
    return {
        "hold": hold.id,
        "incident": hold.incident_id,
        "state": HoldState(hold.state),
        "amount": hold.amount,
        "held": hold.held,
    }


def fact(kind: type[HoldFact], hold: Hold, **more: Any) -> HoldFact:
    """A fact of a hold as it is now."""
    return kind(**words(hold), **more)


def lifted(hold: Hold) -> TaintLifted:
    """The money of a hold counts as stolen no longer where it lies."""
    return TaintLifted(
        incident=hold.incident_id, accounts=[hold.account.hex], claims=[int(claim) for claim in hold.claims]
    )


def needs_two(amount: int) -> bool:
    """Does it take two people?"""
    return amount > money.tenge(current().four_eyes_tenge)


def check_second(first: str, second: str) -> None:
    """Four eyes: `Forbidden` to the one who began it."""
    if first == second:
        raise Forbidden("above the threshold it takes a second person")
