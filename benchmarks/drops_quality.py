"""How well drops are found: the area under precision and recall, F1, by payment and by account."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from arasha.app.drops import train as training
from arasha.domains.payments.hot.forest import Forest, margins
from arasha.domains.payments.learning import metrics, threshold
from arasha.domains.payments.learning.learn import Wish
from arasha.domains.payments.learning.metrics import Judged
from arasha.domains.payments.learning.train import Lesson, train
from arasha.kernel.compiled import Array
from benchmarks import drops_data

Say = Callable[[str], None]
Figures = dict[str, float | int]


def amlgentex(model: Path, seed: int, say: Say) -> Figures:
    """What `arasha drops train` says of itself: judged on the 20 % of time that follow the training file.

    F1 is at the threshold that was best on the last part of the training file.
    """
    begin, (first, second) = time.perf_counter(), drops_data.AMLGENTEX
    card = training.train(training.Order(first, second, None, model, Wish(seed)), lambda _: None).card
    say(f"AMLGentex: {card.trees} trees in {time.perf_counter() - begin:.0f} s")
    names = {
        "amlgentex_valid_pr_auc": "pr_auc", "amlgentex_valid_f1": "f1", "amlgentex_account_pr_auc": "account_pr_auc",
        "amlgentex_recall_at_0.5%": "recall_at_0.5%",
    }  # fmt: skip
    found = {key: round(card.figures[name].value, 4) for key, name in names.items()}
    return {**found, "amlgentex_trees": card.trees}


def amlsim(seed: int, say: Say) -> Figures:
    """Trained on 60 % of the payments, the threshold chosen on the next 20 %, judged on the last 20 %."""
    parts = drops_data.divided(drops_data.lesson_of(drops_data.AMLSIM))
    begin = time.perf_counter()
    grown = train(parts.train, seed).forest
    say(f"AMLSim: {len(grown.roots)} trees in {time.perf_counter() - begin:.0f} s")
    best = threshold.by_f1(said(grown, parts.choose.rows), parts.choose.labels.astype(np.float64))
    found = judged(said(grown, parts.judge.rows), parts.judge, best)
    return {f"amlsim_{name}": value for name, value in found.items()} | {"amlsim_trees": len(grown.roots)}


def opponent(seed: int, say: Say) -> Figures:
    """snapml's graph features with LightGBM on the same payments, in the same run; needs snapml, which is not free."""
    from benchmarks import drops_opponent

    return drops_opponent.measure(seed, say)


def judged(scores: Array, exam: Lesson, best: float) -> Figures:
    """What scores are worth on an exam, with a threshold that was chosen before."""
    labels = exam.labels.astype(np.float64)
    accounts = metrics.by_account(Judged(scores, labels, exam.times, exam.accounts))
    alerts = scores >= best
    top = np.sort(scores)[-max(1, len(scores) // 200)]
    figures = {
        "pr_auc": metrics.average_precision(scores, labels, np.ones(len(scores))),
        "f1": 2 * labels[alerts].sum() / (alerts.sum() + labels.sum()),
        "account_pr_auc": metrics.average_precision(accounts.scores, accounts.labels, np.ones(len(accounts.scores))),
        "recall_at_0.5%": labels[scores >= top].sum() / labels.sum(),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def said(forest: Forest, rows: Array) -> Array:
    """What a forest says of rows."""
    answers = np.empty(len(rows))
    margins(forest, rows, answers)
    return answers
