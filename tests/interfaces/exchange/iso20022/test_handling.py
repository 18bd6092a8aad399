"""A request to hold becomes a camt.056, and what a bank writes back is understood, coded reason by coded reason."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.handling import HoldAnalysis, HoldAnswer, RecallAnswer
from arasha.domains.recovery.facts.handling import Refusal
from arasha.domains.recovery.facts.returning import Rejection
from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.codes import Ground, Outcome
from arasha.interfaces.exchange.iso20022.handling import (
    Action,
    Asked,
    analysis_of,
    answer_of,
    asked_of,
    hold_answer,
    inquiry_of,
    payment_of,
    recall_answer,
    refund_of,
    request_of,
    stolen_of,
)
from arasha.interfaces.exchange.iso20022.messages import Account, Cancellation, Finding, Original, Resolution, Return
from arasha.interfaces.exchange.iso20022.versions import Message
from arasha.kernel.errors import Malformed
from tests.interfaces.exchange.iso20022.letters import AMOUNT, CENTRE, LETTERS, RECEIVER, SETTLED, TRANSFER
from tests.support.cast import DROP, NOON, PENSIONER

REQUESTS, (REQUEST,) = LETTERS[Message.CANCELLATION_REQUEST]
ANSWERS, (ANSWER,) = LETTERS[Message.RESOLUTION]
FINDING, _ = LETTERS[Message.INVESTIGATION_RESPONSE]
HOLD = Asked(Action.HOLD, "H-000001-4", 4_000_000, DROP.account, NOON + timedelta(hours=1), original=SETTLED)


def answered(**changes: object) -> Resolution:
    item: Resolution = msgspec.structs.replace(ANSWER, **changes)
    return item


def test_a_request_to_hold_says_the_account_how_much_and_until_when_and_passes_its_schema() -> None:
    group, items = request_of([HOLD, HOLD._replace(account="42")], REQUESTS)
    read = documents.read(documents.write(group, items)).items()
    assert read == items
    assert read[0].information == ["/ACT/HOLD", "/AMT/40000.00", "/DUE/2026-11-20T13:00:00.000+05:00"]
    assert (read[0].id, read[0].case, read[0].case_by) == ("H-000001-4", "H-000001-4", CENTRE)
    assert (read[0].reason, read[0].original) == ("FRAD", SETTLED)
    assert [each.creditor_account for each in read] == [Account(iban=DROP.account), Account(other="42")]


def test_a_message_of_ours_becomes_a_question() -> None:
    told = {"reference": "H-000001-4", "amount": 7, "account": DROP.account, "answer_due": "2026-11-20T12:00:00+05:00"}
    assert asked_of("hold.requested", told) == Asked(Action.HOLD, "H-000001-4", 7, DROP.account, NOON)
    recall = {"reference": "R-000001-4", "hold": "H-000001-4", "amount": 7, "answer_due": None}
    asked = asked_of("recall.opened", recall)
    assert asked == Asked(Action.RECALL, "R-000001-4", 7, hold="H-000001-4")
    _, (item,) = request_of([asked], REQUESTS)
    assert item.information == ["/ACT/RECALL", "/AMT/0.07", "/HLD/H-000001-4"]


def test_a_message_that_asks_nothing_is_refused() -> None:
    with pytest.raises(Malformed, match="only hold"):
        asked_of("hold.withdrawn", {})


@pytest.mark.parametrize(
    ("status", "amount", "outcome", "had"),
    [
        ("ACCR", 0, Outcome.ACCEPTED, 1_000),
        ("ACCR", 400, Outcome.ACCEPTED, 400),
        ("ACCR", 9_000, Outcome.ACCEPTED, 1_000),
        ("PECR", 400, Outcome.ACCEPTED_PART, 400),
        ("RJCR", 0, Outcome.REJECTED, 0),
        ("PDCR", 0, Outcome.PENDING, 0),
    ],
)
def test_an_answer_says_how_much_of_what_was_asked_is_had(status: str, amount: int, outcome: Outcome, had: int) -> None:
    answer = answer_of(ANSWERS, answered(status=status, amount=amount))
    assert (answer.reference, answer.outcome, answer.had(1_000)) == ("H-000001-4", outcome, had)


@pytest.mark.parametrize(
    ("code", "refusal", "rejection"),
    [
        ("AM04", None, Rejection.NO_BALANCE),
        ("AC04", Refusal.ACCOUNT_CLOSED, Rejection.ACCOUNT_CLOSED),
        ("LEGL", Refusal.LEGAL_BAR, Rejection.LEGAL_BAR),
        ("NOOR", Refusal.NOT_OURS, Rejection.OTHER),
        ("ARDT", Refusal.OTHER, Rejection.OTHER),
        ("CUST", Refusal.OTHER, Rejection.OTHER),
        ("NOAS", Refusal.OTHER, Rejection.OTHER),
        ("", Refusal.OTHER, Rejection.OTHER),
        ("ZZZZ", Refusal.OTHER, Rejection.OTHER),
    ],
)
def test_a_coded_reason_of_a_no_is_understood_and_kept(
    code: str, refusal: Refusal | None, rejection: Rejection
) -> None:
    answer = answer_of(ANSWERS, answered(reason=code))
    assert (answer.code, answer.refusal, answer.rejection) == (code, refusal, rejection)


def test_who_accepts_refuses_nothing() -> None:
    answer = answer_of(ANSWERS, answered(status="ACCR", reason="AC04"))
    assert (answer.refusal, answer.rejection) == (None, None)


@pytest.mark.parametrize(("status", "outcome"), [("CNCL", Outcome.ACCEPTED), ("RJCR", Outcome.REJECTED)])
def test_an_answer_without_payments_is_on_its_whole_case(status: str, outcome: Outcome) -> None:
    group = msgspec.structs.replace(ANSWERS, status=status, case="H-000007-8")
    document = documents.read(documents.write(group))
    assert document.items() == []
    answer = answer_of(document.group)  # type: ignore[arg-type]
    assert (answer.reference, answer.outcome) == ("H-000007-8", outcome)


@pytest.mark.parametrize(
    ("changes", "says"), [({"status": "PECR", "amount": 0}, "how much"), ({"status": "XXXX"}, "none of")]
)
def test_an_answer_that_says_nothing_is_refused_with_the_remedy(changes: dict[str, object], says: str) -> None:
    with pytest.raises(Malformed, match=says):
        answer_of(ANSWERS, answered(**changes))


def test_an_answer_becomes_what_the_api_takes_the_same_each_time() -> None:
    answer = answer_of(ANSWERS, answered(status="ACCR", reason="", amount=400))
    assert hold_answer(answer, 1_000, "A-1") == HoldAnswer(
        id="A-1/H-000001-4", held=400, asked=1_000, note="left at 12:03"
    )
    no = answer_of(ANSWERS, answered(reason="LEGL", information=[]))
    assert hold_answer(no, 1_000, "A-1").refusal == "legal_bar"
    assert recall_answer(no, 1_000, "A-1") == RecallAnswer(
        id="A-1/H-000001-4", accepted=0, rejection="legal_bar", note="LEGL"
    )


def test_a_question_is_about_the_account_and_passes_its_schema() -> None:
    inquiry = inquiry_of(HOLD, REQUESTS)
    read = documents.read(documents.write(inquiry)).group
    assert read == msgspec.structs.replace(inquiry, created=None)
    assert (inquiry.about, inquiry.amount) == (Account(iban=DROP.account), 4_000_000)


@pytest.mark.parametrize(
    ("authorised", "words", "disagreement"),
    [
        (True, "/DIS/OWN_MONEY", None),
        (False, "the holder sold a car", "other"),
        (False, "/DIS/HONEST_TRADE", "honest_trade"),
    ],
)
def test_a_finding_says_whether_the_institution_agrees(authorised: bool, words: str, disagreement: str | None) -> None:
    changed: Finding = msgspec.structs.replace(FINDING, authorised=authorised, words=words)
    reference, analysis = analysis_of(changed)
    assert reference == "H-000001-4"
    assert analysis == HoldAnalysis(id="Q-2/H-000001-4", agreed=authorised, disagreement=disagreement, note=words)  # type: ignore[arg-type]


def test_a_finding_that_says_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(Malformed, match="neither yes nor no"):
        analysis_of(msgspec.structs.replace(FINDING, authorised=None))


def test_a_return_that_names_no_refund_is_refused_with_the_remedy() -> None:
    with pytest.raises(Malformed, match="add a line /REF/"):
        refund_of(payment_of(Return(amount=5)), "R-1")


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.sampled_from(["ACCR", "RJCR", "PDCR", "PECR"]))
def test_never_more_is_had_than_was_asked(asked: int, amount: int, status: str) -> None:
    if status != "PECR" or amount:
        assert 0 <= answer_of(ANSWERS, answered(status=status, amount=amount)).had(asked) <= asked


@pytest.mark.parametrize(
    ("reason", "ground"),
    [("FOCR", Ground.REQUESTED), ("FRAD", Ground.FRAUD), ("AC04", Ground.OTHER), ("", Ground.OTHER)],
)
def test_money_that_comes_back_says_for_which_refund(reason: str, ground: Ground) -> None:
    _, (item,) = LETTERS[Message.PAYMENT_RETURN]
    changed: Return = msgspec.structs.replace(item, reason=reason)
    paid = payment_of(changed)
    assert (paid.reference, paid.payment, paid.amount) == ("F-000001-0", "B-1", 4_000_000)
    assert (paid.original, paid.ground) == (SETTLED, ground)


def test_money_that_comes_back_without_our_reference_is_named_by_its_payment() -> None:
    paid = payment_of(Return(amount=5, original=Original(transaction_id="P-1", end_to_end_id="E-1")))
    assert (paid.reference, paid.payment, paid.original.end_to_end_id) == ("", "P-1", "E-1")


def test_a_payment_is_reported_as_stolen_by_its_own_message() -> None:
    stolen = stolen_of(TRANSFER, NOON)
    assert (stolen.payment_id, stolen.end_to_end_id, stolen.amount) == ("P-1", "E-1", AMOUNT)
    assert (stolen.debtor, stolen.creditor) == (PENSIONER.account, DROP.account)
    assert stolen.creditor_institution == RECEIVER.code
    assert stolen.begin == NOON - timedelta(days=1)
    assert stolen.end == datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_a_payment_is_reported_as_stolen_by_a_bank_s_own_request() -> None:
    stolen = stolen_of(REQUEST, NOON)
    assert (stolen.payment_id, stolen.amount, stolen.creditor) == ("P-1", AMOUNT, DROP.account)
    nameless = stolen_of(Cancellation(original=Original(end_to_end_id="NOTPROVIDED")), NOON)
    assert (nameless.payment_id, nameless.end_to_end_id, nameless.amount) == (None, None, None)
