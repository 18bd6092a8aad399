"""What an entry may become, who may do it, and in which state it begins."""

from itertools import product

import pytest

from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.rules.states import (
    IN_FORCE,
    LIVE,
    STEPS,
    TRANSITIONS,
    Who,
    check_second_person,
    check_transition,
    first_state,
)
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.terms import Code

ALLOWED = {
    ("proposed", "provisional"), ("proposed", "confirmed"), ("proposed", "withdrawn"), ("proposed", "expired"),
    ("provisional", "confirmed"), ("provisional", "withdrawn"), ("provisional", "expired"),
    ("confirmed", "reduced"), ("confirmed", "withdrawn"), ("confirmed", "expired"),
    ("reduced", "withdrawn"), ("reduced", "expired"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "to"), list(product(EntryState, EntryState)))
def test_an_entry_becomes_only_what_the_table_allows(state: EntryState, to: EntryState) -> None:
    if (state.value, to.value) in ALLOWED:
        check_transition(state, to)
        return
    with pytest.raises(Conflict, match=f"{state} cannot become {to}"):
        check_transition(state, to)


def test_what_has_ended_never_comes_back() -> None:
    assert {state for state in EntryState if TRANSITIONS[state]} == set(LIVE)
    assert set(IN_FORCE) < set(LIVE)


def test_each_step_says_who_may_which_clock_and_which_fact() -> None:
    assert {step.after for step in STEPS if step.who is Who.CLOCK} == {EntryState.EXPIRED}
    assert {step.after for step in STEPS if step.who is Who.SECOND_PERSON} == {EntryState.CONFIRMED}
    soft = next(step for step in STEPS if step.after is EntryState.PROVISIONAL)
    assert soft.starts is Code.LISTING_PROVISIONAL
    facts = {(step.after, step.fact) for step in STEPS}
    assert len(facts) == len({after for after, _fact in facts}), "one fact for each state that is reached"


def test_nobody_confirms_what_he_proposed() -> None:
    check_second_person("person:aigerim", "person:daniyar")
    with pytest.raises(Forbidden, match="somebody other"):
        check_second_person("person:aigerim", "person:aigerim")


@pytest.mark.parametrize(
    ("actor", "care", "state"),
    [
        ("person:aigerim", False, EntryState.PROVISIONAL),
        ("institution:TOSTIKZA", False, EntryState.PROVISIONAL),
        ("process:gateway", False, EntryState.PROPOSED),
        ("citizen:00112233445566778899aabbccddeeff", False, EntryState.PROPOSED),
        ("person:aigerim", True, EntryState.PROPOSED),
    ],
)
def test_only_who_answers_for_it_gives_a_proposal_an_effect_and_never_where_care_is_asked_for(
    actor: str, care: bool, state: EntryState
) -> None:
    assert first_state(actor, care=care) is state
