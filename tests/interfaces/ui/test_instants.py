"""Instants as people in Kazakhstan read them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from arasha.interfaces.ui import instants
from arasha.interfaces.ui.templatetags import ui

EVENING = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "2026 ж. 21 қараша, 01:30:00"),
        ("ru", "21 ноября 2026 г., 01:30:00"),
        ("en", "21 November 2026, 01:30:00"),
    ],
)
def test_an_instant_is_read_on_the_clock_of_almaty(language: str, said: str) -> None:
    assert instants.written(EVENING, language, "full") == said


@pytest.mark.parametrize(("style", "said"), [("minute", "2026 ж. 21 қараша, 01:30"), ("short", "21 қар., 01:30")])
def test_citizens_are_told_no_seconds(style: str, said: str) -> None:
    assert instants.written(EVENING, "kk", style) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "under a minute"),
        (timedelta(minutes=12, seconds=30), "12 min"),
        (timedelta(hours=5, minutes=2), "5 h 2 min"),
        (timedelta(days=1, hours=3), "1 day 3 h"),
        (timedelta(days=40, hours=3), "40 days"),
        (timedelta(minutes=-3), "3 min"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_units(length: timedelta, said: str) -> None:
    with override("en"):
        assert instants.span(length) == said


@pytest.mark.parametrize(("days", "said"), [(1, "1 день"), (3, "3 дня"), (11, "11 дней"), (21, "21 день")])
def test_russian_counts_days_as_russian_does(days: int, said: str) -> None:
    with override("ru"):
        assert instants.span(timedelta(days=days)) == said


@pytest.mark.parametrize(("part", "said"), [(0, "0"), (4, "0.40"), (47, "4.7"), (500, "50")])
def test_a_share_is_the_finer_the_smaller(part: int, said: str) -> None:
    with override("en"):
        assert ui.share(part, 1000) == f"{said}\N{NO-BREAK SPACE}%"
    with override("ru"):
        assert ui.share(part, 1000) == f"{said.replace('.', ',')}\N{NO-BREAK SPACE}%"
