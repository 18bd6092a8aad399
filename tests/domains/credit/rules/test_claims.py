"""The table of claims: what is written there happens, everything else is refused, and everything ends."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.rules.claims import CLAIM, ENDED, WITH_LENDER, Part, following, step, warn_at
from arasha.kernel import terms
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.terms import Code
from tests.support.cast import NOON


def test_every_state_is_reached_and_the_last_words_are_the_last() -> None:
    reached: set[ClaimState | None] = {None}
    while more := {to for before, to in CLAIM if before in reached} - reached:
        reached |= more
    assert reached - {None} == set(ClaimState)
    assert {state for state in ClaimState if not any(before is state for before, _ in CLAIM)} == set(ENDED)


def test_a_clock_runs_until_it_ends() -> None:
    for (_, to), row in CLAIM.items():
        assert (row.clock is None) is (to in ENDED)


def test_silence_never_helps_the_lender() -> None:
    for state in (*WITH_LENDER, ClaimState.DISPUTED):
        assert following(state, Part.PROCESS) == set()


def test_a_lender_cannot_clear_itself() -> None:
    for state in ClaimState:
        assert ClaimState.UNFOUNDED not in following(state, Part.LENDER)
    with pytest.raises(Forbidden, match="not for the lender"):
        step(ClaimState.DISPUTED, ClaimState.UNFOUNDED, Part.LENDER)


def test_what_was_written_off_is_never_taken_back() -> None:
    assert {to for before, to in CLAIM if before is ClaimState.WRITTEN_OFF} == {ClaimState.CORRECTED}


def test_the_refusal_names_the_states_in_words() -> None:
    with pytest.raises(Conflict, match="a claim that is written off cannot become disputed"):
        step(ClaimState.WRITTEN_OFF, ClaimState.DISPUTED, Part.LENDER)


def test_five_working_days_to_write_off_and_a_warning_when_a_fifth_is_left() -> None:
    due = terms.due(Code.CREDIT_WRITE_OFF, NOON)
    assert terms.term(Code.CREDIT_WRITE_OFF, NOON)[1:3] == (5, terms.Unit.WORKING_DAYS)
    assert NOON < warn_at(NOON, due) < due
    assert abs((due - warn_at(NOON, due)) * 5 - (due - NOON)) < timedelta(seconds=1)


class AnyClaim(RuleBasedStateMachine):
    """Somebody tries anything: only what the table allows happens."""

    state: ClaimState | None = None

    @rule(to=st.sampled_from(ClaimState), part=st.sampled_from(Part))
    def attempt(self, to: ClaimState, part: Part) -> None:
        row = CLAIM.get((self.state, to))
        if row is None:
            with pytest.raises(Conflict):
                step(self.state, to, part)
        elif part not in row.who:
            with pytest.raises(Forbidden):
                step(self.state, to, part)
        else:
            assert step(self.state, to, part) is row
            self.state = to

    @invariant()
    def the_last_words_are_kept(self) -> None:
        if self.state in ENDED:
            assert not any(following(self.state, part) for part in Part)


TestAnyClaim = AnyClaim.TestCase
TestAnyClaim.settings = settings(max_examples=150, stateful_step_count=40)
