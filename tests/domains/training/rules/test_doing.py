"""Deeds beside tasks: earlier is never worth less, and only what stands at the end counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.training.rules.doing import MINUTE, WAYS, Deed, Did, Outcome, judge, stood_since, worth
from arasha.domains.training.rules.script import Task, Work

STOP = Task(Work.STOP, "theft", {"en": "why"}, 5.0, "theft")


def deed(minute: float, did: Did, about: str = "theft") -> Deed:
    return Deed(int(minute * MINUTE), "person:arman", did, about)


@given(st.floats(0.5, 60), st.integers(0, 10**10), st.integers(0, 10**10))
def test_sooner_is_never_worth_less(within: float, took: int, more: int) -> None:
    assert 0 <= worth(within, took + more) <= worth(within, took) <= 1000


@given(st.integers(1, 200), st.integers(0, 200))
def test_a_task_that_is_done_sooner_is_never_worth_less(minute: int, later: int) -> None:
    (soon,) = judge([STOP], [deed(minute, Did.FOUND_FRAUD)], {"theft": MINUTE})
    (late,) = judge([STOP], [deed(minute + later, Did.FOUND_FRAUD)], {"theft": MINUTE})
    assert late.worth <= soon.worth


def test_a_deed_within_the_time_is_worth_everything_and_one_at_four_times_nothing() -> None:
    assert worth(5.0, 5 * MINUTE) == 1000
    assert worth(5.0, 20 * MINUTE) == 0
    assert 0 < worth(5.0, 12 * MINUTE) < 1000


@pytest.mark.parametrize("work", list(Work))
def test_every_task_has_a_way_and_nothing_both_does_and_undoes_it(work: Work) -> None:
    assert WAYS[work].does
    assert not WAYS[work].does & WAYS[work].undoes


def test_what_was_undone_does_not_stand_and_what_was_mended_stands_since_then() -> None:
    wrong_last = [deed(2, Did.FOUND_FRAUD), deed(3, Did.FOUND_LEGITIMATE)]
    assert stood_since(STOP, wrong_last) == (0, True)
    assert stood_since(STOP, [*wrong_last, deed(9, Did.FOUND_FRAUD)]) == (9 * MINUTE, False)


def test_deeds_about_something_else_do_not_count() -> None:
    (judged,) = judge([STOP], [deed(2, Did.FOUND_FRAUD, "wedding")], {"theft": MINUTE})
    assert judged.outcome is Outcome.MISSED


def test_what_never_happened_asks_for_nothing() -> None:
    (judged,) = judge([STOP], [], {})
    assert judged.outcome is Outcome.NOT_MET


def test_the_minutes_between_knowing_and_doing_are_told() -> None:
    (judged,) = judge([STOP], [deed(8, Did.FOUND_FRAUD)], {"theft": MINUTE})
    assert (judged.outcome, judged.lost) == (Outcome.LATE, 7 * MINUTE)
