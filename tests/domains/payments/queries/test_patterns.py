"""The patterns of an account out of the store: whole, newest first, and honest about what is missing."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arasha.domains.payments.actions import record
from arasha.domains.payments.actions.patterns import Formed
from arasha.domains.payments.facts import PatternKind, Verdict
from arasha.domains.payments.queries.patterns import SHOWN, TITLES, patterns_of
from arasha.kernel import languages
from tests.support.cast import DROP, NEIGHBOUR, PENSIONER, SHOP
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")

_sequences = itertools.count(5_000_000)


def formed(payment: int, *members: int, kind: PatternKind = PatternKind.TWO_STEPS, partial: bool = False) -> Formed:
    """A pattern is recorded."""
    row = Formed(next(_sequences), payment, kind, list(members), partial)
    record.record("patterns", row.sequence + 1, [], [], record.Beside([row]))
    return row


def scene() -> list[int]:
    """The pensioner pays the drop through the neighbour, and then directly."""
    return [
        given(Verdict.ALLOW, creditor=NEIGHBOUR, amount=1_000),
        given(Verdict.ALLOW, debtor=NEIGHBOUR, creditor=DROP, amount=900),
        given(Verdict.HOLD, amount=5_000),
    ]


def test_everybody_in_a_pattern_has_it_with_its_payments_in_order_and_nobody_else() -> None:
    first, second, last = scene()
    given(debtor=NEIGHBOUR, creditor=SHOP)
    formed(last, second, first)
    for party in (PENSIONER, NEIGHBOUR, DROP):
        (found,) = patterns_of(token_of(party))
        assert [part.sequence for part in found.payments] == [first, second, last]
    assert [(part.amount, part.verdict) for part in found.payments][::2] == [
        (1_000, Verdict.ALLOW),
        (5_000, Verdict.HOLD),
    ]
    assert (found.kind, found.at, found.partial) == (PatternKind.TWO_STEPS, found.payments[-1].paid_at, False)
    assert patterns_of(token_of(SHOP)) == []


def test_a_pattern_that_grew_is_told_once_as_it_is_now_and_another_of_its_kind_beside_it() -> None:
    first, second, last = scene()
    formed(second, first)
    formed(last, first, second)
    apart = [given(Verdict.ALLOW, creditor=DROP), given(Verdict.ALLOW, debtor=DROP, creditor=SHOP)]
    formed(apart[1], apart[0])
    assert [len(found.payments) for found in patterns_of(token_of(DROP))] == [2, 3]


def test_a_pattern_some_of_whose_payments_are_not_in_the_store_says_so() -> None:
    first, second, last = scene()
    formed(last, first, second, 9_999_999)
    (found,) = patterns_of(token_of(DROP))
    assert ([part.sequence for part in found.payments], found.partial) == ([first, second, last], True)


def test_a_pattern_whose_payment_is_not_in_the_store_is_not_shown() -> None:
    first, second, _ = scene()
    formed(9_999_999, first, second)
    assert patterns_of(token_of(NEIGHBOUR)) == []


def test_a_payment_has_a_pattern_of_a_kind_once_and_the_first_that_was_told_stands() -> None:
    first, second, last = scene()
    formed(last, first, second)
    formed(last, second, partial=True)
    formed(last, first, second, kind=PatternKind.CYCLE)
    newest, oldest = patterns_of(token_of(DROP))
    assert (newest.kind, oldest.kind) == (PatternKind.CYCLE, PatternKind.TWO_STEPS)
    assert (len(oldest.payments), oldest.partial) == (3, False)


def test_two_questions_about_one_payment_in_one_transaction_make_one_pattern() -> None:
    first, second, last = scene()
    begin = next(_sequences)
    rows = [
        Formed(begin, last, PatternKind.TWO_STEPS, [first, second], partial=False),
        Formed(begin + 1, last, PatternKind.TWO_STEPS, [second], partial=True),
    ]
    record.record("patterns", begin + 2, [], [], record.Beside(rows))
    (found,) = patterns_of(token_of(DROP))
    assert (len(found.payments), found.partial) == (3, False)


def test_what_was_recorded_is_not_recorded_again() -> None:
    first, second, last = scene()
    row = formed(last, first, second)
    record.record("patterns", row.sequence + 1, [], [], record.Beside([row]))
    assert len(patterns_of(token_of(DROP))) == 1


def test_it_takes_two_queries_however_many_patterns_there_are() -> None:
    first, second, last = scene()
    for kind in PatternKind:
        formed(last, first, second, kind=kind)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(patterns_of(token_of(DROP), most=5)) == 5
    assert len(asked) == 2


def test_every_kind_has_words_in_all_languages() -> None:
    assert set(TITLES) == set(SHOWN) == set(PatternKind)
    for text in (*TITLES.values(), *SHOWN.values()):
        assert len(set(languages.texts(text).values())) == 3, text
