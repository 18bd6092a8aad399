"""Where an incident's money is, told so that it adds up to the tiyn: stolen = moved on + held + left + returned."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Sum

from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import RecallState, RefundState
from arasha.domains.recovery.models import Hold, Incident, Move, Recall, Refund
from arasha.domains.recovery.queries.lying import lying
from arasha.domains.recovery.rules.states import KEEPING

BACK = (RefundState.PAID, RefundState.CLOSED)


class Money(NamedTuple):
    """An incident's money, tiyn. `moved_on` has left what can be followed, or was gone when an institution looked."""

    stolen: int
    returned: int
    held: int
    left: int
    moved_on: int


class OfAccount(NamedTuple):
    """What of the money that lies in an account, by the ledger, is returned, held, or not there any more."""

    returned: int
    held: int
    gone: int


def money(incident: Incident) -> Money:
    """Where an incident's money is now."""
    returned = held = gone = counted = 0
    found = _by_account(incident)
    out_of_sight = _out_of_sight(incident)
    for account, lies in lying(incident.id).items():
        said = found.get(account, OfAccount(0, 0, 0))
        back = min(said.returned, lies.amount)
        kept = min(said.held, lies.amount - back)
        rest = lies.amount - back - kept
        lost = rest if account in out_of_sight and account not in found else min(said.gone, rest)
        returned, held, gone, counted = returned + back, held + kept, gone + lost, counted + rest - lost
    # What is claimed and was not followed yet is still where it went first.
    untraced = incident.amount - (returned + held + gone + counted)
    return Money(incident.amount, returned, held, counted + untraced, gone)


def _by_account(incident: Incident) -> dict[UUID, OfAccount]:
    """What institutions said of the accounts, all holds of each together."""
    back = _returned(incident)
    accepted = dict(
        Recall.objects.filter(hold__incident=incident, state=RecallState.ACCEPTED_PART).values_list("hold", "accepted")
    )
    found: dict[UUID, OfAccount] = {}
    for hold in Hold.objects.filter(incident=incident):
        before, returned = found.get(hold.account, OfAccount(0, 0, 0)), back.get(hold.id, 0)
        kept = accepted.get(hold.id, hold.held) - returned if hold.state in KEEPING else 0
        found[hold.account] = OfAccount(before.returned + returned, before.held + kept, before.gone + _gone(hold))
    return found


def _returned(incident: Incident) -> dict[int, int]:
    rows = Refund.objects.filter(recall__hold__incident=incident, state__in=BACK)
    return dict(rows.order_by().values_list("recall__hold").annotate(Sum("amount")))


def _gone(hold: Hold) -> int:
    """What its institution did not find when it looked."""
    if hold.answered_at is None or hold.state == HoldState.REFUSED:
        return 0
    return hold.amount - hold.held


def _out_of_sight(incident: Incident) -> Collection[UUID]:
    """The accounts beyond which money is not followed: merchants, other countries, the end of the depth."""
    rows = Move.objects.filter(claim__incident=incident)
    seen = set(rows.filter(followed=True).values_list("creditor", flat=True))
    return set(rows.filter(followed=False).values_list("creditor", flat=True)) - seen
