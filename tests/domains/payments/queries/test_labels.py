"""What becomes a label: findings and outcomes, silence after a while; never a hold that nobody looked at."""

from datetime import timedelta

import numpy as np
import pytest

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision, Outcome, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.models import Payment
from arasha.domains.payments.queries.labels import Asked, Known, Labelled, label_of, labelled
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.kernel import clock
from arasha.kernel.tiers import Tier
from tests.support.cast import AIGERIM, TOSTIK
from tests.support.recorded import given, reported

LONG_AGO = timedelta(days=31)


def only(**asked: object) -> Labelled:
    """The one payment of the history."""
    (found,) = labelled(Asked(**asked))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("decisions", "outcomes", "verdict", "silent", "label"),
    [
        ({Decision.FRAUD}, set(), Verdict.ALLOW, False, 1),
        ({Decision.FRAUD, Decision.LEGITIMATE}, set(), Verdict.HOLD, True, 1),
        ({Decision.LEGITIMATE}, {Outcome.RETURNED}, Verdict.HOLD, False, 0),
        ({Decision.UNCLEAR}, {Outcome.EXECUTED}, Verdict.ALLOW, True, None),
        (set(), {Outcome.RETURNED}, Verdict.ALLOW, False, 1),
        (set(), set(), Verdict.ALLOW, False, None),
        (set(), set(), Verdict.ALLOW, True, 0),
        (set(), set(), Verdict.WARN, True, 0),
        (set(), set(), Verdict.HOLD, True, None),
        (set(), {Outcome.REFUSED}, Verdict.HOLD, True, None),
        (set(), {Outcome.HELD, Outcome.RELEASED}, Verdict.HOLD, True, 0),
    ],
)
def test_a_label_says_what_is_known_and_no_more(
    decisions: set[str], outcomes: set[int], verdict: Verdict, silent: bool, label: int | None
) -> None:
    assert label_of(Known(decisions, outcomes, verdict), silent=silent) == label


def test_a_finding_about_the_second_side_s_question_is_about_the_payment(db: None) -> None:
    first = given(Verdict.ALLOW, codes=())
    second = given(Verdict.HOLD, asker=TOSTIK, side="incoming", first=first)
    review.decide(second, Decision.FRAUD, AIGERIM)
    assert (only().payment.sequence, only().label) == (first, 1)


def test_a_hold_of_the_second_side_leaves_the_payment_without_a_label(db: None) -> None:
    first = given(Verdict.ALLOW, codes=(), ago=LONG_AGO)
    assert only().label == 0
    given(Verdict.HOLD, asker=TOSTIK, side="incoming", first=first, ago=LONG_AGO)
    assert only().label is None


def test_silence_counts_after_as_many_days_as_are_asked_for(db: None) -> None:
    given(Verdict.ALLOW, codes=(), ago=timedelta(days=10))
    assert only(silent_days=9).label == 0
    assert only(silent_days=11).label is None


def test_returned_money_is_a_label_at_once(db: None) -> None:
    reported(given(Verdict.ALLOW, codes=()), Outcome.RETURNED)
    assert only().label == 1


def test_only_payments_of_the_span_in_tenge_are_there(db: None) -> None:
    given(Verdict.ALLOW, codes=(), ago=timedelta(days=3))
    given(Verdict.ALLOW, codes=(), ago=timedelta(days=1))
    given(Verdict.ALLOW, codes=(), ago=timedelta(days=1), currency="USD")
    now = clock.now()
    assert len(list(labelled(Asked(since=now - timedelta(days=2))))) == 1
    assert len(list(labelled(Asked(until=now - timedelta(days=2))))) == 1
    assert len(list(labelled(Asked()))) == 2


@pytest.mark.parametrize(
    ("verdict", "tier", "drawn", "spared"),
    [
        (Verdict.WARN, Tier.HIGH, 1, True),
        (Verdict.WARN, Tier.MEDIUM, 1, False),
        (Verdict.HOLD, Tier.HIGH, 1, False),
        (Verdict.WARN, Tier.HIGH, 0, False),
    ],
)
def test_what_the_control_sample_spared_is_marked(
    db: None, verdict: Verdict, tier: Tier, drawn: int, spared: bool
) -> None:
    given(verdict)
    row = np.zeros((1, WIDTH), np.int64)
    row[0, F.CONTROL_SAMPLE] = drawn
    Payment.objects.update(tier=tier, features=group.pack(row))
    assert only().control is spared
