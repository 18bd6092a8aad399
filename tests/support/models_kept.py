"""Small models, trained in a moment on payments out of a hat: for the registry of models and its screens."""

from functools import cache

import numpy as np

from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.learning.card import Data
from arasha.domains.payments.learning.files import files_of
from arasha.domains.payments.learning.learn import Wish, learn, learn_what_is_usual
from arasha.domains.payments.learning.train import Lesson
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.kernel.outbox.append import By

PAYMENTS, DAY_US = 3_000, 86_400_000_000


@cache
def small_model(seed: int = 0, *, labelled: bool = True) -> dict[str, bytes]:
    """The files of a model that has learned that who passes much on is a drop."""
    lesson, exam = (_lesson(seed + part, first=part * 30 * DAY_US) for part in (0, 1))
    data = {
        "training": Data("training.parquet", "0" * 64, PAYMENTS, int(lesson.labels.sum()), "2026-01-01", "2026-01-30")
    }
    wish = Wish(seed=seed, budget=0.05, threads=1)
    return files_of(learn(lesson, exam, data, wish) if labelled else learn_what_is_usual(lesson, data, wish))


def registered(by: By, seed: int = 0, *, labelled: bool = True) -> str:
    """A small model stands in the registry; its version."""
    return actions.register(small_model(seed, labelled=labelled), by).version


def _lesson(seed: int, first: int) -> Lesson:
    random = np.random.default_rng(seed)
    rows = random.integers(0, 1_000, (PAYMENTS, WIDTH)).astype(np.int64)
    rows[:, F.DEBTOR_PARTY] = random.integers(1, 4, PAYMENTS)
    labels = (rows[:, F.D_PASSED_ON_24H] + random.integers(0, 200, PAYMENTS) > 1_000).astype(np.int64)
    times = first + np.sort(random.integers(0, 30 * DAY_US, PAYMENTS))
    return Lesson(rows, labels, times, random.integers(0, 200, (PAYMENTS, 2)))
