"""Deciding: one payment from its page, several after a confirmation; never what somebody else has."""

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision, ReviewDecided, Verdict
from arasha.domains.payments.queries import queue
from arasha.domains.payments.queries.queue import Review
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read
from tests.support.cast import AIGERIM, DANIYAR, SHOP
from tests.support.people import LogIn
from tests.support.recorded import given


def decision_of(sequence: int) -> str:
    (found,) = queue.these([sequence])
    return found.decision


def facts_of(sequence: int) -> list[str]:
    return [each.fact.decision for each in read.about(f"payment:{sequence}") if isinstance(each.fact, ReviewDecided)]


def test_a_decision_is_kept_with_its_note_and_told_as_a_fact(log_in: LogIn) -> None:
    sequence = given()
    answer = log_in(Role.ANALYST).post(
        f"/en/payments/{sequence}/decide/", {"decision": "fraud", "note": "called, a drop"}
    )
    assert answer.status_code == 302
    (found,) = queue.these([sequence])
    assert (found.decision, found.note, found.decided_by) == ("fraud", "called, a drop", "person:analyst-of-the-cast")
    assert facts_of(sequence) == ["fraud"]


def test_after_a_decision_comes_the_next_payment_of_the_same_view(log_in: LogIn) -> None:
    first, _, third = (
        given(Verdict.REFUSE, amount=900),
        given(Verdict.WARN, amount=800),
        given(Verdict.REFUSE, amount=700),
    )
    browser = log_in(Role.ANALYST)
    browser.get("/en/queue/?verdict=refuse")
    answer = browser.post(f"/en/payments/{first}/decide/", {"decision": "legitimate"})
    assert answer.headers["Location"] == f"/en/payments/{third}/"
    assert (
        browser.post(f"/en/payments/{third}/decide/", {"decision": "legitimate"})
        .headers["Location"]
        .startswith("/en/queue/")
    )


def test_needs_more_says_what(log_in: LogIn) -> None:
    sequence = given()
    browser = log_in(Role.ANALYST)
    browser.post(f"/en/payments/{sequence}/decide/", {"decision": "unclear"})
    assert decision_of(sequence) == ""
    browser.post(f"/en/payments/{sequence}/decide/", {"decision": "unclear", "note": "ask the bank for the call"})
    assert decision_of(sequence) == "unclear"


def test_what_needed_more_is_decided_later(log_in: LogIn) -> None:
    sequence = given()
    review.decide(sequence, Decision.UNCLEAR, AIGERIM, note="?")
    log_in(Role.ANALYST).post(f"/en/payments/{sequence}/decide/", {"decision": "fraud"})
    assert facts_of(sequence) == ["unclear", "fraud"]


def test_a_payment_is_decided_once(log_in: LogIn) -> None:
    sequence = given()
    review.decide(sequence, Decision.FRAUD, AIGERIM)
    log_in(Role.SUPERVISOR).post(f"/en/payments/{sequence}/decide/", {"decision": "legitimate"})
    assert facts_of(sequence) == ["fraud"]


def test_what_somebody_has_in_hand_another_cannot_decide(log_in: LogIn) -> None:
    sequence = given()
    review.claim(sequence, DANIYAR)
    log_in(Role.ANALYST).post(f"/en/payments/{sequence}/decide/", {"decision": "fraud"})
    assert decision_of(sequence) == ""


def test_what_somebody_has_in_hand_another_cannot_take(log_in: LogIn) -> None:
    sequence = given()
    review.claim(sequence, DANIYAR)
    assert log_in(Role.ANALYST).post(f"/en/payments/{sequence}/claim/").status_code == 409


def test_what_was_put_back_is_free_again(log_in: LogIn) -> None:
    sequence = given()
    browser = log_in(Role.ANALYST)
    browser.post(f"/en/payments/{sequence}/claim/")
    browser.post(f"/en/payments/{sequence}/claim/", {"release": "1"})
    assert review.claim(sequence, DANIYAR).claimed_by == DANIYAR.actor


def test_several_are_decided_after_a_confirmation(log_in: LogIn) -> None:
    sequences = [given(), given(creditor=SHOP)]
    browser = log_in(Role.ANALYST)
    form = {"payment": sequences, "decision": "legitimate"}
    asked = browser.post("/en/queue/decide/", form)
    assert "Decide 2 payments" in asked.content.decode()
    assert [decision_of(sequence) for sequence in sequences] == ["", ""]
    browser.post("/en/queue/decide/", form | {"confirmed": "1"})
    assert [decision_of(sequence) for sequence in sequences] == ["legitimate", "legitimate"]


def test_of_several_those_in_other_hands_are_left_and_said(log_in: LogIn) -> None:
    mine, other = given(), given()
    review.claim(other, DANIYAR)
    form = {"payment": [mine, other], "decision": "fraud", "confirmed": "1"}
    page = log_in(Role.ANALYST).post("/en/queue/decide/", form, follow=True).content.decode()
    assert (decision_of(mine), decision_of(other)) == ("fraud", "")
    assert "1 was left" in page


def test_an_unknown_decision_is_refused(log_in: LogIn) -> None:
    sequence = given()
    assert log_in(Role.ANALYST).post(f"/en/payments/{sequence}/decide/", {"decision": "guilty"}).status_code == 422


def test_nothing_ticked_decides_nothing(log_in: LogIn) -> None:
    given()
    log_in(Role.ANALYST).post("/en/queue/decide/", {"decision": "fraud", "confirmed": "1"})
    assert not Review.objects.exclude(decision="").exists()


def test_a_payment_asked_about_from_both_sides_is_decided_once_for_both(log_in: LogIn) -> None:
    first = given()
    second = given(first=first, side="incoming")
    log_in(Role.ANALYST).post(f"/en/payments/{second}/decide/", {"decision": "fraud"})
    assert (decision_of(first), decision_of(second)) == ("fraud", "fraud")
    assert facts_of(first) + facts_of(second) == ["fraud"]
