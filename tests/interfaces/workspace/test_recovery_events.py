"""The timeline of an incident: a short one line by line, a long one with what is alike together."""

from datetime import timedelta

from django.utils.translation import override

from arasha.domains.recovery.facts.handling import AnalysisEscalated, HoldReceived, HoldRequested
from arasha.interfaces.workspace.recovery_events import FIRST, LAST, PLAIN, Event, told
from tests.support.cast import NOON


def event(number: int, kind: str, label: str = "") -> Event:
    at = NOON + timedelta(seconds=number)
    return Event(number, kind, label or kind, "flag", "", None, None, "Aigerim", at)


def test_a_short_one_is_told_line_by_line() -> None:
    happened = [event(number, HoldRequested.kind()) for number in range(PLAIN)]
    lines = told(happened)
    assert [line.alone for line in lines] == happened


def test_of_a_long_one_beginning_and_end_stand_alone_and_the_rest_is_counted_by_kind() -> None:
    kinds = [HoldRequested.kind(), HoldReceived.kind()] * 10
    happened = [event(number, kind) for number, kind in enumerate(kinds)]
    with override("en"):
        lines = told(happened)
        assert [str(line.label) for line in lines[FIRST:-LAST]] == ["6 requests received", "6 holds requested"]
    assert [line.alone for line in lines[:FIRST]] == happened[:FIRST]
    assert [line.alone for line in lines[-LAST:]] == happened[-LAST:]


def test_nothing_is_lost_by_folding() -> None:
    happened = [event(number, f"kind-{number % 7}") for number in range(100)]
    shown = [each.sequence for line in told(happened) for each in line.events]
    assert sorted(shown) == list(range(100))


def test_what_happened_once_among_many_keeps_its_own_words() -> None:
    happened = [event(number, HoldRequested.kind()) for number in range(30)]
    happened[15] = event(15, AnalysisEscalated.kind(), "Analysis overdue")
    alone = [line for line in told(happened)[FIRST:-LAST] if line.alone]
    assert [str(line.label) for line in alone] == ["Analysis overdue"]


def test_russian_counts_as_russian_does() -> None:
    happened = [event(number, HoldRequested.kind()) for number in range(FIRST + 22 + LAST)]
    with override("ru"):
        assert str(told(happened)[FIRST].label) == "Запрошено 22 удержания"
