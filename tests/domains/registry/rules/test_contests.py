"""What a contest may become, who decides it, and when its clock warns."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.facts import ContestState, EntryState
from arasha.domains.registry.rules.contests import (
    OUTCOMES,
    STEPS,
    Ruling,
    check_decider,
    check_lower,
    check_ruling,
    warning_at,
)
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.tiers import Tier

NOW = clock.now()


@pytest.mark.parametrize(("state", "outcome"), list(product(ContestState, ContestState)))
def test_only_what_waits_is_decided_and_only_so(state: ContestState, outcome: ContestState) -> None:
    ruling = Ruling(outcome, "the account was stolen from him", Tier.LOW)
    if state is ContestState.FILED and outcome is not ContestState.FILED:
        check_ruling(state, ruling)
        return
    with pytest.raises((Conflict, Malformed)):
        check_ruling(state, ruling)


def test_each_outcome_says_what_becomes_of_the_entry() -> None:
    assert {step.before for step in STEPS} == {ContestState.FILED}
    assert OUTCOMES[ContestState.UPHELD] is None
    assert OUTCOMES[ContestState.CORRECTED] is EntryState.REDUCED
    assert OUTCOMES[ContestState.REMOVED] is EntryState.WITHDRAWN


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_decision_has_a_reason(reason: str) -> None:
    with pytest.raises(Malformed, match="the person reads it"):
        check_ruling(ContestState.FILED, Ruling(ContestState.UPHELD, reason))


def test_nobody_decides_on_what_he_did_himself() -> None:
    check_decider("person:saltanat", "person:aigerim", "person:daniyar")
    for involved in ("person:aigerim", "person:daniyar"):
        with pytest.raises(Forbidden):
            check_decider(involved, "person:aigerim", "person:daniyar")


@pytest.mark.parametrize(("present", "tier"), list(product(Tier, Tier)))
def test_a_corrected_tier_is_lower_and_still_says_something(present: Tier, tier: Tier) -> None:
    if Tier.NONE < tier < present:
        check_lower(present, tier)
        return
    with pytest.raises(Malformed):
        check_lower(present, tier)


@given(st.timedeltas(timedelta(hours=1), timedelta(days=60)))
def test_the_warning_comes_before_the_end_and_a_day_ahead_at_least(length: timedelta) -> None:
    at = warning_at(NOW, NOW + length)
    assert at <= NOW + length - timedelta(days=1)
