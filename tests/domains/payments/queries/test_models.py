"""What is told of models: the candidate beside the live one on the same payments, and how far the world has moved."""

import numpy as np
import pytest

from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.hot import group
from arasha.domains.payments.models import Payment
from arasha.domains.payments.queries import models as queries
from arasha.domains.payments.rules.features import F
from tests.support.models import COLUMNS, MAKER, SECOND, files
from tests.support.recorded import given

pytestmark = pytest.mark.usefixtures("db")

# What the live model and the candidate said of four payments: both alert, each alone, none.
SAID = ((9_000, 8_000), (7_000, 100), (200, 6_000), (100, 100))


def two_models() -> tuple[str, str]:
    live, candidate = (actions.register(files(alert), MAKER).version for alert in (5_000, 5_500))
    actions.to_shadow(live, MAKER)
    actions.make_live(live, SECOND)
    actions.to_shadow(candidate, MAKER)
    return live, candidate


def payments_with_scores() -> None:
    """Payments of this hour whose rows have the models' words."""
    for live, candidate in SAID:
        sequence = given()
        row = np.zeros((1, len(F)), np.int64)
        row[0, [F.DROP_SCORE, F.DROP_SCORE_CANDIDATE]] = live, candidate
        Payment.objects.filter(sequence=sequence).update(features=group.pack(row))


def test_there_is_nothing_to_compare_without_two_models() -> None:
    assert queries.comparison() is None
    assert queries.drift() is None


def test_both_models_are_compared_on_the_same_payments() -> None:
    live, candidate = two_models()
    payments_with_scores()
    told = queries.comparison()
    assert told is not None
    assert (told.live.version, told.candidate.version, told.payments) == (live, candidate, 4)
    assert (told.both, told.only_live, told.only_candidate) == (1, 1, 1)
    assert told.live.alert_rate == told.candidate.alert_rate == 0.5
    assert told.live.mean == pytest.approx(0.4075)
    assert sum(told.live.bins) == 4
    assert told.live.bins[18] == 1


def test_payments_for_which_the_candidate_speaks_are_left_out() -> None:
    _, candidate = two_models()
    payments_with_scores()
    actions.roll_out(candidate, 100, MAKER)
    told = queries.comparison()
    assert told is not None
    assert told.payments == 0


def test_drift_is_told_for_the_columns_that_the_model_learned() -> None:
    two_models()
    payments_with_scores()
    told = queries.drift()
    assert told is not None
    assert told.payments == 4
    assert set(told.indices) == set(COLUMNS)
    assert list(told.indices.values()) == sorted(told.indices.values(), reverse=True)
