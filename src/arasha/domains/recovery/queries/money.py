"""Where an incident's money is, told so that it adds up to the tiyn: stolen = moved on + held + left + returned."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Sum

from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import RecallState, RefundState
from arasha.domains.recovery.models import Hold, Incident, Recall, Refund
from arasha.domains.recovery.queries.lying import lying
from arasha.domains.recovery.queries.reach import Beyond, out_of_reach
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
    """What institutions said of an account, tiyn: `gone` was not there any more of what they were `asked` to hold."""

    returned: int
    held: int
    gone: int
    asked: int


class Where(NamedTuple):
    """What became of the money that lies in an account by the ledger, tiyn: together all of it.

    `gone` is what its institution did not find, what was taken as cash, and what was spent far from the theft.
    """

    returned: int
    held: int
    left: int
    gone: int


def money(incident: Incident) -> Money:
    """Where an incident's money is now."""
    found = where(incident).values()
    returned, held, gone = (sum(getattr(each, name) for each in found) for name in ("returned", "held", "gone"))
    # What is claimed and was not followed yet is still where it went first.
    return Money(incident.amount, returned, held, incident.amount - returned - held - gone, gone)


def where(incident: Incident) -> dict[UUID, Where]:
    """What became of the money of an incident, account by account."""
    said, beyond = _by_account(incident), out_of_reach(incident.id)
    return {
        account: _where(lies.amount, said.get(account, _NOTHING_SAID), beyond.get(account, Beyond(0, 0)))
        for account, lies in lying(incident.id).items()
    }


_NOTHING_SAID = OfAccount(0, 0, 0, 0)


def _where(lies: int, said: OfAccount, beyond: Beyond) -> Where:
    """What is out of reach is gone, unless its institution was asked for it all the same."""
    returned = min(said.returned, lies)
    held = min(said.held, lies - returned)
    rest = lies - returned - held
    spent = min(beyond.came, max(0, lies - beyond.taken - said.asked))
    gone = min(rest, said.gone + beyond.taken + spent)
    return Where(returned, held, rest - gone, gone)


def _by_account(incident: Incident) -> dict[UUID, OfAccount]:
    """What institutions said of the accounts, all holds of each together."""
    back = _returned(incident)
    accepted = dict(
        Recall.objects.filter(hold__incident=incident, state=RecallState.ACCEPTED_PART).values_list("hold", "accepted")
    )
    found: dict[UUID, OfAccount] = {}
    for hold in Hold.objects.filter(incident=incident):
        before, returned = found.get(hold.account, _NOTHING_SAID), back.get(hold.id, 0)
        kept = accepted.get(hold.id, hold.held) - returned if hold.state in KEEPING else 0
        found[hold.account] = OfAccount(
            before.returned + returned, before.held + kept, before.gone + _gone(hold), before.asked + hold.amount
        )
    return found


def _returned(incident: Incident) -> dict[int, int]:
    rows = Refund.objects.filter(recall__hold__incident=incident, state__in=BACK)
    return dict(rows.order_by().values_list("recall__hold").annotate(Sum("amount")))


def _gone(hold: Hold) -> int:
    """What its institution did not find when it looked."""
    if hold.answered_at is None or hold.state == HoldState.REFUSED:
        return 0
    return hold.amount - hold.held
