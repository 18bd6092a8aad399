"""The whole book over a country whose truth is known: few innocents are stopped, most stolen money is seen."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from arasha.app import backtesting_book, history
from arasha.app.backtesting_book import OfBook
from arasha.domains.payments.rules.book import book
from arasha.simulator.country.people import Country
from arasha.simulator.history import words
from arasha.simulator.history.order import Order
from arasha.simulator.history.writing import write_history

PEOPLE, DAYS, CRIME, SEED = 2_000, 10, 200.0, 5


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten days of a small country, in words."""
    folder = tmp_path_factory.mktemp("country")
    write_history(Order(Country(SEED, PEOPLE), date(2026, 6, 8), DAYS, folder / "past", CRIME))
    words.write_words(words.Order(folder / "past", folder / "payments.parquet"))
    return folder / "payments.parquet"


@pytest.fixture(scope="module")
def seen(past: Path) -> OfBook:
    read = history.read([past])
    assert not read.bad
    return backtesting_book.over(book(), read, np.ones(len(read.asks), np.bool_), lambda _: None)


def test_of_a_thousand_innocent_payments_five_are_stopped_at_most_and_one_is_held(seen: OfBook) -> None:
    assert seen.innocent > 20_000
    assert seen.innocent_alerts < 0.005 * seen.innocent
    assert seen.innocent_held < 0.001 * seen.innocent


def test_most_payments_with_stolen_money_are_seen(seen: OfBook) -> None:
    assert seen.fraud > 500
    assert seen.fraud_alerts > 0.7 * seen.fraud


def test_what_stops_innocents_is_told_by_rule_and_by_what_adds_up(seen: OfBook) -> None:
    rules = {rule.code: rule for rule in seen.rules}
    assert rules.keys() == {rule.code for rule in book().rules}
    assert seen.together
    assert all(each.verdict != "allow" and each.innocent > 0 for each in seen.together)
    assert sum(each.innocent for each in seen.together) <= seen.innocent_alerts
    run = rules["SENT_ON_IN_A_RUN"]
    assert run.fraud > 10 * run.innocent
