"""Payments with what became known of them: the history that a model learns from.

A label says what is known and no more. What was stopped and nobody looked at proves nothing, and neither does what is
too young: both have none, so that a model does not learn that its own holds were right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from django.db.models import F, Q

from arasha.domains.payments.facts import Decision, Outcome, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.models import Payment, ReportedOutcome, Review
from arasha.domains.payments.queries.legs import CURRENCY, MOVED
from arasha.domains.payments.rules.features import F as Feature
from arasha.kernel import clock
from arasha.kernel.compiled import Array
from arasha.kernel.tiers import Tier

__all__ = ["Asked", "Labelled", "labelled"]

CHUNK = 5_000

FRAUD, HONEST = 1, 0
FOUND = {Decision.FRAUD: FRAUD, Decision.LEGITIMATE: HONEST, Decision.UNCLEAR: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which payments: made from an instant on and before another; silence of so many days says that one was honest."""

    since: datetime | None = None
    until: datetime | None = None
    silent_days: int = 30


class Labelled(NamedTuple):
    """A payment, its feature row (`len(F)`), and its label: 1 fraud, 0 honest, None not known.

    `control` says that it was let through with a warning although behaviour alone would have held it.
    """

    payment: Payment
    row: Array
    label: int | None
    control: bool


class Known(NamedTuple):
    """What people and institutions said of a payment, whichever side was asked."""

    decisions: Collection[str]
    outcomes: Collection[int]
    verdict: int


def labelled(asked: Asked) -> Iterator[Labelled]:
    """Every payment once, in the order of first questions, in tenge."""
    spans = {"paid_at__gte": asked.since, "paid_at__lt": asked.until}
    rows = Payment.objects.filter(
        first=F("sequence"), currency=CURRENCY, **{name: at for name, at in spans.items() if at is not None}
    )
    found = rows.defer("sealed", "request_sha256").order_by("sequence").iterator(chunk_size=CHUNK)
    silent_since = clock.now() - timedelta(days=asked.silent_days)
    while chunk := list(islice(found, CHUNK)):
        known = _known(chunk)
        for payment in chunk:
            row = group.unpack(bytes(payment.features), 1)[0]
            label = label_of(known[payment.sequence], silent=payment.paid_at < silent_since)
            yield Labelled(payment, row, label, _spared(payment, row))


def label_of(known: Known, *, silent: bool) -> int | None:
    """A person's finding; else money that was returned is fraud; else what passed and stayed silent is honest."""
    found = {FOUND[Decision(decision)] for decision in known.decisions}
    if found:
        return FRAUD if FRAUD in found else HONEST if found == {HONEST} else None
    if Outcome.RETURNED in known.outcomes:
        return FRAUD
    passed = known.verdict < Verdict.HOLD or not MOVED.isdisjoint(known.outcomes)
    return HONEST if passed and silent else None


def _spared(payment: Payment, row: Array) -> bool:
    """The tier says hold, the verdict warns, and the payment was drawn for the control sample."""
    return bool(
        row[Feature.CONTROL_SAMPLE] == 1 and payment.verdict == Verdict.WARN and payment.tier == Tier.HIGH
    )  # fmt: skip


def _known(chunk: Sequence[Payment]) -> dict[int, Known]:
    """What is known of some payments, by the sequences of their first questions."""
    first_of = {payment.sequence: payment.sequence for payment in chunk}
    later = Payment.objects.filter(~Q(first=F("sequence")), first__in=list(first_of))
    seconds = list(later.values_list("sequence", "first", "verdict"))
    first_of |= {sequence: first for sequence, first, _ in seconds}
    verdicts = {payment.sequence: payment.verdict for payment in chunk}
    for _, first, verdict in seconds:
        verdicts[first] = max(verdicts[first], verdict)
    decisions, outcomes = defaultdict[int, set[str]](set), defaultdict[int, set[int]](set)
    reviews = Review.objects.filter(payment_id__in=list(first_of)).exclude(decided_at=None)
    for sequence, decision in reviews.values_list("payment_id", "decision"):
        decisions[first_of[sequence]].add(decision)
    for sequence, outcome in ReportedOutcome.objects.filter(payment_id__in=list(first_of)).values_list(
        "payment_id", "outcome"
    ):
        outcomes[first_of[sequence]].add(outcome)
    return {sequence: Known(decisions[sequence], outcomes[sequence], verdict) for sequence, verdict in verdicts.items()}
