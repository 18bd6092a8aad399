"""The whole life of an entry: whatever is tried in whatever order, only the table's steps are taken."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from arasha.domains.registry import actions, queries
from arasha.domains.registry.actions import Ruling
from arasha.domains.registry.facts import ContestState, EntryState
from arasha.domains.registry.models import Contest, Entry
from arasha.domains.registry.rules.states import TRANSITIONS
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import FOUND, GATEWAY, POLICE, REPORTED, SALTANAT, history, proposal
from tests.support.cast import AIGERIM, DANIYAR

REFUSED = (Conflict, Forbidden, Malformed)
PEOPLE = st.sampled_from([AIGERIM, DANIYAR, SALTANAT])

# Which fact may be the last of an entry in each state.
SAYS = {
    EntryState.PROPOSED: {"registry.entry_added"},
    EntryState.PROVISIONAL: {"registry.entry_added", "registry.entry_provisional"},
    EntryState.CONFIRMED: {"registry.entry_confirmed"},
    EntryState.REDUCED: {"registry.entry_reduced"},
    EntryState.WITHDRAWN: {"registry.entry_withdrawn"},
    EntryState.EXPIRED: {"registry.entry_expired"},
}


class Life(RuleBasedStateMachine):
    """One entry, and everybody who may do something to it."""

    def __init__(self, set_now: Callable[[datetime], None]) -> None:
        super().__init__()
        self.set_now, self.now = set_now, clock.now()

    @initialize(by=st.sampled_from([AIGERIM, GATEWAY]), enough=st.booleans())
    def begins(self, by: By, enough: bool) -> None:
        made = proposal(Tier.VERY_HIGH, evidence=(FOUND, REPORTED) if enough else (FOUND,))
        self.entry = actions.add_token(uuid4().bytes, made, by)
        self.state = EntryState(self.entry.state)
        assert self.state is (EntryState.PROVISIONAL if by is AIGERIM else EntryState.PROPOSED)

    def steps(self, to: EntryState, verb: Callable[[], object]) -> bool:
        """Try a step; one that the table does not have is refused and changes nothing."""
        before = (self.fresh().state, history(self.entry))
        try:
            verb()
        except REFUSED:
            assert (self.fresh().state, history(self.entry)) == before, "a refusal changes nothing"
            return False
        assert to in TRANSITIONS[self.state], f"{self.state} became {to}"
        self.state = to
        return True

    @rule(by=PEOPLE)
    def takes_effect(self, by: By) -> None:
        self.steps(EntryState.PROVISIONAL, lambda: actions.take_effect(self.entry.id, by))

    @rule(by=PEOPLE)
    def is_confirmed(self, by: By) -> None:
        lacking = queries.still_lacking(self.entry.token, clock.now())
        if self.steps(EntryState.CONFIRMED, lambda: actions.confirm_entry(self.entry.id, by)):
            assert lacking == 0
            assert by.actor != self.entry.owner

    @rule(by=PEOPLE, tier=st.sampled_from(Tier))
    def is_reduced(self, by: By, tier: Tier) -> None:
        before = self.fresh().tier
        if self.steps(EntryState.REDUCED, lambda: actions.reduce_entry(self.entry.id, tier, "he gave it back", by)):
            assert Tier.NONE < tier < before

    @rule(by=PEOPLE, reason=st.sampled_from(["", "another account was meant"]))
    def is_withdrawn(self, by: By, reason: str) -> None:
        if self.steps(EntryState.WITHDRAWN, lambda: actions.withdraw_entry(self.entry.id, reason, by)):
            assert reason

    @rule(piece=st.sampled_from([FOUND, REPORTED, POLICE]))
    def more_speaks(self, piece: actions.Evidence) -> None:
        if TRANSITIONS[self.state]:
            actions.add_evidence(self.entry.id, piece, AIGERIM)
            return
        with pytest.raises(Conflict):
            actions.add_evidence(self.entry.id, piece, AIGERIM)

    @rule()
    def is_contested(self) -> None:
        waits = self.contests().filter(state=ContestState.FILED).exists()
        if waits:
            with pytest.raises(Conflict):
                actions.file_contest_of(self.entry.id, "it was not me", AIGERIM)
        else:
            actions.file_contest_of(self.entry.id, "it was not me", AIGERIM)

    @rule(by=PEOPLE)
    def effect_is_suspended(self, by: By) -> None:
        contest = self.contests().first()
        if contest is not None and contest.state == ContestState.FILED and contest.suspended_at is None:
            actions.suspend_effect(contest.id, by)

    @rule(by=PEOPLE, outcome=st.sampled_from(ContestState), tier=st.sampled_from(Tier))
    def contest_is_decided(self, by: By, outcome: ContestState, tier: Tier) -> None:
        contest = self.contests().first()
        if contest is None:
            return
        waits, state = contest.state == ContestState.FILED, self.state
        try:
            actions.decide_contest(contest.id, Ruling(outcome, "as the papers show", tier), by)
        except REFUSED:
            return
        assert waits
        assert by.actor not in {self.entry.owner, self.fresh().confirmed_by}
        self.state = EntryState(self.fresh().state)
        assert self.state is state or state is EntryState.REDUCED or self.state in TRANSITIONS[state]

    @rule(hours=st.sampled_from([1, 80, 300]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.set_now(self.now)
        while actions.mind_clocks():
            pass
        while actions.expire_due():
            pass
        self.state = EntryState(self.fresh().state)

    @invariant()
    def table_facts_and_effect_agree(self) -> None:
        entry = self.fresh()
        assert entry.state == self.state
        steps = [kind for kind in history(self.entry) if any(kind in kinds for kinds in SAYS.values())]
        assert steps[-1] in SAYS[self.state]
        assert (entry.ended_at is not None) == (not TRANSITIONS[self.state])
        if self.state is EntryState.PROVISIONAL:
            assert (
                entry.expires_at - entry.proposed_at <= timedelta(days=4)
                or history(entry)[-1] != "registry.entry_added"
            )
            assert queries.effect_of(entry) <= Tier.MEDIUM
        if entry.ended_at or entry.suspended or self.state is EntryState.PROPOSED:
            assert queries.effect_of(entry) == Tier.NONE
        last = list(read.about(f"entry:{entry.id}"))[-1].fact
        assert last.effective == queries.effective(entry.token)  # type: ignore[attr-defined]

    @invariant()
    def an_undecided_contest_does_not_outlive_its_clock(self) -> None:
        for contest in self.contests().filter(state=ContestState.FILED, due_at__lte=clock.now()):
            assert contest.suspended_at is not None

    def contests(self) -> QuerySet[Contest]:
        return Contest.objects.filter(entry=self.entry)

    def fresh(self) -> Entry:
        return Entry.objects.get(id=self.entry.id)


def test_only_the_steps_of_the_table_are_taken(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    real = clock.now

    def machine() -> Life:
        monkeypatch.setattr(clock, "now", real)
        return Life(lambda instant: monkeypatch.setattr(clock, "now", lambda: instant))

    run_state_machine_as_test(
        machine,  # type: ignore[arg-type]
        settings=settings(
            max_examples=25, stateful_step_count=25, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )
