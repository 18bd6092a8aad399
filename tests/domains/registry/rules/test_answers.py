"""What a look-up answers over all that is said of an identifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.rules.answers import PROTECTED, SOFT_CEILING, Answer, Standing, answer, effect, read_answer
from arasha.domains.registry.rules.states import IN_FORCE, LIVE
from arasha.kernel.tiers import Tier

standings = st.lists(
    st.builds(Standing, st.sampled_from(LIVE), st.sampled_from(Tier), st.sampled_from(Ground), st.booleans()),
    max_size=6,
)


@pytest.mark.parametrize("tier", Tier)
def test_an_entry_counts_as_its_state_lets_it(tier: Tier) -> None:
    assert effect(Standing(EntryState.PROPOSED, tier, Ground.REPORT)) == Tier.NONE
    assert effect(Standing(EntryState.PROVISIONAL, tier, Ground.REPORT)) == min(tier, SOFT_CEILING)
    assert effect(Standing(EntryState.CONFIRMED, tier, Ground.REPORT)) == tier
    assert effect(Standing(EntryState.REDUCED, tier, Ground.REPORT)) == tier


@pytest.mark.parametrize("state", IN_FORCE)
def test_what_is_suspended_says_nothing(state: EntryState) -> None:
    assert answer([Standing(state, Tier.VERY_HIGH, Ground.COURT_DECISION, suspended=True)]) == 0


@given(standings)
def test_nothing_counts_against_a_protected_victim(found: list[Standing]) -> None:
    value = answer(found, protected=True)
    assert value == PROTECTED
    assert read_answer(value) == Answer(Tier.NONE, None)


def test_of_several_entries_the_gravest_counts_and_not_the_loudest() -> None:
    soft = Standing(EntryState.PROVISIONAL, Tier.VERY_HIGH, Ground.COURT_DECISION)
    confirmed = Standing(EntryState.CONFIRMED, Tier.HIGH, Ground.REPORT)
    assert read_answer(answer([soft, confirmed])) == Answer(Tier.HIGH, Ground.REPORT)


def test_of_equal_entries_the_firmest_ground_is_named() -> None:
    report = Standing(EntryState.CONFIRMED, Tier.HIGH, Ground.REPORT)
    court = Standing(EntryState.CONFIRMED, Tier.HIGH, Ground.COURT_DECISION)
    assert (
        read_answer(answer([report, court]))
        == read_answer(answer([court, report]))
        == Answer(Tier.HIGH, Ground.COURT_DECISION)
    )


def test_where_there_is_no_entry_nothing_is_known() -> None:
    assert answer([]) == 0
    assert read_answer(0) == Answer(Tier.NONE, None)


@given(standings, st.randoms())
def test_the_order_of_entries_does_not_matter(found: list[Standing], chance: object) -> None:
    shuffled = found[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert answer(shuffled) == answer(found)


@given(standings)
def test_an_answer_is_one_byte_that_says_the_gravest_effect(found: list[Standing]) -> None:
    value = answer(found)
    assert 0 <= value < PROTECTED
    assert read_answer(value).tier == max(map(effect, found), default=Tier.NONE)


@given(standings, standings)
def test_more_entries_never_make_it_milder(found: list[Standing], more: list[Standing]) -> None:
    assert read_answer(answer([*found, *more])).tier >= read_answer(answer(found)).tier
