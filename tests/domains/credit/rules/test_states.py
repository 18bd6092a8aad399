"""Whatever is done in whatever order: more is refused at once, less only confirmed, agreed to, and waited for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.rules import states
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.credit.rules.scopes import NOTHING, covers, plain
from arasha.domains.credit.rules.states import STEPS, STRONG, Act, Refusal, shown
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.money import tenge

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ALL = Refused(Scope.ALL)
REMOTE = Refused(Scope.REMOTE)
LATER = NOW + 14 * DAY

wishes = st.builds(
    lambda bits, lakhs: plain(Refused(Scope(bits), tenge(100_000) * lakhs)), st.integers(1, 15), st.integers(1, 9)
)


def cooling(refusal: Refusal | None = None) -> Refusal:
    """A refusal of everything whose lift waits until the next day."""
    asked = states.ask(refusal or states.set_(Refusal(), ALL), NOTHING, LATER)
    return states.begin(states.confirm(asked, Method.SIGNATURE), NOW + DAY)


class AnyOrder(RuleBasedStateMachine):
    """A person, a trusted person, a thief and the clock, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.refusal, self.now = Refusal(), NOW
        self.strong_at: datetime | None = None

    @rule(wish=wishes)
    def set_(self, wish: Refused) -> None:
        before, self.refusal = self.refusal, states.set_(self.refusal, wish)
        assert covers(self.refusal.refused, wish)
        assert covers(self.refusal.refused, before.refused)
        assert self.refusal.lift is None
        assert self.refusal.state is RefusalState.ACTIVE

    @rule(to=wishes | st.just(NOTHING))
    def ask(self, to: Refused) -> None:
        before = self.refusal
        try:
            self.refusal = states.ask(before, to, self.now + 14 * DAY)
        except (Conflict, Malformed):
            return
        assert self.refusal.refused == before.refused, "asking changes nothing"
        assert covers(before.refused, to)
        assert to != before.refused

    @rule(method=st.sampled_from(Method))
    def confirm(self, method: Method) -> None:
        try:
            self.refusal = states.confirm(self.refusal, method)
        except (Conflict, Forbidden):
            return
        assert method in STRONG
        self._wait()

    @rule()
    def agree(self) -> None:
        try:
            self.refusal = states.agree(self.refusal)
        except Conflict:
            return
        self._wait()

    @rule()
    def stop(self) -> None:
        before = self.refusal
        try:
            self.refusal = states.stop(before)
        except Conflict:
            assert before.state not in states.LIFTING
            return
        assert self.refusal.refused == before.refused

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += hours * HOUR
        before = self.refusal
        try:
            self.refusal = states.finish(before, self.now)
        except Conflict:
            return
        lift = before.lift
        assert lift is not None
        assert lift.confirmed in STRONG
        assert lift.agreed or not before.trusted
        assert self.strong_at is not None
        assert self.now - self.strong_at >= DAY
        assert self.refusal.refused == lift.to

    @rule()
    def nobody_confirms(self) -> None:
        try:
            self.refusal = states.lapse(self.refusal, self.now + 15 * DAY)
        except Conflict:
            return
        assert self.refusal.state is RefusalState.ACTIVE

    @precondition(lambda self: self.refusal.state is RefusalState.ACTIVE)
    @rule()
    def somebody_accepts_to_be_asked(self) -> None:
        self.refusal = self.refusal._replace(trusted=True)

    def _wait(self) -> None:
        if self.refusal.complete:
            self.refusal, self.strong_at = states.begin(self.refusal, self.now + DAY), self.now

    @invariant()
    def state_and_lift_agree(self) -> None:
        refusal = self.refusal
        assert (refusal.lift is not None) == (refusal.state in states.LIFTING)
        waits = refusal.lift is not None and refusal.lift.cooling_until is not None
        assert waits == (refusal.state is RefusalState.LIFT_COOLING)
        assert bool(refusal.refused.scope) == (refusal.state not in {RefusalState.NONE, RefusalState.LIFTED})


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=150, stateful_step_count=30)


def test_from_every_state_every_act_is_decided() -> None:
    """What no row names is a conflict, and no row leads to the state that is only shown."""
    for state in RefusalState:
        for act in Act:
            try:
                assert states.step(state, act) == STEPS[state, act]
            except Conflict:
                assert (state, act) not in STEPS
    assert RefusalState.SET_PENDING not in STEPS.values()


def test_a_refusal_is_pending_until_lenders_hear_it() -> None:
    assert shown(RefusalState.ACTIVE, in_force=False) is RefusalState.SET_PENDING
    assert shown(RefusalState.ACTIVE, in_force=True) is RefusalState.ACTIVE
    assert shown(RefusalState.LIFTED, in_force=False) is RefusalState.LIFTED


def test_who_refuses_anew_ends_the_lift() -> None:
    assert states.set_(cooling(), REMOTE) == Refusal(RefusalState.ACTIVE, ALL)


def test_a_narrower_refusal_goes_on_and_keeps_its_trusted_person() -> None:
    trusting = states.set_(Refusal(), ALL)._replace(trusted=True)
    asked = states.agree(states.confirm(states.ask(trusting, REMOTE, LATER), Method.IN_PERSON))
    narrowed = states.finish(states.begin(asked, NOW + DAY), NOW + DAY)
    assert narrowed == Refusal(RefusalState.ACTIVE, REMOTE, trusted=True)


def test_a_lift_of_everything_forgets_the_trusted_person() -> None:
    done = states.finish(cooling()._replace(trusted=True), NOW + DAY)
    assert done == Refusal(RefusalState.LIFTED)


def test_without_the_trusted_person_s_word_nothing_waits() -> None:
    trusting = states.set_(Refusal(), ALL)._replace(trusted=True)
    confirmed = states.confirm(states.ask(trusting, NOTHING, LATER), Method.SIGNATURE)
    with pytest.raises(Conflict, match="somebody has not spoken"):
        states.begin(confirmed, NOW + DAY)


@pytest.mark.parametrize("method", [Method.OIDC, Method.PORTAL])
def test_a_log_in_alone_confirms_no_lift(method: Method) -> None:
    asked = states.ask(states.set_(Refusal(), ALL), NOTHING, LATER)
    with pytest.raises(Forbidden):
        states.confirm(asked, method)


def test_asking_anew_needs_a_new_confirmation() -> None:
    confirmed = states.confirm(states.ask(states.set_(Refusal(), ALL), NOTHING, LATER), Method.SIGNATURE)
    again = states.ask(confirmed, REMOTE, LATER)
    assert again.lift is not None
    assert again.lift.confirmed is None


def test_a_lift_that_waits_is_not_asked_for_again_and_does_not_lapse() -> None:
    with pytest.raises(Conflict):
        states.ask(cooling(), REMOTE, LATER)
    with pytest.raises(Conflict):
        states.lapse(cooling(), LATER)


def test_nothing_happens_before_its_time() -> None:
    with pytest.raises(Conflict):
        states.finish(cooling(), NOW + DAY - HOUR)
