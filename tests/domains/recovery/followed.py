"""A theft in the store, and where its money went: split, merged, taken as cash, let go after the trace was drawn."""

from datetime import timedelta
from typing import NamedTuple

from arasha.domains.complaints.facts import ReportedPayment, Situation, Source, TheftReported
from arasha.domains.payments.facts import CASH_OUT, TaintMoved, Verdict
from arasha.domains.payments.models import Payment
from arasha.domains.recovery.actions.following import follow
from arasha.domains.recovery.actions.incidents import open_incidents
from arasha.domains.recovery.models import Claim, Incident
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded, new_id
from tests.domains.recovery.stolen import ALDAR_SAYS, connected
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, SHOP, TOSTIK
from tests.support.recorded import given

MINUTE = timedelta(minutes=1)
LOOT = 15_000_000
SECOND, CASH = TOSTIK.account(21), TOSTIK.account(22)


class Went(NamedTuple):
    """The incident, and the sequences of its payments by what they did."""

    incident: Incident
    theft: int
    to_second: int
    to_shop: int
    merged: int
    cash: int
    let_go: int


def story() -> Went:
    """150 000 ₸ stolen: 60 000 to a second drop, 30 000 to the shop; the second pays the shop 20 000 and takes 25 000
    as cash; then 10 000 of the first drop's are let go to the neighbour.
    """
    connected(ALDAR), connected(TOSTIK)
    theft = given(Verdict.ALLOW, amount=LOOT, ago=50 * MINUTE)
    to_second = _paid(DROP, SECOND, 6_000_000, 40)
    to_shop = _paid(DROP, SHOP, 3_000_000, 38)
    merged = _paid(SECOND, SHOP, 2_000_000, 30)
    cash = _paid(SECOND, CASH, 2_500_001, 25)
    Payment.objects.filter(sequence=cash).update(kind=CASH_OUT)
    of = opened(theft)
    let_go = given(Verdict.HOLD, debtor=DROP, creditor=NEIGHBOUR, asker=TOSTIK, amount=4_000_000, ago=MINUTE)
    follow(recorded(TaintMoved(payment=let_go, claims={Claim.objects.get(incident=of).id: 1_000_000})))  # type: ignore[arg-type]
    return Went(of, theft, to_second, to_shop, merged, cash, let_go)


def opened(theft: int, complaint: int = 1) -> Incident:
    """The victim's bank reports a payment."""
    fact = TheftReported(
        complaint=complaint, source=Source.INSTITUTION, situation=Situation.SCAM, institution=ALDAR.code,
        payments=[ReportedPayment(institution=ALDAR.code, payment_id=f"P-{theft}")],
    )  # fmt: skip
    open_incidents([recorded(fact)])  # type: ignore[list-item]
    return Incident.objects.get(complaint=complaint)


def large(accounts: int) -> Incident:
    """A theft whose money was scattered over many accounts."""
    connected(ALDAR), connected(TOSTIK)
    theft = given(Verdict.ALLOW, amount=LOOT, ago=50 * MINUTE)
    for place in range(accounts):
        _paid(DROP, TOSTIK.account(1_000 + place), LOOT // accounts, 40)
    return opened(theft, complaint=2)


def recorded(fact: Fact) -> Recorded[Fact]:
    """A fact as the worker hears it."""
    now = clock.now()
    return Recorded(
        sequence=1, id=new_id(), actor=ALDAR_SAYS.actor, purpose=ALDAR_SAYS.purpose, occurred_at=now, recorded_at=now,
        fact=fact,
    )  # fmt: skip


def _paid(debtor: object, creditor: object, amount: int, minutes: int) -> int:
    return given(
        Verdict.ALLOW, debtor=debtor, creditor=creditor, asker=TOSTIK, amount=amount, ago=minutes * MINUTE
    )  # fmt: skip
