"""Models in the engine: what they write into rows, for whom the candidate speaks, which themes are told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.layout import ASK
from arasha.domains.payments.hot.model import (
    MODEL_RULES,
    Models,
    assess,
    between,
    explain,
    models,
    peers_of,
    themes_told,
    words_of_themes,
)
from arasha.domains.payments.learning.trees import Leaf, Split
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.themes import Theme
from arasha.kernel.compiled import Array
from arasha.kernel.money import tenge
from tests.support.models import model, says_large


def looked_at(heard: Models, amount: int = tenge(200_000), payers: int = 1) -> tuple[Array, Array]:
    """Rows of so many paying accounts, and their decisions."""
    asks, rows, decisions = np.zeros(payers, ASK), np.zeros((payers, WIDTH), np.int64), np.zeros(payers, DECISION)
    asks["debtor_lo"], rows[:, F.AMOUNT] = np.arange(payers), amount
    for begin in range(0, payers, 64):
        part = slice(begin, begin + 64)
        assess(asks[part], rows[part], heard)
        explain(asks[part], rows[part], heard, decisions[part])
    return rows, decisions


def test_without_a_model_its_columns_say_so() -> None:
    rows, decisions = looked_at(models())
    columns = [F.DROP_SCORE, F.DROP_SCORE_CANDIDATE, F.DROP_LEVEL, F.UNUSUAL]
    assert rows[0, columns].tolist() == [-1, -1, -1, -1]
    assert decisions["why"].tolist() == [0]


@pytest.mark.parametrize(
    ("amount", "alert", "level"),
    [(tenge(1), 5_000, 0), (tenge(200_000), 5_000, 2), (tenge(200_000), 10_001, 0)],
)
def test_a_score_becomes_a_level_by_the_model_s_own_marks(amount: int, alert: int, level: int) -> None:
    rows, _ = looked_at(models(model(says_large(), alert=alert, sure=max(alert, 9_000))), amount)
    assert rows[0, F.DROP_LEVEL] == level


def test_a_candidate_in_shadow_is_written_and_not_heard() -> None:
    rows, _ = looked_at(models(candidate=model(says_large())))
    assert rows[0, F.DROP_SCORE_CANDIDATE] == 10_000
    assert rows[0, [F.DROP_SCORE, F.DROP_LEVEL]].tolist() == [-1, -1]


@pytest.mark.parametrize("percent", [1, 30, 100])
def test_a_candidate_speaks_for_its_share_of_paying_accounts(percent: int) -> None:
    heard = models(model(Leaf(-3.0, 1)), model(says_large()), percent=percent)
    rows, _ = looked_at(heard, payers=1_000)
    assert (rows[:, F.DROP_LEVEL] == 2).sum() == percent * 10


def test_whoever_hears_the_candidate_at_a_low_percentage_hears_it_at_a_higher_one() -> None:
    few, more = (
        looked_at(models(model(Leaf(-3.0, 1)), model(says_large()), percent=percent), payers=1_000)[0][:, F.DROP_LEVEL]
        for percent in (20, 40)
    )
    assert ((few == 2) <= (more == 2)).all()


def test_the_themes_that_push_up_most_are_told_and_those_that_push_down_are_not() -> None:
    tree = Split(
        int(F.AMOUNT), 100.5, Leaf(-3.0, 10),
        Split(int(F.D_PASSED_ON_24H), -0.5, Leaf(-1.0, 10), Split(int(F.C_AGE_S), -0.5, Leaf(5.0, 1), Leaf(3.0, 1))),
    )  # fmt: skip
    rows, decisions = looked_at(models(model(tree)))
    assert rows[0, F.DROP_LEVEL] == 2
    assert themes_told(int(decisions["why"][0])) == [Theme.PASSED_ON, Theme.AMOUNT]


def test_nothing_is_told_of_a_payment_below_the_threshold() -> None:
    _, decisions = looked_at(models(model(says_large())), tenge(1))
    assert decisions["why"].tolist() == [0]


def test_themes_are_told_in_three_languages() -> None:
    words = words_of_themes(Theme.AMOUNT | Theme.PASSED_ON << 8)
    assert set(words) == {"kk", "ru", "en"}
    assert len(set(words.values())) == 3
    assert words["en"].count(";") == 1


def test_the_rules_that_tell_themes_are_those_that_look_at_the_model_alone() -> None:
    looking = {rule.code for rule in RULES if any(part.feature == F.DROP_LEVEL for part in rule.when)}
    assert looking == MODEL_RULES


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=9, unique=True), st.floats(-60, 60), st.floats(-60, 60))
def test_a_scale_never_falls_and_stays_within_its_ends(knots: list[float], one: float, other: float) -> None:
    rising, levels = np.array(sorted(knots)), np.linspace(0, 10_000, len(knots))
    low, high = (between(value, rising, levels) for value in sorted((one, other)))
    assert 0 <= low <= high <= 10_000


def test_an_account_is_among_its_like() -> None:
    row = np.zeros(WIDTH, np.int64)
    small = peers_of(row)
    row[F.D_OUT_COUNT_7D] = 300
    assert peers_of(row) != small
    row[F.DEBTOR_PARTY] = 99
    assert 0 <= peers_of(row) < 20
