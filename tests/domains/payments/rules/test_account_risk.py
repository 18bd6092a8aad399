"""The algebra of standing risk: it adds up in any order, fades, does not flap, and spares shopkeepers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.rules import account_risk as risk
from arasha.domains.payments.rules.account_risk import CLEARED, MOST, NOTHING, POINT, Evidence, Sign, Standing, Strength
from arasha.domains.payments.rules.verdict import BANDS, FULL_SCORE
from arasha.kernel.clock import HOUR
from arasha.kernel.tiers import Tier

HALF_LIFE = 30
NOON = 500_000  # an hour since 1970
SIGNS = st.sampled_from(Sign)
WEIGHTS = st.dictionaries(SIGNS, st.integers(1, 1000), min_size=1, max_size=4)
HOURS = st.integers(0, 40 * 24)
EVIDENCE = st.builds(lambda ago, weights: Evidence((NOON - ago) * HOUR, weights), HOURS, WEIGHTS)
STRENGTHS = st.builds(lambda points: Strength(points, 1, NOON * HOUR), st.integers(0, 10**7))
STANDINGS = st.builds(
    lambda signs, cleared: risk.settled(Standing(NOON, signs, cleared, {}, Tier.NONE)),
    st.dictionaries(SIGNS, STRENGTHS),
    st.integers(0, 5000 * POINT),
)


def seen(sign: Sign, weight: int, times: int = 1, at: int = NOON) -> Standing:
    """An account of which one thing was seen so often."""
    return risk.raised(NOTHING, [Evidence(at * HOUR, {sign: weight})] * times, at, HALF_LIFE)


@given(st.lists(EVIDENCE, max_size=6).flatmap(lambda pieces: st.tuples(st.just(pieces), st.permutations(pieces))))
def test_the_order_of_evidence_does_not_matter(orders: tuple[list[Evidence], list[Evidence]]) -> None:
    one, other = (risk.raised(NOTHING, pieces, NOON, HALF_LIFE) for pieces in orders)
    assert one == other


@given(st.lists(EVIDENCE, max_size=6), st.integers(0, 6))
def test_evidence_that_comes_in_two_batches_of_an_hour_counts_as_in_one(pieces: list[Evidence], cut: int) -> None:
    together = risk.raised(NOTHING, pieces, NOON, HALF_LIFE)
    first = risk.raised(NOTHING, pieces[:cut], NOON, HALF_LIFE)
    assert risk.raised(first, pieces[cut:], NOON, HALF_LIFE) == together


@given(STANDINGS, EVIDENCE)
def test_evidence_never_lowers_a_risk(standing: Standing, piece: Evidence) -> None:
    after = risk.raised(standing, [piece], NOON, HALF_LIFE)
    assert risk.risk_of(after) >= risk.risk_of(standing)
    assert after.tier >= standing.tier


@given(STANDINGS, HOURS, HOURS)
def test_a_risk_only_fades(standing: Standing, hours: int, more: int) -> None:
    later = risk.as_of(standing, NOON + hours, HALF_LIFE)
    assert risk.risk_of(risk.as_of(standing, NOON + hours + more, HALF_LIFE)) <= risk.risk_of(later)
    assert risk.as_of(standing, NOON - hours, HALF_LIFE) == standing, "time does not go back"


@given(st.integers(0, 10**7), HOURS, HOURS)
def test_fading_in_two_steps_is_fading_in_one_but_for_a_thousandth(points: int, hours: int, more: int) -> None:
    at_once = risk.faded(points, hours + more, HALF_LIFE)
    assert at_once - 1 <= risk.faded(risk.faded(points, hours, HALF_LIFE), more, HALF_LIFE) <= at_once


@pytest.mark.parametrize("days", [1, 30, 365])
def test_a_half_is_left_after_the_half_life_and_nothing_in_the_end(days: int) -> None:
    assert risk.faded(1_000_000, days * 24, days) == 500_000
    assert risk.faded(10**9, 24 * days * 24, days) == 0


@given(STANDINGS)
def test_the_tier_falls_in_the_hour_that_was_foretold_and_not_before(standing: Standing) -> None:
    if standing.tier:
        falls = risk.falls_at(standing, HALF_LIFE)
        before, after = (risk.settled(risk.as_of(standing, hour, HALF_LIFE)) for hour in (falls - 1, falls))
        assert before.tier is standing.tier
        assert after.tier < standing.tier


@given(SIGNS, st.lists(st.integers(0, 10**9), min_size=2))
def test_a_sign_adds_ever_less_and_never_its_most(sign: Sign, points: list[int]) -> None:
    added = [risk.contribution(sign, each) for each in sorted(points)]
    assert added == sorted(added)
    assert added[-1] < MOST[sign]


def test_the_second_alert_of_a_kind_adds_less_than_the_first() -> None:
    risks = [risk.risk_of(seen(Sign.PASSES_ON, 150, times)) for times in range(6)]
    steps = [after - before for before, after in pairwise(risks)]
    assert steps == sorted(steps, reverse=True)
    assert steps[-1] < steps[0] / 2


def test_a_shop_that_thousands_of_strangers_pay_stays_low() -> None:
    assert seen(Sign.STRANGERS_PAY_IN, 200, times=10_000).tier is Tier.LOW


def test_no_sign_but_a_person_s_finding_makes_more_than_medium() -> None:
    for sign in Sign:
        highest = Tier.VERY_HIGH if sign is Sign.FOUND_FRAUD else Tier.MEDIUM
        assert seen(sign, 1000, times=100_000).tier <= highest, sign


def test_signs_of_different_kinds_add_up() -> None:
    kinds = (Sign.STRANGERS_PAY_IN, Sign.PASSES_ON, Sign.TAKES_OUT, Sign.PRESSED_PEOPLE_PAY_IN)
    pieces = [Evidence(NOON * HOUR, {kind: 250}) for kind in kinds for _ in range(4)]
    together = risk.raised(NOTHING, pieces, NOON, HALF_LIFE)
    alone = [risk.risk_of(seen(kind, 250, 4)) for kind in kinds]
    assert risk.risk_of(together) == min(sum(alone), FULL_SCORE)
    assert together.tier is Tier.VERY_HIGH


@given(st.integers(0, FULL_SCORE), st.integers(-20, 20))
def test_a_risk_that_trembles_does_not_flap(level: int, tremble: int) -> None:
    other = min(max(level + tremble, 0), FULL_SCORE)
    highest = risk.tier_after(max(level, other), Tier.NONE)
    assert risk.tier_after(level, risk.tier_after(other, highest)) is highest


@pytest.mark.parametrize("tier", [Tier.LOW, Tier.MEDIUM, Tier.HIGH, Tier.VERY_HIGH])
def test_a_tier_is_reached_at_its_bound_and_left_well_below_it(tier: Tier) -> None:
    bound = BANDS[tier]
    assert risk.tier_after(bound, Tier.NONE) is tier
    leave = bound * risk.LEAVES_AT // FULL_SCORE
    assert risk.tier_after(-(-bound * risk.LEAVES_AT // FULL_SCORE), tier) is tier
    assert risk.tier_after(leave - 1, tier) < tier


def test_a_cleared_account_falls_and_what_follows_weighs_half() -> None:
    drop = seen(Sign.PASSES_ON, 200, times=5)
    assert drop.tier is Tier.LOW
    cleared = risk.cleared(drop, CLEARED, NOON, HALF_LIFE)
    assert risk.risk_of(cleared) < risk.risk_of(drop) / 2
    fresh = risk.raised(
        risk.cleared(NOTHING, CLEARED, NOON, HALF_LIFE), [Evidence(NOON * HOUR, {Sign.PASSES_ON: 200})], NOON, HALF_LIFE
    )
    assert fresh.signs[Sign.PASSES_ON].points == 100 * POINT


def test_one_honest_payment_does_not_undo_a_fraud_that_was_found() -> None:
    found = seen(Sign.FOUND_FRAUD, 2500)
    assert found.tier is Tier.HIGH
    assert risk.cleared(found, CLEARED, NOON, HALF_LIFE).tier is Tier.HIGH


def test_payments_are_counted_by_days_and_leave_the_house_coarse() -> None:
    pieces = [Evidence((NOON - hours) * HOUR, {Sign.MODEL: 100}) for hours in (0, 1, 50, 24 * 20, 24 * 100)]
    standing = risk.raised(NOTHING, pieces, NOON, HALF_LIFE)
    assert [risk.seen_within(standing, days, NOON // 24) for days in (3, 30, 180)] == [3, 4, 5]
    assert [risk.quantised(count) for count in (0, 1, 2, 3, 9, 10, 99, 100)] == [
        "0", "1-2", "1-2", "3-9", "3-9", "10-29", "30-99", "100+",
    ]  # fmt: skip


def test_every_sign_has_a_title_and_a_bound() -> None:
    assert MOST.keys() == risk.TITLES.keys() == set(Sign)
