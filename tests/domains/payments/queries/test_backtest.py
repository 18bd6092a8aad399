"""Back-testing over the store: what it covers, what it says, what it knows from reviewers."""

from datetime import timedelta

import pytest

from arasha.domains.payments.actions import review
from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.actions.typologies import Part
from arasha.domains.payments.facts import Decision, Verdict
from arasha.domains.payments.queries.backtest import backtest, count
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound
from tests.support.cast import AIGERIM
from tests.support.recorded import given
from tests.support.typologies import AUTHOR, draft

LARGE = draft("T_LARGE", when=[Part("AMOUNT", least=10_000_000)], weight=400)


def test_a_draft_is_tried_on_what_the_store_has(db: None) -> None:
    given(Verdict.ALLOW, codes=[], amount=9_999_999)
    large = given(Verdict.ALLOW, codes=[], amount=10_000_000)
    found = backtest(LARGE)
    assert (found.code, found.looked_at, found.fired, found.whole) == ("T_LARGE", 2, 1, True)
    assert [(each.before, each.after, each.amount) for each in found.moved] == [("allow", "warn", 10_000_000)]
    assert [example.sequence for example in found.examples] == [large]


def test_reviewers_decisions_say_how_right_it_would_have_been(db: None) -> None:
    for decision in (Decision.FRAUD, Decision.FRAUD, Decision.LEGITIMATE, Decision.UNCLEAR):
        sequence = given(Verdict.HOLD, amount=10_000_000)
        review.decide(sequence, decision, AIGERIM)
    found = backtest(LARGE)
    assert (found.fired, found.fired_fraud, found.fired_legitimate, found.fraud) == (4, 2, 1, 2)
    assert found.precision == pytest.approx(2 / 3)


def test_the_newest_are_looked_at_first_and_what_is_left_is_said(db: None) -> None:
    sequences = [given(Verdict.ALLOW, codes=[], amount=10_000_000) for _ in range(5)]
    found = backtest(LARGE, limit=2)
    assert (found.looked_at, found.whole) == (2, False)
    assert sorted(example.sequence for example in found.examples) == sequences[-2:]
    assert backtest(LARGE, limit=5).whole


def test_instants_narrow_it(db: None) -> None:
    now = clock.now()
    for days in (9, 6, 3, 1):
        given(Verdict.ALLOW, codes=[], amount=10_000_000, ago=timedelta(days=days))
    since, until = now - timedelta(days=7), now - timedelta(days=2)
    found = backtest(LARGE, since, until)
    assert (found.looked_at, found.whole, count(since, until)) == (2, True, 2)
    assert found.since is not None
    assert found.since > since
    assert backtest(LARGE, now + timedelta(days=1)).looked_at == 0


def test_a_rule_of_the_table_and_a_typology_are_tried_by_their_code(db: None) -> None:
    given(Verdict.ALLOW, codes=[], amount=10_000_000)
    assert backtest("CREDITOR_CONFIRMED").fired == 0
    actions.propose(LARGE, AUTHOR)
    assert backtest("T_LARGE").fired == 1
    with pytest.raises(NotFound):
        backtest("T_NOBODY_WROTE")


def test_a_draft_with_a_mistake_is_not_tried(db: None) -> None:
    with pytest.raises(Malformed):
        backtest(draft(when=[]))


def test_of_an_empty_store_nothing_is_said(db: None) -> None:
    found = backtest(LARGE)
    assert (found.looked_at, found.whole, found.since) == (0, True, None)


def test_progress_is_told(db: None) -> None:
    for _ in range(3):
        given(Verdict.ALLOW, codes=[])
    heard: list[int] = []
    backtest(LARGE, told=heard.append)
    assert sum(heard) == 3
