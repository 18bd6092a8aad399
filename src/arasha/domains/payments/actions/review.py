"""Reviewing payments: who has one in hand, what a person decides, what comes up for review again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from arasha.domains.payments.actions import account_risk, account_words
from arasha.domains.payments.facts import Decision, ReviewDecided, ReviewOrigin, Verdict
from arasha.domains.payments.models import Payment, Review
from arasha.domains.payments.rules.verdict import FULL_SCORE
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.tokens import as_uuid

# When an account is confirmed as fraudulent, what it received in so many days before is looked at again.
LOOK_BACK = timedelta(days=3)
TIME_TO_REVIEW = timedelta(hours=24)

# How long a payment stays in the hand of the person who took it; each act on it begins the time anew.
IN_HAND = timedelta(minutes=30)

# Decisions after which a payment may be decided again.
OPEN_ENDED = (Decision.UNCLEAR,)


@transaction.atomic
def claim(sequence: int, by: By) -> Review:
    """Take a payment in hand, or keep it. `Conflict` when somebody else has it or it is decided.

    No fact is made: who works on what is the day's business, and looks at data are audited by themselves.
    """
    review = _locked([sequence])[0]
    _check(review, by)
    review.claimed_by, review.claimed_until = by.actor, clock.now() + IN_HAND
    review.save(update_fields=["claimed_by", "claimed_until"])
    return review


@transaction.atomic
def release(sequence: int, by: By) -> None:
    """Put a payment back for others; nothing happens when it is in somebody else's hand."""
    Review.objects.filter(payment_id=sequence, claimed_by=by.actor).update(claimed_by="", claimed_until=None)


def decide(sequence: int, decision: Decision, by: By, *, note: str = "") -> Review:
    """Say what a payment was.

    `NotFound` when it is not up for review, `Conflict` when somebody has decided already or has it in hand.
    """
    decided = decide_all([sequence], decision, by, note=note)
    if not decided:
        raise Conflict("somebody has decided this already, or has it in hand")
    return decided[0]


@transaction.atomic
def decide_all(sequences: Sequence[int], decision: Decision, by: By, *, note: str = "") -> list[Review]:
    """Say what several payments were; those that others have decided or have in hand are left as they are.

    A payment that was asked about from both sides is decided for both; it is one fact.
    """
    now = clock.now()
    free = [review for review in _locked(sequences) if may_act(review, by.actor, now)]
    values = {"decision": decision, "decided_by": by.actor, "decided_at": now, "note": note}
    for review in free:
        for name, value in (values | {"claimed_by": "", "claimed_until": None}).items():
            setattr(review, name, value)
    Review.objects.bulk_update(free, [*values, "claimed_by", "claimed_until"])
    _other_sides(free).update(**values, claimed_by="", claimed_until=None)
    facts = [
        ReviewDecided(sequence=review.payment_id, decision=decision, creditor=review.payment.creditor.hex)
        for review in free
    ]
    if facts:
        shifts = account_risk.take_in(account_words.of_reviews(free, decision))
        recorded = append([*facts, *(shift.fact for shift in shifts)], by)
        account_risk.keep_changes(shifts, recorded[len(facts) :])
    return free


def may_act(review: Review, actor: str, now: datetime) -> bool:
    """Is the payment undecided (or unclear), and in nobody else's hand?"""
    undecided = review.decided_at is None or review.decision in OPEN_ENDED
    return undecided and holder(review, now) in {"", actor}


def holder(review: Review, now: datetime) -> str:
    """Who has the payment in hand now; empty when nobody."""
    return review.claimed_by if review.claimed_until is not None and review.claimed_until > now else ""


@transaction.atomic
def reopen_for_account(token: bytes) -> int:
    """Put the payments that an account lately received, and that passed, up for review; how many."""
    received = Payment.objects.filter(
        creditor=as_uuid(token), paid_at__gte=clock.now() - LOOK_BACK, verdict=Verdict.ALLOW, review=None
    )  # fmt: skip
    reviews = [_review_of(payment) for payment in received]
    Review.objects.bulk_create(reviews, ignore_conflicts=True)
    return len(reviews)


def at_risk(amount: int, score: int) -> int:
    """The expected loss: what the queue puts first."""
    return amount * score // FULL_SCORE


def _review_of(payment: Payment) -> Review:
    now = clock.now()
    return Review(
        payment=payment,
        verdict=payment.verdict,
        score=payment.score,
        tier=payment.tier,
        asker_id=payment.asker_id,
        amount=payment.amount,
        paid_at=payment.paid_at,
        reasons=payment.reasons,
        reasons_more=payment.reasons_more,
        book_id=payment.book_id,
        at_risk=at_risk(payment.amount, payment.score),
        origin=ReviewOrigin.LISTED_LATER,
        opened_at=now,
        due_at=now + TIME_TO_REVIEW,
    )


def _locked(sequences: Sequence[int]) -> list[Review]:
    """Reviews, locked, in the order of their payments; `NotFound` when there is none of them."""
    rows = Review.objects.select_for_update(of=("self",)).select_related("payment").filter(payment_id__in=sequences)
    found = list(rows.order_by("payment_id"))
    if not found:
        raise NotFound
    return found


def _check(review: Review, by: By) -> None:
    if not may_act(review, by.actor, clock.now()):
        raise Conflict("somebody has decided this already, or has it in hand")


def _other_sides(reviews: Sequence[Review]) -> QuerySet[Review]:
    """The undecided reviews of the other questions about the same payments."""
    firsts, own = {review.payment.first for review in reviews}, {review.payment_id for review in reviews}
    later = Payment.objects.filter(~Q(first=F("sequence")), first__in=firsts).values_list("sequence", flat=True)
    others = (firsts | set(later)) - own
    return Review.objects.filter(payment_id__in=others, decided_at=None)
