"""How a loan stands to the answers that its lender had when it was given."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.rules.loans import ALLOWING, VOIDING, Asked, Lent, find

PENSIONER, NEIGHBOUR = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
MILLION = 100_000_000


def asked(answer: Answer, sequence: int = 1, **changes: object) -> Asked:
    """The lender asked about the pensioner an hour before noon, for a million tenge."""
    fields: dict[str, object] = {
        "sequence": sequence, "application": f"A-{sequence}", "person": PENSIONER, "at": NOON - HOUR,
        "good_until": NOON + 24 * HOUR, "amount": MILLION, "question": (0, 0), "answer": answer,
    }  # fmt: skip
    return Asked(**(fields | changes))  # type: ignore[arg-type]


LOAN = Lent(PENSIONER, MILLION, NOON)


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        ([], Finding.WITHOUT_RECEIPT),
        ([asked(Answer.ALLOW)], Finding.ASKED),
        ([asked(Answer.CONFIRM)], Finding.ASKED),
        ([asked(Answer.DENY)], Finding.AGAINST_DENY),
        ([asked(Answer.HOLD)], Finding.AGAINST_HOLD),
        ([asked(Answer.ALLOW, amount=MILLION - 1)], Finding.ASKED_ANOTHER),
        ([asked(Answer.ALLOW, amount=0)], Finding.ASKED),
        ([asked(Answer.ALLOW, person=NEIGHBOUR)], Finding.WITHOUT_RECEIPT),
        ([asked(Answer.ALLOW, at=NOON + HOUR)], Finding.WITHOUT_RECEIPT),
        ([asked(Answer.ALLOW, good_until=NOON - timedelta(microseconds=1))], Finding.WITHOUT_RECEIPT),
        ([asked(Answer.ALLOW), asked(Answer.DENY, 2)], Finding.AGAINST_DENY),
        ([asked(Answer.DENY), asked(Answer.ALLOW, 2)], Finding.ASKED),
        ([asked(Answer.ALLOW), asked(Answer.DENY, 2, question=(1, 0))], Finding.ASKED),
        ([asked(Answer.HOLD), asked(Answer.DENY, 2, question=(1, 0))], Finding.AGAINST_DENY),
    ],
)
def test_what_the_lender_was_told_decides(answers: list[Asked], finding: Finding) -> None:
    assert find(answers, LOAN).finding is finding


def test_where_the_application_is_known_its_answer_alone_counts() -> None:
    answers = [asked(Answer.DENY), asked(Answer.ALLOW, 2)]
    assert find(answers, LOAN._replace(application="A-1")).finding is Finding.AGAINST_DENY
    assert find(answers, LOAN._replace(application="A-2")).finding is Finding.ASKED
    assert find(answers, LOAN._replace(application="never asked")).finding is Finding.ASKED


def test_an_answer_about_somebody_else_is_no_answer_about_this_person() -> None:
    found = find([asked(Answer.ALLOW, person=NEIGHBOUR)], LOAN._replace(application="A-1"))
    assert (found.finding, found.check and found.check.sequence) == (Finding.ASKED_ANOTHER, 1)


def test_only_who_did_not_wait_is_supervised_and_no_more() -> None:
    assert Finding.AGAINST_HOLD not in VOIDING
    assert not VOIDING & {Finding.ASKED, Finding.WAITING}


answers_ = st.builds(
    asked,
    st.sampled_from(Answer),
    st.integers(1, 50),
    person=st.sampled_from([PENSIONER, NEIGHBOUR]),
    at=st.integers(-80, 20).map(lambda hours: NOON + hours * HOUR),
    good_until=st.integers(-50, 90).map(lambda hours: NOON + hours * HOUR),
    amount=st.sampled_from([0, 1, MILLION, 2 * MILLION]),
    question=st.tuples(st.integers(0, 1), st.integers(0, 1)),
)


@given(st.lists(answers_, max_size=8), st.sampled_from(["", "A-1", "A-2"]))
def test_no_loan_is_good_without_an_answer_that_allows_it(answers: list[Asked], application: str) -> None:
    found = find(answers, LOAN._replace(application=application))
    if found.finding is Finding.ASKED:
        assert found.check is not None
        assert (found.check.answer in ALLOWING, found.check.person) == (True, PENSIONER)
        assert found.check.at <= NOON <= found.check.good_until
    if found.finding is Finding.WITHOUT_RECEIPT:
        assert found.check is None


@given(st.lists(answers_, max_size=8), st.randoms())
def test_the_order_in_which_answers_are_read_changes_nothing(answers: list[Asked], random: object) -> None:
    mixed = list(answers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert find(mixed, LOAN) == find(answers, LOAN)
