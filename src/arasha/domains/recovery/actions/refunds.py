"""Payments to victims: paid by the institution, with the payment's name, and closed when the money has come."""

from django.db import transaction

from arasha.domains.payments.queries import payments
from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.parties import CLOCK
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.actions.recalling import locked_recall
from arasha.domains.recovery.actions.refunding import told
from arasha.domains.recovery.facts.returning import RefundClosed, RefundPaid, RefundState
from arasha.domains.recovery.models import Refund
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import REFUND
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append

LONGEST_NAME = 64


@transaction.atomic
def paid(number: int, payment_id: str, by: By) -> Refund:
    """The institution has paid; saying so again changes nothing. `Malformed` without the payment's name.

    When the payment is in the ledger already the refund is closed at once.
    """
    if not 0 < len(payment_id) <= LONGEST_NAME:
        raise Malformed(f"give the payment's id, at most {LONGEST_NAME} characters", field="payment_id")
    refund, party = _locked(number, by)
    if refund.payment_id == payment_id:
        return refund
    _move(refund, RefundState.PAID, party)
    refund.payment_id, refund.paid_at = payment_id, clock.now()
    refund.save(update_fields=["state", "payment_id", "paid_at"])
    facts: list[Fact] = [told(RefundPaid, refund, payment_id=payment_id)]
    if _in_ledger(refund):
        facts += _closed(refund, Party.PROCESS)
    append([*facts, *advance(refund.recall.hold.incident)], by)
    return refund


@transaction.atomic
def close(number: int, by: By) -> Refund:
    """The victim has the money: said by his institution, or by the centre; saying so again changes nothing."""
    refund, party = _locked(number, by)
    if refund.state == RefundState.CLOSED:
        return refund
    append([*_closed(refund, party), *advance(refund.recall.hold.incident)], by)
    return refund


def close_seen(limit: int = 200) -> int:
    """Close the refunds whose payments have been seen in the ledger; how many."""
    waiting = Refund.objects.filter(state=RefundState.PAID).select_related("recall__hold").order_by("id")
    seen = [refund.id for refund in waiting[:limit] if _in_ledger(refund)]
    for number in seen:
        close(number, CLOCK)
    return len(seen)


def _locked(number: int, by: By) -> tuple[Refund, Party]:
    of = Refund.objects.filter(id=number).values_list("recall_id", flat=True).first()
    if of is None:
        raise NotFound
    recall, _, party = locked_recall(of, by)
    refund = Refund.objects.select_for_update().get(id=number)
    refund.recall = recall
    return refund, party


def _move(refund: Refund, to: RefundState, party: Party) -> None:
    row = step(REFUND, RefundState(refund.state), to, party)
    refund.state = to
    turn([Turn(str(refund), row, refund.recall.hold.institution_id)], clock.now())


def _closed(refund: Refund, party: Party) -> list[Fact]:
    _move(refund, RefundState.CLOSED, party)
    refund.ended_at = clock.now()
    refund.save(update_fields=["state", "ended_at"])
    return [told(RefundClosed, refund)]


def _in_ledger(refund: Refund) -> bool:
    """Has the payment been seen: of this institution, to the victim's account, and of the whole amount?"""
    found = payments.by_asker(refund.recall.hold.institution_code, refund.payment_id)
    return found is not None and found.creditor == refund.account and found.amount == refund.amount
