"""Standing risk in the store: payments raise it, findings raise or clear it, time lowers it; changes are told once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from arasha.domains.payments.actions import account_risk, review
from arasha.domains.payments.facts import Decision, Outcome, Verdict
from arasha.domains.payments.models import AccountRisk
from arasha.domains.payments.queries import account_risk as queries
from arasha.domains.payments.queries.account_risk import Sign
from arasha.kernel import clock
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier
from tests.support.cast import AIGERIM, ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.recorded import given, reported, token_of

Move = Callable[[timedelta], None]

THE_DROP, THE_SHOP = token_of(DROP), token_of(SHOP)
PAID_IN = ("NEW_PAYEE_DURING_CALL", "PAID_BY_VERY_MANY")
PASSES_ON = ("PASSED_ON_AT_ONCE", "PASSES_ON_FROM_MANY")


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Move:
    """Moves the clock of the centre forward."""
    ahead = [timedelta()]

    def now() -> datetime:
        return real() + ahead[0]

    real = clock.now
    monkeypatch.setattr(clock, "now", now)

    def further(by: timedelta) -> None:
        ahead[0] += by

    return further


def works_as_a_drop(times: int = 5) -> list[int]:
    """Victims pay the drop, and it passes the money on."""
    paid = [given(Verdict.WARN, codes=PAID_IN) for _ in range(times)]
    for _ in range(times):
        given(Verdict.HOLD, codes=PASSES_ON, asker=TOSTIK, debtor=DROP, creditor=NEIGHBOUR)
    return paid


def test_payments_of_a_drop_raise_its_tier_and_not_its_victims(db: None) -> None:
    works_as_a_drop()
    drop = queries.risk_of(THE_DROP)
    assert drop is not None
    assert (drop.tier, drop.institution) == (Tier.VERY_HIGH, TOSTIK.code)
    assert {sign.sign for sign in drop.signs} == {
        Sign.PRESSED_PEOPLE_PAY_IN, Sign.STRANGERS_PAY_IN, Sign.PASSES_ON, Sign.STOPPED,
    }  # fmt: skip
    assert [sign.points for sign in drop.signs] == sorted((sign.points for sign in drop.signs), reverse=True)
    assert queries.risk_of(token_of(PENSIONER)) is None


def test_each_change_is_a_fact_and_stands_in_the_feed_of_the_account_s_institution(db: None) -> None:
    works_as_a_drop()
    told = list(read.about(f"account:{THE_DROP.hex}"))
    changes = queries.changes(TOSTIK.code, -1, 100)
    assert [change.sequence for change in changes] == [fact.sequence for fact in told]
    assert (changes[0].before, changes[-1].after) == (Tier.NONE, Tier.VERY_HIGH)
    assert [change.before for change in changes[1:]] == [change.after for change in changes[:-1]]
    assert changes[-1].seen.keys() == {"3d", "30d", "180d"}
    assert set(changes[-1].seen.values()) <= {"3-9", "10-29"}
    assert queries.changes(TOSTIK.code, changes[0].sequence, 1) == changes[1:2]
    assert queries.changes(ALDAR.code, -1, 100) == []
    assert queries.history_of(THE_DROP) == changes[::-1]


def test_a_payment_that_both_sides_ask_about_counts_once(db: None) -> None:
    first = given(Verdict.WARN, codes=PAID_IN)
    once = queries.risk_of(THE_DROP)
    given(Verdict.WARN, codes=PAID_IN, asker=TOSTIK, side="incoming", first=first)
    assert queries.risk_of(THE_DROP) == once


def test_a_payment_that_accuses_nobody_leaves_nothing(db: None) -> None:
    given(Verdict.HOLD, codes=("CREDITOR_LISTED",))
    given(Verdict.ALLOW, codes=())
    assert not AccountRisk.objects.exists()


def test_a_fraud_that_was_found_makes_the_receiver_high_at_once(db: None) -> None:
    sequence = given(Verdict.WARN, codes=("LARGE_DURING_CALL",))
    review.decide(sequence, Decision.FRAUD, AIGERIM)
    drop = queries.risk_of(THE_DROP)
    assert drop is not None
    assert (drop.tier, drop.signs[0].sign) == (Tier.HIGH, Sign.FOUND_FRAUD)
    assert queries.risk_of(token_of(PENSIONER)) is None


def test_a_payer_whom_rules_accuse_took_part_in_a_fraud_that_was_found(db: None) -> None:
    sequence = given(Verdict.HOLD, codes=PASSES_ON, asker=TOSTIK, debtor=DROP, creditor=NEIGHBOUR)
    review.decide(sequence, Decision.FRAUD, AIGERIM)
    drop = queries.risk_of(THE_DROP)
    assert drop is not None
    assert drop.signs[0].sign is Sign.FOUND_FRAUD


def test_both_sides_questions_decided_together_are_one_finding(db: None) -> None:
    first = given(Verdict.WARN, codes=("LARGE_DURING_CALL",))
    second = given(Verdict.WARN, codes=("LARGE_DURING_CALL",), asker=TOSTIK, side="incoming", first=first)
    review.decide_all([first, second], Decision.FRAUD, AIGERIM)
    drop = queries.risk_of(THE_DROP)
    assert drop is not None
    assert {sign.sign: sign.times for sign in drop.signs}[Sign.FOUND_FRAUD] == 1


def test_a_legitimate_payment_clears_the_shop_and_is_remembered(db: None) -> None:
    paid = [given(Verdict.WARN, codes=PAID_IN, creditor=SHOP) for _ in range(3)]
    before = queries.risk_of(THE_SHOP)
    assert before is not None
    assert (before.tier, before.cleared) == (Tier.MEDIUM, False)
    review.decide(paid[0], Decision.LEGITIMATE, AIGERIM)
    after = queries.risk_of(THE_SHOP)
    assert after is not None
    assert (after.tier, after.cleared) == (Tier.LOW, True)
    given(Verdict.WARN, codes=PAID_IN, creditor=SHOP)
    again = queries.risk_of(THE_SHOP)
    assert again is not None
    assert again.risk < before.risk


def test_an_unclear_payment_says_nothing(db: None) -> None:
    sequence = given(Verdict.WARN, codes=("CREDITOR_REPORTED",))
    review.decide(sequence, Decision.UNCLEAR, AIGERIM)
    assert not AccountRisk.objects.exists()


def test_money_that_was_returned_speaks_against_the_receiver_once(db: None) -> None:
    sequence = given(Verdict.ALLOW, codes=())
    reported(sequence, Outcome.RETURNED)
    once = queries.risk_of(THE_DROP)
    reported(sequence, Outcome.RETURNED)
    assert once is not None
    assert [(sign.sign, sign.times) for sign in once.signs] == [(Sign.RETURNED, 1)]
    assert queries.risk_of(THE_DROP) == once


@pytest.mark.parametrize(("bank", "side", "clears"), [(ALDAR, "outgoing", True), (TOSTIK, "incoming", False)])
def test_only_the_payer_s_bank_speaks_for_the_receiver(db: None, bank: object, side: str, *, clears: bool) -> None:
    sequence = given(Verdict.HOLD, codes=PAID_IN, asker=bank, side=side)  # type: ignore[arg-type]
    before = queries.risk_of(THE_DROP)
    reported(sequence, Outcome.RELEASED)
    after = queries.risk_of(THE_DROP)
    assert before is not None
    assert after is not None
    assert (after.risk < before.risk) is clears


def test_time_lowers_a_tier_and_tells_it_and_in_the_end_forgets(db: None, move: Move) -> None:
    works_as_a_drop()
    told = len(queries.history_of(THE_DROP))
    for _ in range(30):
        move(timedelta(days=4))
        while account_risk.fade_due():
            pass
    lowered = queries.history_of(THE_DROP)
    assert len(lowered) > told
    assert lowered[0].after < Tier.VERY_HIGH
    assert [(change.before, change.after) for change in lowered[: len(lowered) - told]] == [
        (Tier(change.after + 1), change.after) for change in lowered[: len(lowered) - told]
    ]
    move(timedelta(days=24 * 30))
    account_risk.fade_due()
    assert queries.risk_of(THE_DROP) is None
    assert queries.history_of(THE_DROP)[0].after is Tier.NONE


def test_an_account_whose_time_has_not_come_is_not_looked_at(db: None, move: Move) -> None:
    works_as_a_drop(1)
    assert account_risk.fade_due() == 0
    move(timedelta(hours=2))
    assert account_risk.fade_due() > 0
    assert account_risk.fade_due() == 0
