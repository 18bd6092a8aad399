"""Lenders say what they did: what no answer allows becomes a claim, what was lent stays lent."""

from datetime import datetime, timedelta

import pytest

from arasha.domains.credit.actions import lent as loans
from arasha.domains.credit.actions import outcomes
from arasha.domains.credit.actions.outcomes import Noted, Said
from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Claim, Loan, Outcome
from arasha.kernel import clock
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import Malformed
from arasha.kernel.outbox import read
from tests.domains.credit.lending import answered, by, connected, person_of
from tests.support.cast import TAZSHA

pytestmark = pytest.mark.django_db

AMOUNT = 30_000_000


def lent(application: str, person: bytes, at: datetime | None = None, **changes: object) -> Said:
    fields: dict[str, object] = {"contract": f"K-{application}", "amount": AMOUNT}
    return Said(application, True, at or clock.now(), person, **(fields | changes))  # type: ignore[arg-type]


def report(*said: Said) -> list[Noted]:
    return outcomes.report(connected(TAZSHA), said, by(TAZSHA))


def later(monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    at = clock.now() + wait
    monkeypatch.setattr(clock, "now", lambda: at)


def test_a_loan_that_was_allowed_is_nobody_s_trouble() -> None:
    person = person_of()
    check = answered(TAZSHA, person, Answer.ALLOW)
    (noted,) = report(lent(check.application, person))
    assert noted.taken is not None
    assert (noted.word, noted.taken.loan.finding, noted.taken.claim) == ("new", Finding.ASKED, None)
    assert noted.taken.loan.check_place == check.sequence
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("answer", "changes", "ground"),
    [(Answer.DENY, {}, Finding.AGAINST_DENY), (Answer.ALLOW, {"amount": AMOUNT - 1}, Finding.ASKED_ANOTHER)],
)
def test_a_loan_against_the_answer_is_a_claim_at_once(
    answer: Answer, changes: dict[str, object], ground: Finding
) -> None:
    person = person_of()
    check = answered(TAZSHA, person, answer, **changes)
    (noted,) = report(lent(check.application, person))
    claim = Claim.objects.get()
    assert noted.taken is not None
    assert (noted.taken.claim, claim.ground, claim.state) == (claim, ground, "open")
    assert [each.kind for each in Message.objects.all()] == ["credit.claim.opened"]
    (fact,) = [each.fact for each in read.about(str(claim))]
    assert fact.kind() == "credit.claim_opened"


def test_who_did_not_wait_is_supervised_and_the_loan_stands() -> None:
    person = person_of()
    check = answered(TAZSHA, person, Answer.HOLD)
    report(lent(check.application, person))
    assert not Claim.objects.exists()
    assert [each.fact.kind() for each in read.about(str(Loan.objects.get()))] == ["credit.loan_questioned"]


def test_a_check_that_is_still_on_its_way_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    person, stranger = person_of(1), person_of(2)
    report(lent("A-slow", person), lent("A-never", stranger))
    assert set(Loan.objects.values_list("finding", flat=True)) == {"waiting"}
    answered(TAZSHA, person, Answer.ALLOW, application="A-slow", at=clock.now() - timedelta(minutes=1))
    later(monkeypatch, timedelta(minutes=5))
    assert loans.judge_waiting() == 0
    later(monkeypatch, timedelta(minutes=11))
    assert loans.judge_waiting() == 2
    assert dict(Loan.objects.values_list("application", "finding")) == {
        "A-slow": "asked", "A-never": "without_receipt",
    }  # fmt: skip
    assert Claim.objects.get().loan.application == "A-never"
    assert loans.judge_waiting() == 0


def test_the_same_said_again_changes_nothing() -> None:
    person = person_of()
    check = answered(TAZSHA, person, Answer.DENY)
    said = lent(check.application, person)
    report(said)
    (again,) = report(said)
    assert again.word == "known"
    assert Claim.objects.count() == Loan.objects.count() == Outcome.objects.count() == 1
    assert Message.objects.count() == 1


def test_what_was_lent_is_never_unsaid_but_what_was_not_may_be_lent_later() -> None:
    person = person_of()
    check = answered(TAZSHA, person, Answer.ALLOW)
    no = Said(check.application, False, clock.now())
    assert [each.word for each in report(no)] == ["new"]
    assert [each.word for each in report(lent(check.application, person))] == ["new"]
    assert [each.word for each in report(no)] == ["differs"]
    assert Outcome.objects.get().lent


def test_a_contract_is_kept_once_and_another_story_about_it_is_noticed() -> None:
    person, other = person_of(1), person_of(2)
    first = answered(TAZSHA, person, Answer.ALLOW)
    (one,) = report(lent(first.application, person, contract="K-1"))
    (two,) = report(lent("A-other", other, contract="K-1"))
    assert one.taken
    assert two.taken
    assert (two.taken.word, two.taken.loan) == ("differs", one.taken.loan)


def test_a_loan_of_tomorrow_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(Malformed, match="still to be given"):
        report(lent("A-1", person_of(), clock.now() + timedelta(days=1)))
    assert not Outcome.objects.exists()


def test_nothing_readable_stands_in_the_facts() -> None:
    person = person_of()
    check = answered(TAZSHA, person, Answer.DENY)
    report(lent(check.application, person, contract="K-SECRET"))
    said = " ".join(str(each) for each in [*read.about(str(Claim.objects.get())), *read.about("loans:TAZSHAKZ")])
    assert person.hex() in said
    assert "K-SECRET" not in said
    assert check.application not in said
