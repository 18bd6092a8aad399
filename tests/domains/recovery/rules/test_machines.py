"""The tables of transitions: what is written there happens, everything else is refused, and everything ends."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from arasha.domains.recovery.facts.handling import AnalysisState, HoldState
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.facts.returning import AppealState, RecallState, RefundState
from arasha.domains.recovery.rules.clocks import EFFECTS
from arasha.domains.recovery.rules.machines import Machine, following, step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import APPEAL, PROTECTION, RECALL, REFUND
from arasha.domains.recovery.rules.states import ANALYSIS, ENDED, HELD, HOLD, INCIDENT, KEEPING, RELEASED, UNANSWERED
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.terms import Code

MACHINES: dict[type[StrEnum], Machine[Any]] = {
    HoldState: HOLD,
    AnalysisState: ANALYSIS,
    RecallState: RECALL,
    RefundState: REFUND,
    AppealState: APPEAL,
    ProtectionState: PROTECTION,
    IncidentState: INCIDENT,
}

# Written out a second time: who may be the last word.
LAST: dict[type[StrEnum], set[str]] = {
    HoldState: {"nothing_left", "refused", "released", "released_expired", "released_appeal"},
    AnalysisState: {"agreed"},
    RecallState: {"declined", "rejected", "cancelled"},
    RefundState: {"closed", "cancelled"},
    AppealState: {"upheld", "rejected", "withdrawn"},
    ProtectionState: {"ended_trusted", "ended_lifted", "ended_expired"},
    IncidentState: {"closed", "cancelled", "unfounded", "transferred"},
}


@pytest.mark.parametrize("states", MACHINES, ids=lambda states: states.__name__)
def test_every_state_is_reached_and_the_last_words_are_the_last(states: type[StrEnum]) -> None:
    machine = MACHINES[states]
    begin = AnalysisState.NOT_DUE if states is AnalysisState else None
    reached, waiting = {begin}, [begin]
    while waiting:
        here = waiting.pop()
        for source, to in machine:
            if source == here and to not in reached:
                reached.add(to)
                waiting.append(to)
    assert reached - {None} == set(states)
    assert {str(state) for state in states if not any(source == state for source, _ in machine)} == LAST[states]


@pytest.mark.parametrize("states", MACHINES, ids=lambda states: states.__name__)
def test_from_every_state_an_end_can_be_reached(states: type[StrEnum]) -> None:
    machine, ends = MACHINES[states], set(LAST[states])
    while more := {source for source, to in machine if source and str(to) in ends} - ends:
        ends |= {str(state) for state in more}
    assert ends == {str(state) for state in states}


def test_whatever_keeps_money_back_from_its_holder_is_let_go_by_an_appeal() -> None:
    for state in KEEPING:
        assert step(HOLD, state, HoldState.RELEASED_APPEAL, Party.ANALYST).stops


def test_whatever_is_held_ends_by_itself() -> None:
    for state in HELD:
        assert following(HOLD, state, Party.PROCESS) >= {HoldState.RELEASED_EXPIRED}
    for before in UNANSWERED:
        for to in (HoldState.HELD_FULL, HoldState.HELD_PARTIAL):
            assert Code.HOLD in step(HOLD, before, to, Party.KEEPER).starts


def test_no_clock_of_a_hold_runs_on_after_it_has_ended() -> None:
    started = {code for row in (*HOLD.values(), *ANALYSIS.values()) for code in row.starts}
    for (_, to), row in HOLD.items():
        if to in RELEASED:
            assert started <= set(row.stops)


@pytest.mark.parametrize("states", MACHINES, ids=lambda states: states.__name__)
def test_every_clock_that_starts_is_stopped_somewhere_and_has_an_effect(states: type[StrEnum]) -> None:
    rows = MACHINES[states].values()
    for code in {code for row in rows for code in row.starts} - {Code.WATCH}:
        assert code in EFFECTS
        assert any(code in row.stops for machine in MACHINES.values() for row in machine.values())


def test_silence_never_agrees() -> None:
    assert following(ANALYSIS, AnalysisState.WAITING, Party.PROCESS) == {AnalysisState.ESCALATED}
    assert following(ANALYSIS, AnalysisState.ESCALATED, Party.PROCESS) == set()


def test_only_the_prosecutor_sanctions() -> None:
    for party in Party:
        if party is not Party.PROSECUTOR:
            with pytest.raises(Forbidden):
                step(RECALL, RecallState.PROSECUTOR_PENDING, RecallState.SANCTIONED, party)


def test_no_institution_is_asked_for_money_before_the_sanction() -> None:
    assert {before for before, to in RECALL if to is RecallState.ACCEPTED_FULL} == {RecallState.SANCTIONED}


def test_money_that_was_paid_is_not_taken_back() -> None:
    assert (RefundState.PAID, RefundState.CANCELLED) not in REFUND


def test_a_bank_alone_cannot_make_a_protection_longer() -> None:
    with pytest.raises(Forbidden):
        step(PROTECTION, ProtectionState.ACTIVE, ProtectionState.RENEWED, Party.KEEPER)


def test_an_incident_that_has_ended_stays_so() -> None:
    for state in ENDED:
        for party in Party:
            assert following(INCIDENT, state, party) == set()


def test_the_refusal_names_the_states_in_words() -> None:
    with pytest.raises(Conflict, match="what is nothing left cannot become held full"):
        step(HOLD, HoldState.NOTHING_LEFT, HoldState.HELD_FULL, Party.KEEPER)


class AnyMachine(RuleBasedStateMachine):
    """Somebody tries anything: only what the table allows happens."""

    @initialize(states=st.sampled_from(sorted(MACHINES, key=lambda states: states.__name__)))
    def begin(self, states: type[StrEnum]) -> None:
        self.states, self.machine = states, MACHINES[states]
        self.state: StrEnum | None = AnalysisState.NOT_DUE if states is AnalysisState else None

    @rule(data=st.data(), party=st.sampled_from(Party))
    def attempt(self, data: st.DataObject, party: Party) -> None:
        to = data.draw(st.sampled_from(list(self.states)))
        row = self.machine.get((self.state, to))
        if row is None:
            with pytest.raises(Conflict):
                step(self.machine, self.state, to, party)
        elif party not in row.who:
            with pytest.raises(Forbidden):
                step(self.machine, self.state, to, party)
        else:
            assert step(self.machine, self.state, to, party) is row
            assert to in following(self.machine, self.state, party)
            self.state = to

    @invariant()
    def the_last_words_are_kept(self) -> None:
        if self.state is not None and str(self.state) in LAST[self.states]:
            assert not any(following(self.machine, self.state, party) for party in Party)


TestAnyMachine = AnyMachine.TestCase
TestAnyMachine.settings = settings(max_examples=150, stateful_step_count=40)
