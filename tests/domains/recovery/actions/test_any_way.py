"""Anybody tries anything in any order: only what the tables allow happens, and the money always adds up."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from arasha.domains.recovery.actions import analysis, appeals, due, holds, recalls, refunds, releases
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.parties import CLOCK, HOLDER
from arasha.domains.recovery.actions.progress import standings_of
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import Disagreement, HoldState, Refusal
from arasha.domains.recovery.facts.returning import RefundState, Rejection
from arasha.domains.recovery.models import Clock, Hold, Incident, Refund
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.rules.progress import where
from arasha.domains.recovery.rules.states import HELD, HOLD, RELEASED
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.errors import ArashaError
from arasha.kernel.outbox.append import By
from tests.domains.recovery.stolen import ALDAR_SAYS, TOSTIK_SAYS, claims, incident, move, request, wanted, works

AMOUNTS = (300, 170_000_000)  # the second claim is above the threshold
PEOPLE = {"aigerim": Role.ANALYST, "daniyar": Role.SUPERVISOR, "timur": Role.PROSECUTOR, "saule": Role.ADMINISTRATOR}
ACTORS = [
    ALDAR_SAYS, TOSTIK_SAYS, HOLDER, CLOCK, By("institution:KEREMKZA", Purpose.RECOVERY),
    *(By(f"person:{name}", Purpose.RECOVERY) for name in PEOPLE),
]  # fmt: skip

actors = st.sampled_from(ACTORS)
numbers = st.integers(0, 2)
parts = st.sampled_from([0.0, 0.4, 1.0, 1.1])


class AnyWay(RuleBasedStateMachine):
    """One incident of two claims, one account; whatever is drawn is tried."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        for name, role in PEOPLE.items():
            works(role, name)
        self.of = incident(*AMOUNTS)
        self.paid = 0
        self.states: dict[int, str] = {}
        self.come(0)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], *values: Any) -> None:
        """Whatever is refused leaves everything as it was."""
        try:
            with transaction.atomic():
                act(*values)
        except ArashaError:
            pass

    @rule(place=st.integers(0, 1))
    def come(self, place: int) -> None:
        claim = claims(self.of)[place]
        if not claim.moves.exists():
            move(claim, "drop", claim.amount)
            request(self.of, wanted("drop", {claim.id: claim.amount}))

    @rule(number=numbers, by=actors, part=parts, refusal=st.sampled_from([None, Refusal.OTHER]))
    def answer(self, number: int, by: By, part: float, refusal: Refusal | None) -> None:
        hold = self.hold(number)
        self.attempt(holds.answer, hold.id, Answer(int(hold.amount * part), refusal), by)

    @rule(number=numbers, by=actors, agreed=st.booleans())
    def analyse(self, number: int, by: By, agreed: bool) -> None:
        verdict = Verdict(agreed, None if agreed else Disagreement.OWN_MONEY)
        self.attempt(analysis.answer, self.hold(number).id, verdict, by)

    @rule(number=numbers, by=actors)
    def release(self, number: int, by: By) -> None:
        self.attempt(releases.release, self.hold(number).id, "a reason", by)

    @rule(number=numbers, by=actors)
    def open_recall(self, number: int, by: By) -> None:
        self.attempt(recalls.open_recall, self.hold(number).id, by)

    @rule(number=numbers, by=actors, yes=st.booleans())
    def sanction(self, number: int, by: By, yes: bool) -> None:
        for recall in self.hold(number).recalls.all():
            self.attempt(recalls.sanction, recall.id, yes, "a reason", by)

    @rule(number=numbers, by=actors, part=parts)
    def return_it(self, number: int, by: By, part: float) -> None:
        for recall in self.hold(number).recalls.all():
            accepted = int(recall.amount * part)
            said = RecallAnswer(accepted, None if accepted else Rejection.OTHER)
            self.attempt(recalls.answer, recall.id, said, by)

    @rule(number=numbers, by=actors)
    def cancel(self, number: int, by: By) -> None:
        for recall in self.hold(number).recalls.all():
            self.attempt(recalls.cancel, recall.id, "a reason", by)

    @rule(by=actors, closing=st.booleans())
    def pay(self, by: By, closing: bool) -> None:
        for refund in Refund.objects.all():
            self.attempt(*((refunds.close, refund.id) if closing else (refunds.paid, refund.id, f"R-{refund.id}")), by)

    @rule(number=numbers, by=actors)
    def appeal(self, number: int, by: By) -> None:
        self.attempt(appeals.file, self.hold(number).id, Filing("mine", "kk"), by)

    @rule(number=numbers, by=actors, upheld=st.booleans())
    def decide(self, number: int, by: By, upheld: bool) -> None:
        for appeal in self.hold(number).appeals.all():
            self.attempt(appeals.decide, appeal.id, upheld, "a reason", by)

    @rule(code=st.sampled_from(["hold_answer", "hold", "analysis", "appeal"]))
    def time_goes(self, code: str) -> None:
        Clock.objects.filter(code=code, stopped_at=None).update(due_at=clock.now())
        if code == "hold":
            Hold.objects.filter(state__in=HELD).update(expires_at=clock.now())
        while due.breach_due():
            pass

    def hold(self, number: int) -> Hold:
        rows = list(Hold.objects.order_by("id"))
        return rows[number % len(rows)]

    @invariant()
    def money_adds_up(self) -> None:
        if not hasattr(self, "of"):
            return
        told = money(Incident.objects.get(id=self.of.id))
        assert told.stolen == sum(AMOUNTS) == told.returned + told.held + told.left + told.moved_on
        assert min(told) >= 0
        back = Refund.objects.filter(state__in=(RefundState.PAID, RefundState.CLOSED))
        assert told.returned == sum(refund.amount for refund in back)

    @invariant()
    def holds_go_as_the_table_says_and_end(self) -> None:
        if not hasattr(self, "of"):
            return
        for hold in Hold.objects.all():
            before = self.states.get(hold.id)
            assert before in {None, hold.state} or (HoldState(before or ""), HoldState(hold.state)) in HOLD
            self.states[hold.id] = hold.state
            running = set(Clock.objects.filter(about=str(hold), stopped_at=None).values_list("code", flat=True))
            assert not (hold.state in RELEASED and running)
            assert ("hold" in running) == (hold.state in HELD)

    @invariant()
    def the_incident_stands_where_its_parts_do(self) -> None:
        if hasattr(self, "of"):
            found = Incident.objects.get(id=self.of.id)
            assert found.state == where(standings_of([found])[found.id])


@pytest.mark.timeout(600)
def test_any_way(db: None) -> None:
    run_state_machine_as_test(AnyWay, settings=settings(max_examples=12, stateful_step_count=18, deadline=None))
