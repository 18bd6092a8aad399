"""The figures of a screened file are those that one works out by hand."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.schemas import Answer, Reason, Text, Verdict
from arasha.simulator.replay.sending import Judged
from arasha.simulator.replay.summary import Tally, average_precision

WORDS = Text(kk="", ru="", en="")


def judged(score: int, verdict: Verdict = "allow", label: int | None = None, *reasons: str) -> Judged:
    found = [Reason(code=code, weight=1, text=WORDS) for code in reasons]
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    return Judged(1, Answer(id="", verdict=verdict, tier="none", score=score, reasons=found, expires_at=expires), label)


def tally(*found: Judged) -> Tally:
    made = Tally()
    for one in found:
        made.add(one)
    return made


def test_precision_and_recall_are_those_of_the_verdicts_graver_than_allow() -> None:
    """Three alerts of which two are frauds; four frauds of which two are alerts."""
    summary = tally(
        judged(900, "refuse", 1), judged(700, "hold", 0), judged(500, "warn", 1), judged(400, "allow", 1),
        judged(100, "allow", 0), judged(0, "allow", 1), judged(0, "allow", 0), judged(0, "allow", 0),
    ).summary(4.0, bad_rows=3)  # fmt: skip
    assert summary.truth
    assert (summary.truth.precision, summary.truth.recall) == (round(2 / 3, 4), 0.5)
    assert (summary.truth.labelled, summary.truth.base_rate) == (4, 0.5)
    assert (summary.payments, summary.payments_per_s, summary.bad_rows) == (8, 2.0, 3)
    assert summary.alert_rate == 0.375
    assert summary.verdicts == {"refuse": 1, "hold": 1, "warn": 1, "allow": 5}


@pytest.mark.parametrize(
    ("labels", "scores", "area"),
    [
        # In the order of scores: hit, miss, hit, miss → ½·1/1 + ½·2/3.
        ([1, 0, 1, 0], [9, 8, 7, 6], 1 / 2 * 1 + 1 / 2 * 2 / 3),
        # The same whatever the order of the file.
        ([0, 1, 0, 1], [6, 7, 8, 9], 1 / 2 * 1 + 1 / 2 * 2 / 3),
        # Equal scores are one step: two of four are hits.
        ([1, 0, 1, 0], [5, 5, 5, 5], 1 / 2),
        # First step: one of two; second: two of three.
        ([1, 0, 1], [5, 5, 4], 1 / 2 * 1 / 2 + 1 / 2 * 2 / 3),
        ([1, 1, 0], [9, 8, 7], 1.0),
        ([0, 0, 1], [9, 8, 7], 1 / 3),
    ],
)
def test_the_area_is_the_mean_of_precisions_at_each_gain_of_recall(
    labels: list[int], scores: list[int], area: float
) -> None:
    assert average_precision(np.array(labels), np.array(scores)) == pytest.approx(area)


ranked = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1000)), min_size=1).filter(
    lambda rows: any(one for one, _ in rows)
)


def by_the_letter(rows: list[tuple[int, int]]) -> float:
    """Σ (recall gained at a threshold) · (precision at it), thresholds from the highest score down."""
    frauds, area, recall = sum(label for label, _ in rows), 0.0, 0.0
    for threshold in sorted({score for _, score in rows}, reverse=True):
        alerts = [label for label, score in rows if score >= threshold]
        area += (sum(alerts) / frauds - recall) * sum(alerts) / len(alerts)
        recall = sum(alerts) / frauds
    return area


@given(ranked)
def test_the_area_is_that_of_its_definition(rows: list[tuple[int, int]]) -> None:
    labels, scores = np.array([label for label, _ in rows]), np.array([score for _, score in rows])
    assert average_precision(labels, scores) == pytest.approx(by_the_letter(rows))


@given(ranked)
def test_only_the_order_of_scores_matters(rows: list[tuple[int, int]]) -> None:
    labels, scores = np.array([label for label, _ in rows]), np.array([score for _, score in rows])
    assert average_precision(labels, scores) == pytest.approx(average_precision(labels, 3 * scores + 7))


def test_the_commonest_reasons_come_first() -> None:
    summary = tally(judged(1, "warn", None, "A", "B"), judged(1, "hold", None, "B")).summary(1.0, 0)
    assert list(summary.top_reasons.items()) == [("B", 2), ("A", 1)]


@pytest.mark.parametrize("found", [[], [judged(1)], [judged(1, "allow", 0)]])
def test_without_a_known_fraud_nothing_is_said_about_the_truth(found: list[Judged]) -> None:
    assert tally(*found).summary(1.0, 0).truth is None


def test_an_empty_file_has_figures_too() -> None:
    summary: Any = Tally().summary(0.0, 0)
    assert (summary.payments, summary.payments_per_s, summary.alert_rate) == (0, 0.0, 0.0)
