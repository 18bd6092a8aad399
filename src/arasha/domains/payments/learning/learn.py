"""From two stretches of labelled payments to a model with its card: taught by the first, judged by the second."""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.forest import NO_FOREST, Forest, margins
from arasha.domains.payments.hot.model import NO_MODEL, NO_SCALE, PARTIES, Model, Scale, Unusual
from arasha.domains.payments.learning import calibrate, drift, metrics, threshold, unusual
from arasha.domains.payments.learning.card import NOT_KNOWN, Card, Data, Group
from arasha.domains.payments.learning.columns import LEARNED
from arasha.domains.payments.learning.curves import curves
from arasha.domains.payments.learning.files import Trained
from arasha.domains.payments.learning.metrics import DAY_US, Judged
from arasha.domains.payments.learning.train import Lesson, stopping_part, train
from arasha.domains.payments.learning.train import Trained as Grown
from arasha.domains.payments.rules.codes import Party
from arasha.domains.payments.rules.features import F
from arasha.kernel import clock
from arasha.kernel.compiled import Array

COLUMNS = {feature.name: int(feature) for feature in LEARNED}


class Wish(NamedTuple):
    """What is asked of a model: its seed, what share of payments may be alerted, how many threads may train."""

    seed: int = 0
    budget: float = 0.005
    threads: int = 0


def learn(lesson: Lesson, exam: Lesson, data: dict[str, Data], wish: Wish) -> Trained:
    """A model taught by `lesson` and judged on `exam`, which is later; `NothingToLearn` when labels are lacking."""
    grown, usual = train(lesson, wish.seed, wish.threads), unusual.isolate(lesson.rows, wish.seed)
    said = _margins(grown.forest, exam.rows)
    scale = calibrate.calibrated(said, exam.labels)
    scores = calibrate.probabilities(scale, said)
    best = _best_f1(grown, lesson, scale)
    alert = threshold.by_budget(scores, wish.budget)
    model = Model(grown.forest, scale, threshold.marks(alert))
    edges = drift.edges_of(lesson.rows, COLUMNS)
    shares = drift.shares_of(lesson.rows, COLUMNS, edges)
    judged = Judged(scores, exam.labels.astype(np.float64), exam.times, exam.accounts)
    card = Card(
        made_at=clock.now().isoformat(timespec="seconds"),
        data=data,
        columns=list(COLUMNS),
        parameters=grown.parameters | {"alert_budget": wish.budget},
        trees=len(grown.forest.roots),
        importance=grown.importance,
        thresholds={"alert": alert, "very_likely": float(model.marks[1]) / 10_000, "best_f1_in_training": best},
        figures=metrics.figures(judged, best, wish.seed),
        curves=curves(scores, judged.labels),
        calibration_error=_honest_error(said, exam),
        drift=drift.indices(shares, drift.shares_of(exam.rows, COLUMNS, edges)),
        fairness=_fairness(exam, scores >= alert),
    )
    return Trained(model, usual, tuple(COLUMNS), card, edges, shares)


def learn_what_is_usual(lesson: Lesson, data: dict[str, Data], wish: Wish) -> Trained:
    """A model that only says what is unusual: for files without a label."""
    usual: Unusual = unusual.isolate(lesson.rows, wish.seed)
    edges = drift.edges_of(lesson.rows, COLUMNS)
    shares = drift.shares_of(lesson.rows, COLUMNS, edges)
    card = Card(
        made_at=clock.now().isoformat(timespec="seconds"),
        data=data,
        columns=list(COLUMNS),
        parameters={"seed": wish.seed, "isolation_trees": unusual.TREES, "isolation_sample": unusual.SAMPLE},
        trees=0,
        importance={},
        thresholds={},
        figures={},
        curves={"precision_recall": [], "recall_at_rate": [], "calibration": []},
        calibration_error=None,
        drift={},
        fairness={"region": NOT_KNOWN, "age": NOT_KNOWN, "sex": NOT_KNOWN},
    )
    return Trained(NO_MODEL._replace(forest=NO_FOREST, scale=NO_SCALE), usual, tuple(COLUMNS), card, edges, shares)


def _margins(forest: Forest, rows: Array) -> Array:
    said = np.empty(len(rows))
    margins(forest, rows, said)
    return said


def _best_f1(grown: Grown, lesson: Lesson, scale: Scale) -> float:
    """The threshold with the best F1 on the payments that stopped the training: the exam must not choose its own."""
    late = np.flatnonzero(stopping_part(lesson.times))
    scores = calibrate.probabilities(scale, _margins(grown.forest, lesson.rows[late]))
    return threshold.by_f1(scores, lesson.labels[late].astype(np.float64))


def _honest_error(said: Array, exam: Lesson) -> float | None:
    """The calibration error on every second day, with a scale fitted on the others."""
    odd = exam.times // DAY_US % 2 == 1
    if exam.labels[odd].max(initial=0) < 1 or exam.labels[~odd].max(initial=0) < 1:
        return None
    scale = calibrate.calibrated(said[~odd], exam.labels[~odd])
    return metrics.calibration_error(calibrate.probabilities(scale, said[odd]), exam.labels[odd].astype(np.float64))


def _fairness(exam: Lesson, alerted: Array) -> dict[str, dict[str, dict[str, float]] | str]:
    """How groups fare: by kind of holder, where the file knows it; the files have neither region, age nor sex."""
    kinds, labels = exam.rows[:, F.DEBTOR_PARTY].clip(0, PARTIES - 1), exam.labels == 1
    groups = {
        Party(kind).name.lower(): _group(alerted[kinds == kind], labels[kinds == kind])._asdict()
        for kind in np.unique(kinds).tolist()
        if kind != Party.UNKNOWN
    }
    return {"region": NOT_KNOWN, "age": NOT_KNOWN, "sex": NOT_KNOWN, "kind of payer": groups or NOT_KNOWN}


def _group(alerted: Array, labels: Array) -> Group:
    return Group(
        len(alerted),
        float(alerted.mean()),
        float(alerted[~labels].mean()) if (~labels).any() else 0.0,
        float(alerted[labels].mean()) if labels.any() else 0.0,
    )
