"""Terms: the wording in force at the start, days of Almaty, working days of Kazakhstan, and the operator's overlay."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel import clock, terms
from arasha.kernel.settings import WrongSetting
from arasha.kernel.terms import SHIPPED, Code, Term, Unit

OURS = terms.read(SHIPPED)
DAY = timedelta(days=1)

starts = st.integers(0, 12 * 365 * clock.DAY).map(
    lambda us: datetime(2024, 3, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
amounts = st.integers(1, 40)
units = st.sampled_from(Unit)


def almaty(*parts: int) -> datetime:
    """An instant as a clock in Almaty shows it."""
    return datetime(*parts, tzinfo=clock.ALMATY)  # type: ignore[arg-type, misc]


def a_term(amount: int, unit: Unit) -> Term:
    return Term(Code.HOLD, amount, unit, "a law")


def last_day(end: datetime) -> date:
    return clock.on_screen(end).date()


def counted(day: date, amount: int) -> date:
    """The naive way: list the working days that follow, and take the so-manieth."""
    following = [day + n * DAY for n in range(1, 30 + 4 * amount)]
    return [later for later in following if OURS.works(later)][amount - 1]


def test_every_clock_has_a_wording_that_says_by_which_law() -> None:
    for code in Code:
        assert OURS.term(code, clock.now()).law


@given(starts, amounts, units)
def test_a_term_never_ends_before_it_starts(start: datetime, amount: int, unit: Unit) -> None:
    assert OURS.end(a_term(amount, unit), start) > start


@given(starts, starts, amounts, units)
def test_who_starts_later_never_ends_sooner(one: datetime, other: datetime, amount: int, unit: Unit) -> None:
    early, late = sorted((one, other))
    term = a_term(amount, unit)
    assert OURS.end(term, early) <= OURS.end(term, late)


@given(starts, amounts)
def test_working_days_end_on_a_working_day_as_counted_by_hand(start: datetime, amount: int) -> None:
    ended = last_day(OURS.end(a_term(amount, Unit.WORKING_DAYS), start))
    assert OURS.works(ended)
    assert ended == counted(clock.on_screen(start).date(), amount)


@given(starts, st.integers(1, 20), st.integers(1, 20))
def test_a_longer_term_is_the_shorter_one_gone_on_with(start: datetime, one: int, other: int) -> None:
    whole = OURS.end(a_term(one + other, Unit.WORKING_DAYS), start)
    first = OURS.end(a_term(one, Unit.WORKING_DAYS), start)
    assert OURS.end(a_term(other, Unit.WORKING_DAYS), first) == whole


@pytest.mark.parametrize(
    "day",
    [
        (2025, 1, 2), (2025, 1, 3), (2025, 1, 7), (2025, 3, 10), (2025, 3, 24), (2025, 3, 25), (2025, 5, 1),
        (2025, 5, 7), (2025, 5, 9), (2025, 6, 6), (2025, 7, 7), (2025, 9, 1), (2025, 10, 27), (2025, 12, 16),
        (2026, 1, 1), (2026, 1, 2), (2026, 1, 7), (2026, 3, 9), (2026, 3, 23), (2026, 3, 24), (2026, 3, 25),
        (2026, 5, 1), (2026, 5, 7), (2026, 5, 11), (2026, 5, 27), (2026, 7, 6), (2026, 10, 26), (2026, 12, 16),
    ],
)  # fmt: skip
def test_days_off_that_were_announced_are_known(day: tuple[int, int, int]) -> None:
    assert date(*day).weekday() < 5
    assert not OURS.works(date(*day))


def test_a_sunday_that_was_moved_is_worked_and_ordinary_days_are() -> None:
    assert OURS.works(date(2025, 1, 5)), "worked in place of Friday, 3 January"
    assert all(OURS.works(date(2026, 1, day)) for day in (5, 6, 8, 9))
    assert not OURS.works(date(2026, 1, 10))


def test_a_hold_of_friday_evening_outlasts_nauryz() -> None:
    assert terms.due(Code.HOLD, almaty(2026, 3, 20, 18)) == almaty(2026, 4, 1, 23, 59, 59, 999_999)


def test_the_day_is_that_of_almaty() -> None:
    before, after = almaty(2026, 11, 16, 23, 59), almaty(2026, 11, 17, 0, 1)
    assert last_day(terms.due(Code.HOLD, before)) == date(2026, 11, 23)
    assert last_day(terms.due(Code.HOLD, after)) == date(2026, 11, 24)
    assert terms.due(Code.HOLD, before).tzinfo is UTC


def test_hours_run_from_the_very_instant() -> None:
    start = almaty(2026, 3, 20, 18, 30)
    assert terms.due(Code.APPEAL, start) - start == timedelta(hours=24)


def test_a_clock_keeps_the_wording_under_which_it_started() -> None:
    assert terms.term(Code.HOLD, almaty(2025, 8, 24, 23, 59)).amount == 3
    assert terms.term(Code.HOLD, almaty(2025, 8, 25)).amount == 5
    assert terms.term(Code.HOLD, almaty(2019, 1, 1)).amount == 3, "before the first wording the first one"


def test_an_operator_s_file_replaces_the_terms_that_it_names_and_adds_days(tmp_path: Path) -> None:
    overlay = tmp_path / "terms.toml"
    overlay.write_text(
        """
        terms.hold = [{ from = 2026-01-01, amount = 2, unit = "working_days", law = "a law of 2026" }]
        [[days]]
        on = 2026-11-18
        work = false
        why = "a day of mourning"
        [[days]]
        on = 2026-11-21
        work = true
        why = "moved from 18 November"
        """
    )
    found = terms.read(SHIPPED, overlay)
    hold = found.term(Code.HOLD, almaty(2026, 11, 17, 12))
    assert hold.law == "a law of 2026"
    assert last_day(found.end(hold, almaty(2026, 11, 17, 12))) == date(2026, 11, 20)
    assert found.works(date(2026, 11, 21))
    assert found.term(Code.REFUND, clock.now()) == OURS.term(Code.REFUND, clock.now())


ONCE = '{ from = 2026-01-01, amount = 1, unit = "hours", law = "x" }'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('terms.lunch = [{ from = 2026-01-01, amount = 1, unit = "hours", law = "x" }]', "lunch"),
        ('terms.hold = [{ from = 2026-01-01, amount = 0, unit = "hours", law = "x" }]', "amount"),
        ('terms.hold = [{ from = 2026-01-01, amount = 1, unit = "weeks", law = "x" }]', "unit"),
        ("terms.hold = []", "length"),
        (f"terms.hold = [{ONCE}, {ONCE}]", "two wordings of hold"),
        ("[[days]]\non = 2026-01-01\nwork = true", "why"),
        ("terms = [", "terms.toml"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    overlay = tmp_path / "terms.toml"
    overlay.write_text(text)
    with pytest.raises(WrongSetting, match=r"terms\.toml") as refused:
        terms.read(SHIPPED, overlay)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="cannot be read"):
        terms.read(SHIPPED, tmp_path / "nowhere.toml")
