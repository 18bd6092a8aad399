"""Rules on figures that take weeks: the figures that they are meant for, and the nearest that they leave alone."""

import numpy as np
import pytest

from arasha.domains.payments.hot.judge import DECISION, judge
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.criteria import CRITERIA
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.masks import mask_of
from tests.domains.payments.rules.rows import ROWS, Row

NEAREST = [(code, change) for code, (_, changes) in ROWS.items() for change in changes]


def fired(figures: Row) -> set[str]:
    """What the book says of a row that is 0 but for some figures, in shadow or not."""
    rows, decisions, rules = np.zeros((1, WIDTH), np.int64), np.zeros(1, DECISION), book()
    for name, value in figures.items():
        rows[0, F[name]] = value
    judge(rows, rules.arrays, decisions)
    words = [int(decisions[0][name]) for name in ("live", "live_more", "shadow", "shadow_more")]
    return {rule.code for rule in rules.fired(mask_of(*words[:2]) | mask_of(*words[2:]))}


@pytest.mark.parametrize("code", ROWS)
def test_a_rule_fires_on_the_figures_that_it_is_meant_for(code: str) -> None:
    assert code in fired(ROWS[code][0])


@pytest.mark.parametrize(("code", "change"), NEAREST)
def test_a_rule_leaves_the_nearest_figures_alone(code: str, change: Row) -> None:
    assert code not in fired(ROWS[code][0] | change)


def test_what_is_not_proven_decides_nothing() -> None:
    assert all(rule.shadow for rule in CRITERIA)
