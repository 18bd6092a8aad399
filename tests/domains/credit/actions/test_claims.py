"""From the claim to the corrected record: the lender answers, a supervisor decides, bureaus strike the loan."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from arasha.domains.credit.actions import claims, clocks
from arasha.domains.credit.actions import lent as loans
from arasha.domains.credit.actions.claims import Dispute
from arasha.domains.credit.actions.lent import Disowned, Told
from arasha.domains.credit.facts.lending import ClaimState, Correction, DisputeReason, LoanSource
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import BureauRecord, Claim
from arasha.domains.credit.queries import claims as found
from arasha.domains.credit.rules.claims import CLAIM, ENDED
from arasha.domains.credit.rules.effects import Refused, Scope, own
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import ArashaError, Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from tests.domains.credit.lending import ESEP, SANAQ, answered, by, connected, person_of, said_of, works
from tests.support.cast import ALDAR, TAZSHA

pytestmark = pytest.mark.django_db

PUBLIC = By("process:public", Purpose.CREDIT)


def opened(order: int = 1) -> Claim:
    """The micro-lender lent against a DENY, as it says itself; two bureaus are connected."""
    for bank in (TAZSHA, ESEP, SANAQ):
        connected(bank)
    person = person_of(order)
    check = answered(TAZSHA, person, Answer.DENY)
    told = Told(TAZSHA.code, f"K-{order}", person, 30_000_000, clock.now(), check.application)
    with transaction.atomic():
        (taken,) = loans.take([told], LoanSource.LENDER, by(TAZSHA))
    assert taken.claim is not None
    return taken.claim


def kinds(claim: Claim) -> list[str]:
    return [each.fact.kind().removeprefix("credit.") for each in read.about(str(claim))]


def test_a_loan_is_written_off_and_struck_from_every_bureau() -> None:
    claim = opened()
    claims.write_off(claim.id, by(TAZSHA))
    assert {each.kind for each in Message.objects.all()} == {"credit.claim.opened", "credit.correction"}
    first, second = BureauRecord.objects.order_by("bureau__code")
    claims.correct(claim.id, first.bureau_id, Correction.CORRECTED, by(ESEP))
    assert found.claim(claim.id).state == ClaimState.WRITTEN_OFF
    done = claims.correct(claim.id, second.bureau_id, Correction.NOT_HELD, by(SANAQ))
    assert (done.state, done.due_at, bool(done.ended_at)) == (ClaimState.CORRECTED, None, True)
    assert kinds(claim) == [
        "claim_opened", "loan_written_off", "record_corrected", "record_corrected", "claim_corrected",
    ]  # fmt: skip
    assert claims.correct(claim.id, second.bureau_id, Correction.CORRECTED, by(SANAQ)).state == ClaimState.CORRECTED
    assert len(kinds(claim)) == 5


def test_without_bureaus_nothing_is_left_to_correct() -> None:
    claim = opened()
    BureauRecord.objects.all().delete()
    for bank in (ESEP, SANAQ):
        connected(bank).delete()
    assert claims.write_off(claim.id, by(TAZSHA)).state == ClaimState.CORRECTED


def test_a_dispute_goes_before_the_supervisor_and_may_come_back() -> None:
    claim, daniyar = opened(), works(Role.SUPERVISOR, "daniyar")
    said = Dispute(DisputeReason.ASKED, application="A-9", note="we have a receipt")
    disputed = claims.dispute(claim.id, said, by(TAZSHA))
    assert found.note_of(disputed) == "we have a receipt"
    assert b"receipt" not in bytes(disputed.note or b"")
    upheld = claims.decide(claim.id, upheld=True, reasons="the receipt is another person's", by=daniyar)
    assert (upheld.state, bool(upheld.due_at)) == (ClaimState.UPHELD, True)
    assert found.decision_of(upheld) == "the receipt is another person's"
    with pytest.raises(Conflict):
        claims.dispute(claim.id, said, by(TAZSHA))
    assert claims.write_off(claim.id, by(TAZSHA)).state == ClaimState.WRITTEN_OFF


def test_an_unfounded_claim_ends_and_its_reason_is_needed() -> None:
    claim, daniyar = opened(), works(Role.SUPERVISOR, "daniyar")
    claims.dispute(claim.id, Dispute(DisputeReason.NOT_LENT), by(TAZSHA))
    with pytest.raises(Malformed, match="write why"):
        claims.decide(claim.id, upheld=False, reasons=" ", by=daniyar)
    ended = claims.decide(claim.id, upheld=False, reasons="no money was paid out", by=daniyar)
    assert (ended.state, bool(ended.ended_at)) == (ClaimState.UNFOUNDED, True)


def test_each_does_only_what_is_his() -> None:
    claim, aigerim = opened(), works(Role.ANALYST, "aigerim")
    connected(ALDAR)
    with pytest.raises(NotFound):
        claims.write_off(claim.id, by(ALDAR))
    with pytest.raises(Forbidden):
        claims.decide(claim.id, upheld=False, reasons="so", by=aigerim)
    claims.dispute(claim.id, Dispute(DisputeReason.OTHER), by(TAZSHA))
    with pytest.raises(Forbidden):
        claims.decide(claim.id, upheld=False, reasons="so", by=by(TAZSHA))
    with pytest.raises(Malformed, match="receipt"):
        claims.dispute(opened(2).id, Dispute(DisputeReason.ASKED), by(TAZSHA))


def test_the_clock_warns_and_then_shows_who_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = opened()
    assert clocks.warn_due() == clocks.mark_overdue() == 0
    due = claim.due_at
    assert due is not None
    monkeypatch.setattr(clock, "now", lambda: due - timedelta(minutes=1))
    assert (clocks.warn_due(), clocks.warn_due()) == (1, 0)
    assert Message.objects.order_by("-sequence").first().kind == "clock.warning"  # type: ignore[union-attr]
    monkeypatch.setattr(clock, "now", lambda: due + timedelta(minutes=1))
    assert (clocks.mark_overdue(), clocks.mark_overdue()) == (1, 0)
    assert (found.overdue(), found.claim(claim.id).state) == (1, ClaimState.OPEN)
    assert kinds(claim)[-1] == "claim_overdue"
    claims.write_off(claim.id, by(TAZSHA))
    assert found.overdue() == 0


def test_a_person_disowns_a_loan_of_which_nobody_has_told() -> None:
    connected(TAZSHA)
    person, at = person_of(), clock.now() - timedelta(days=2)
    said_of(person, own(Refused(Scope.ALL)), at - timedelta(days=9))
    claim = loans.disown(person, Disowned(TAZSHA.code, "", 0, at), PUBLIC)
    assert (claim.ground, claim.source, claim.effect) == ("without_receipt", "person", own(Refused(Scope.ALL)))
    assert loans.disown(person, Disowned(TAZSHA.code, "", 0, at), PUBLIC) == claim


def test_a_loan_that_was_allowed_is_a_matter_for_the_police() -> None:
    person, at = person_of(), clock.now()
    answered(TAZSHA, person, Answer.ALLOW, at=at - timedelta(days=30))
    with pytest.raises(Conflict, match="theft"):
        loans.disown(person, Disowned(TAZSHA.code, "", 0, at), PUBLIC)
    assert not Claim.objects.exists()
    with pytest.raises(Malformed, match="by its code"):
        loans.disown(person, Disowned("NOBODY", "", 0, at), PUBLIC)


class AnyWay(RuleBasedStateMachine):
    """One claim; whoever is drawn tries whatever is drawn."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.claim, self.before = opened(), ClaimState.OPEN
        self.actors = [
            by(TAZSHA), by(ESEP), by(SANAQ), by(ALDAR),
            works(Role.SUPERVISOR, "daniyar"), works(Role.ANALYST, "aigerim"),
        ]  # fmt: skip

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], *values: Any, **more: Any) -> None:
        try:
            with transaction.atomic():
                act(*values, **more)
        except ArashaError:
            pass

    @rule(who=st.integers(0, 5))
    def write_off(self, who: int) -> None:
        self.attempt(claims.write_off, self.claim.id, self.actors[who])

    @rule(who=st.integers(0, 5), reason=st.sampled_from(DisputeReason))
    def dispute(self, who: int, reason: DisputeReason) -> None:
        self.attempt(claims.dispute, self.claim.id, Dispute(reason, "A-1"), self.actors[who])

    @rule(who=st.integers(0, 5), upheld=st.booleans())
    def decide(self, who: int, upheld: bool) -> None:
        self.attempt(claims.decide, self.claim.id, upheld=upheld, reasons="so it is", by=self.actors[who])

    @rule(who=st.integers(1, 2), said=st.sampled_from(Correction))
    def correct(self, who: int, said: Correction) -> None:
        bureau = connected((ESEP, SANAQ)[who - 1]).number
        self.attempt(claims.correct, self.claim.id, bureau, said, self.actors[who])

    @rule()
    def time_goes(self) -> None:
        Claim.objects.update(due_at=clock.now())
        clocks.mark_overdue()

    @invariant()
    def it_goes_as_the_table_says(self) -> None:
        if not hasattr(self, "claim"):
            return
        row = found.claim(self.claim.id)
        steps = [ClaimState(fact.fact.state) for fact in read.about(str(row))]  # type: ignore[attr-defined]
        for before, after in pairwise(steps):
            assert before is after or (before, after) in CLAIM
        assert (row.state in ENDED) == (row.ended_at is not None)
        if row.state in ENDED:
            assert row.due_at is None or row.overdue_at is None
        assert (row.state == ClaimState.CORRECTED) <= (not row.records.filter(answered_at=None).exists())


def test_whoever_tries_whatever_only_what_the_table_allows_happens() -> None:
    run_state_machine_as_test(AnyWay, settings=settings(max_examples=15, stateful_step_count=15))
