"""Reviewing payments: what a person decides, and what comes up for review again."""

from datetime import timedelta

from django.db import transaction

from arasha.domains.payments.facts import Decision, ReviewDecided, ReviewOrigin, Verdict
from arasha.domains.payments.models import Payment, Review
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.tokens import as_uuid

# When an account is confirmed as fraudulent, what it received in so many days before is looked at again.
LOOK_BACK = timedelta(days=3)
TIME_TO_REVIEW = timedelta(hours=24)


@transaction.atomic
def decide(sequence: int, decision: Decision, by: By, *, note: str = "") -> Review:
    """Say what a payment was. `NotFound` when it is not up for review, `Conflict` when somebody has decided already."""
    review = Review.objects.select_for_update().select_related("payment").filter(payment_id=sequence).first()
    if review is None:
        raise NotFound
    if review.decided_at is not None:
        raise Conflict("somebody has decided this already")
    review.decision, review.decided_by, review.decided_at, review.note = decision, by.actor, clock.now(), note
    review.save(update_fields=["decision", "decided_by", "decided_at", "note"])
    append([ReviewDecided(sequence=sequence, decision=decision, creditor=review.payment.creditor.hex)], by)
    return review


@transaction.atomic
def reopen_for_account(token: bytes) -> int:
    """Put the payments that an account lately received, and that passed, up for review; how many."""
    now = clock.now()
    received = Payment.objects.filter(
        creditor=as_uuid(token), paid_at__gte=now - LOOK_BACK, verdict=Verdict.ALLOW, review=None
    )  # fmt: skip
    reviews = [
        Review(
            payment=payment,
            verdict=payment.verdict,
            score=payment.score,
            origin=ReviewOrigin.LISTED_LATER,
            opened_at=now,
            due_at=now + TIME_TO_REVIEW,
        )
        for payment in received
    ]
    Review.objects.bulk_create(reviews, ignore_conflicts=True)
    return len(reviews)
