"""What an entry may become, who may confirm it, and what a look-up answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.rules import (
    LIVE,
    PROPOSED_CEILING,
    TRANSITIONS,
    Answer,
    Standing,
    answer,
    check_second_person,
    check_transition,
    effect,
    read_answer,
)
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.tiers import Tier

ALLOWED = {
    ("proposed", "confirmed"), ("proposed", "withdrawn"), ("proposed", "expired"),
    ("confirmed", "withdrawn"), ("confirmed", "expired"),
}  # fmt: skip

standings = st.lists(
    st.builds(Standing, st.sampled_from(LIVE), st.sampled_from(Tier), st.sampled_from(Ground)), max_size=6
)


@pytest.mark.parametrize(("state", "to"), list(product(EntryState, EntryState)))
def test_an_entry_becomes_only_what_the_table_allows(state: EntryState, to: EntryState) -> None:
    if (state.value, to.value) in ALLOWED:
        check_transition(state, to)
        return
    with pytest.raises(Conflict, match=f"{state} cannot become {to}"):
        check_transition(state, to)


def test_what_has_ended_never_comes_back() -> None:
    assert {state for state in EntryState if TRANSITIONS[state]} == set(LIVE)


def test_nobody_confirms_what_he_proposed() -> None:
    check_second_person("person:aigerim", "person:daniyar")
    with pytest.raises(Forbidden, match="somebody other"):
        check_second_person("person:aigerim", "person:aigerim")


@pytest.mark.parametrize("tier", Tier)
def test_until_it_is_confirmed_an_entry_can_warn_and_no_more(tier: Tier) -> None:
    assert effect(Standing(EntryState.PROPOSED, tier, Ground.REPORT)) == min(tier, PROPOSED_CEILING)
    assert effect(Standing(EntryState.CONFIRMED, tier, Ground.REPORT)) == tier


def test_of_several_entries_the_gravest_counts_and_not_the_loudest() -> None:
    proposed = Standing(EntryState.PROPOSED, Tier.VERY_HIGH, Ground.COURT_DECISION)
    confirmed = Standing(EntryState.CONFIRMED, Tier.HIGH, Ground.REPORT)
    assert read_answer(answer([proposed, confirmed])) == Answer(Tier.HIGH, Ground.REPORT)


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
    assert 0 <= value < 256
    assert read_answer(value).tier == max(map(effect, found), default=Tier.NONE)


@given(standings, standings)
def test_more_entries_never_make_it_milder(found: list[Standing], more: list[Standing]) -> None:
    assert read_answer(answer([*found, *more])).tier >= read_answer(answer(found)).tier
