"""Wanting and taking back refunds: the part of a recall's verbs that makes payments to victims."""

from arasha.domains.recovery.actions import messages
from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.recalling import recalled
from arasha.domains.recovery.facts.returning import (
    RefundCancelled,
    RefundFact,
    RefundShare,
    RefundState,
    RefundsWanted,
)
from arasha.domains.recovery.models import Claim, Recall, Refund
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.recalling import Receiver, table
from arasha.domains.recovery.rules.returning import REFUND
from arasha.kernel import clock
from arasha.kernel.errors import Conflict
from arasha.kernel.facts import Fact
from arasha.kernel.terms import Code


def want(recall: Recall, party: Party) -> list[Fact]:
    """Ask the institution to pay the victims what it accepted to return; the facts of it, with the table in them."""
    at, row = clock.now(), step(REFUND, None, RefundState.WANTED, party)
    claims = Claim.objects.filter(id__in=[int(claim) for claim in recall.hold.held_claims])
    receivers = {str(claim.id): Receiver(claim.debtor, claim.debtor_institution) for claim in claims if claim.debtor}
    refunds = [
        Refund(
            recall=recall,
            state=RefundState.WANTED,
            account=receiver.account,
            institution_code=receiver.institution,
            amount=share.amount,
            claims=share.claims,
            wanted_at=at,
        )
        for receiver, share in table(recall.accepted, recall.hold.held_claims, receivers).items()
    ]
    for refund in refunds:
        refund.save()
    due = turn([Turn(str(refund), row, recall.hold.institution_id) for refund in refunds], at)
    readable = messages.accounts(refund.account for refund in refunds)
    messages.send(
        messages.refund_wanted(refund, readable.get(refund.account, ""), due[str(refund)][Code.REFUND])
        for refund in refunds
    )
    return [recalled(RefundsWanted, recall, shares=[_share(refund) for refund in refunds])]


def cancelled(recall: Recall, party: Party) -> list[Fact]:
    """Take back the refunds of a recall; `Conflict` when one has been paid."""
    refunds = list(Refund.objects.select_for_update().filter(recall=recall))
    if any(refund.state in {RefundState.PAID, RefundState.CLOSED} for refund in refunds):
        raise Conflict("money has been returned already: the rest is for a court")
    at = clock.now()
    for refund in refunds:
        row = step(REFUND, RefundState(refund.state), RefundState.CANCELLED, party)
        refund.state, refund.ended_at, refund.recall = RefundState.CANCELLED, at, recall
        refund.save(update_fields=["state", "ended_at"])
        turn([Turn(str(refund), row)], at)
    return [told(RefundCancelled, refund) for refund in refunds]


def told(kind: type[RefundFact], refund: Refund, **more: str) -> RefundFact:
    """A fact of a refund as it is now."""
    return kind(
        refund=refund.id,
        recall=refund.recall_id,
        incident=refund.recall.hold.incident_id,
        state=RefundState(refund.state),
        amount=refund.amount,
        **more,
    )


def _share(refund: Refund) -> RefundShare:
    return RefundShare(
        refund=refund.id,
        account=refund.account.hex,
        institution=refund.institution_code,
        amount=refund.amount,
        claims={int(claim): amount for claim, amount in refund.claims.items()},
    )
