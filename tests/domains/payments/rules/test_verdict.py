"""From a score to a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.verdict import BANDS, FULL_SCORE, tier_of, verdict_of
from arasha.kernel.tiers import Tier

SCORES = st.integers(0, FULL_SCORE)


@pytest.mark.parametrize(("tier", "bound"), BANDS.items())
def test_a_band_begins_at_its_bound(tier: Tier, bound: int) -> None:
    assert (tier_of(bound - 1), tier_of(bound)) == (Tier(tier - 1), tier)


@given(SCORES, SCORES, st.sampled_from(Verdict))
def test_a_higher_score_is_never_judged_milder(one: int, other: int, ceiling: Verdict) -> None:
    low, high = sorted((one, other))
    assert verdict_of(low, ceiling) <= verdict_of(high, ceiling) <= ceiling
