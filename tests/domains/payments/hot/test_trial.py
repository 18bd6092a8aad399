"""Trying a rule on the past: the counts are those of a naive reckoning, in whatever parts the payments come."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.trial import Moved, Seen, Trial
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.language import Rule, at_least, yes
from arasha.kernel.clock import ALMATY_OFFSET, DAY
from arasha.kernel.compiled import Array

LARGE = Rule(code="LARGE", weight=300, title="L", reason="L.", when=(at_least(F.AMOUNT, 100),))
NIGHT = Rule(code="NIGHT", weight=300, title="N", reason="N.", when=(yes(F.NIGHT),))
BOOK = Book((LARGE,))
MONDAY = 20_780 * DAY - ALMATY_OFFSET  # 2026-11-23, midnight in Almaty


def seen(*payments: tuple[int, int, int], begin: int = 0, at: int = MONDAY) -> Seen:
    """Payments by amount, night, truth."""
    features = np.zeros((len(payments), WIDTH), np.int64)
    for row, (amount, night, _) in zip(features, payments, strict=True):
        row[F.AMOUNT], row[F.NIGHT] = amount, night
    sequences = np.arange(begin, begin + len(payments))
    return Seen(sequences, at + sequences, np.array([truth for *_, truth in payments], np.int8), features)


def test_only_what_the_rule_changes_moves() -> None:
    trial = Trial(BOOK, NIGHT)
    trial.look(seen((100, 1, 1), (100, 0, 0), (5, 1, 0), (5, 0, -1)))
    found = trial.result(whole=True)
    assert (found.looked_at, found.fired, found.fired_amount) == (4, 2, 105)
    assert (found.before.alerts, found.after.alerts, found.before.held, found.after.held) == (2, 3, 0, 1)
    assert {(each.before, each.after, each.payments, each.amount) for each in found.moved} == {
        ("warn", "hold", 1, 100),
        ("allow", "warn", 1, 5),
    }
    assert (found.fired_fraud, found.fired_legitimate, found.precision) == (1, 1, 0.5)
    assert found.alert_rates == (0.5, 0.75)


def test_a_rule_that_stands_in_the_book_is_tried_against_the_book_without_it() -> None:
    trial = Trial(Book((LARGE, NIGHT)), NIGHT)
    trial.look(seen((5, 1, -1)))
    assert trial.result(whole=True).moved == [Moved("allow", "warn", 1, 5)]


def test_a_full_book_is_tried_with_the_rule_in_place_of_its_last() -> None:
    full = Book(tuple(Rule(code=f"R_{n}", weight=1, title="R", reason="R.", when=(yes(F.NIGHT),)) for n in range(128)))
    trial = Trial(full, LARGE)
    trial.look(seen((100, 0, -1)))
    assert trial.result(whole=True).fired == 1


def test_weeks_begin_on_monday_in_almaty() -> None:
    trial = Trial(BOOK, NIGHT)
    trial.look(seen((1, 1, 1), at=MONDAY))
    trial.look(seen((1, 1, 0), at=MONDAY - 1))
    assert [(week.begins, week.fired, week.fired_fraud) for week in trial.result(whole=True).weeks] == [
        (date(2026, 11, 16), 1, 0),
        (date(2026, 11, 23), 1, 1),
    ]


def test_examples_are_first_those_that_change_and_of_these_the_largest() -> None:
    trial = Trial(Book((LARGE, Rule(code="SAME", weight=1, title="S", reason="S.", when=(yes(F.NIGHT),)))), NIGHT)
    trial.look(seen((7, 1, -1), (200, 1, 1), (9, 1, 0), (200, 0, -1)))
    examples = trial.result(whole=True).examples
    assert [(each.sequence, each.amount, each.fraud) for each in examples] == [
        (1, 200, True),
        (2, 9, False),
        (0, 7, None),
    ]
    assert (examples[0].before, examples[0].after) == (Verdict.WARN.word, Verdict.HOLD.word)


def test_rows_from_before_the_engine_had_the_figure_are_left_out() -> None:
    trial = Trial(BOOK, NIGHT)
    trial.look(seen((5, 1, -1), (6, 1, -1)), np.array([F.NIGHT, F.NIGHT + 1]))
    found = trial.result(whole=True)
    assert (found.looked_at, found.left_out, found.fired_amount) == (1, 1, 6)


def test_of_nothing_there_is_nothing_to_say() -> None:
    found = Trial(BOOK, NIGHT).result(whole=True)
    assert (found.looked_at, found.since, found.precision, found.alert_rates, found.weeks) == (
        0,
        None,
        None,
        (None, None),
        [],
    )


PAYMENTS = st.lists(
    st.tuples(st.sampled_from([1, 99, 100, 5_000]), st.integers(0, 1), st.integers(-1, 1)), max_size=150
)


@given(PAYMENTS, st.integers(0, 150))
def test_in_how_many_parts_payments_come_makes_no_difference(payments: list[tuple[int, int, int]], cut: int) -> None:
    whole, parts = Trial(BOOK, NIGHT), Trial(BOOK, NIGHT)
    whole.look(seen(*payments))
    first, second = payments[:cut], payments[cut:]
    parts.look(seen(*first))
    parts.look(seen(*second, begin=len(first)))
    assert whole.result(whole=True) == parts.result(whole=True)


ROWS = st.lists(st.lists(st.integers(-(2**60), 2**60), min_size=1, max_size=WIDTH + 3), min_size=1, max_size=8)


@given(ROWS)
def test_rows_packed_one_by_one_come_back_with_their_widths(rows: list[list[int]]) -> None:
    features, widths = group.unpack_many([group.pack(np.array(row)) for row in rows])
    assert widths.tolist() == [len(row) for row in rows]
    for row, found in zip(rows, features, strict=True):
        assert _as_now(row) == found.tolist()


def _as_now(row: list[int]) -> list[int]:
    filled: Array = np.full(WIDTH, -1, np.int64)
    filled[: len(row[:WIDTH])] = row[:WIDTH]
    known: list[int] = filled.tolist()
    return known
