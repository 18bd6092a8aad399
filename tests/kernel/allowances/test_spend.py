"""Allowances: spent by whoever asks, filled up evenly, one for all processes, and nobody can be read back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from arasha.kernel import clock
from arasha.kernel.allowances.actions import Bound, forget, spend
from arasha.kernel.allowances.models import Allowance
from arasha.kernel.errors import RateLimited
from tests.support.cast import NOON

TEN = Bound(most=10, per_second=2)
ONE = "203.0.113.7"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds after noon, to be moved."""
    seconds = [0.0]
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(seconds=seconds[0]))
    return seconds


def spent(who: str = ONE, what: str = "look", bound: Bound = TEN) -> int:
    """How often it may still be done."""
    for done in range(100):
        try:
            spend(what, who, bound)
        except RateLimited:
            return done
    raise AssertionError("without end")


def test_so_many_at_once_and_no_more_and_it_is_said_when_to_come_back(db: None, at: list[float]) -> None:
    assert spent() == 10
    with pytest.raises(RateLimited) as refused:
        spend("look", ONE, Bound(most=10, per_second=1 / 60))
    assert refused.value.retry_after_s == 61


def test_each_of_whom_and_of_what_is_counted_by_itself(db: None, at: list[float]) -> None:
    assert spent() == 10
    assert spent(who="203.0.113.8") == 10
    assert spent(what="send") == 10
    assert spent() == 0


def test_it_comes_back_evenly_and_never_to_more_than_there_was(db: None, at: list[float]) -> None:
    spent()
    at[0] = 2.5
    assert spent() == 5
    at[0] = 90.0
    assert spent() == 10


def test_a_clock_that_runs_behind_gives_nothing_back_and_takes_nothing(db: None, at: list[float]) -> None:
    spent()
    at[0] = -60.0
    assert spent() == 0
    at[0] = 1.0
    assert spent() == 2


@pytest.mark.django_db(transaction=True)
def test_who_asks_through_many_connections_at_once_gets_no_more(at: list[float]) -> None:
    def ask(_: int) -> int:
        try:
            return spent()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        assert sum(many.map(ask, range(4))) == 10


def test_who_it_was_is_not_kept_and_what_is_full_again_is_forgotten(db: None, at: list[float]) -> None:
    spend("look", ONE, TEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT allowance::text, relpersistence FROM allowance, pg_class WHERE relname = 'allowance'")
        text, persistence = cursor.fetchone()
    assert ONE not in text
    assert persistence == "u"
    assert forget() == 0
    at[0] = 2 * 86_400.0
    assert forget() == 1
    assert not Allowance.objects.exists()
