"""Growing the trees: on what came first, stopped by what came last, never on a mixture of both."""

import importlib
from typing import Any, NamedTuple

import numpy as np

from arasha.domains.payments.hot.forest import Forest
from arasha.domains.payments.learning.columns import LEARNED
from arasha.domains.payments.learning.trees import of_lightgbm
from arasha.domains.payments.rules.features import F
from arasha.kernel.compiled import Array

# The last part of the training time, kept to see when more trees begin to learn the past by heart.
KEPT_FOR_STOPPING = 0.15
MOST_TREES, PATIENCE = 1_500, 60

# Few leaves and a bound on depth, so that eight rows walk a tree in step (`hot.forest`); a third of the columns a tree,
# because many say nearly the same. One in a hundred payments is a drop's, so the trees are stopped by the area under
# precision and recall, and nothing is weighted: calibration would have to undo it.
PARAMETERS: dict[str, Any] = {
    "objective": "binary", "metric": "average_precision", "learning_rate": 0.05, "num_leaves": 63, "max_depth": 8,
    "min_data_in_leaf": 50, "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
    "max_bin": 127, "use_missing": False, "zero_as_missing": False, "deterministic": True, "force_row_wise": True,
    "verbose": -1,
}  # fmt: skip


class Lesson(NamedTuple):
    """Payments to learn from, in the order of time: feature rows, labels (1 or 0), instants in µs, and the two
    accounts of each as numbers.
    """

    rows: Array
    labels: Array
    times: Array
    accounts: Array


class Trained(NamedTuple):
    """The trees, over places in the feature row; what they say of the part that stopped them; how many there are."""

    forest: Forest
    stopping: Array
    importance: dict[str, float]
    parameters: dict[str, Any]


class NothingToLearn(ValueError):
    """The file cannot teach; the message says what is missing."""


def stopping_part(times: Array) -> Array:
    """The payments of the last part of the time, which stop the training."""
    found: Array = times > np.quantile(times, 1 - KEPT_FOR_STOPPING)
    return found


def train(lesson: Lesson, seed: int, threads: int = 0) -> Trained:
    """Grow trees; `NothingToLearn` when either part has no payment of a drop, or nothing else."""
    lightgbm = _lightgbm()
    late, columns = stopping_part(lesson.times), [int(feature) for feature in LEARNED]
    for part, where in ((~late, "the first 85 %"), (late, "the last 15 %")):
        if not 0 < lesson.labels[part].sum() < part.sum():
            raise NothingToLearn(f"{where} of the training file hold payments of one label only: give a longer file")
    learned, stop = _dataset(lesson, ~late, columns), _dataset(lesson, late, columns)
    parameters = PARAMETERS | {"seed": seed, "num_threads": threads}
    booster = lightgbm.train(
        parameters, learned, MOST_TREES, valid_sets=[stop], callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)]
    )
    gains = dict(zip([F(column).name for column in columns], booster.feature_importance("gain"), strict=True))
    grown = of_lightgbm(booster)
    grown.nodes["feature"] = np.array(columns)[grown.nodes["feature"]]
    return Trained(grown, np.flatnonzero(late), {name: float(gain) for name, gain in gains.items()}, parameters)


def _dataset(lesson: Lesson, part: Array, columns: list[int]) -> Any:
    """Some payments as LightGBM takes them: float64, which holds every amount exactly."""
    rows = np.empty((int(part.sum()), len(columns)), np.float64)
    for place, column in enumerate(columns):
        rows[:, place] = lesson.rows[part, column]
    return _lightgbm().Dataset(rows, lesson.labels[part])


def _lightgbm() -> Any:
    """The library, which needs one of the system's own: bare containers lack it."""
    try:
        return importlib.import_module("lightgbm")
    except OSError as error:
        raise NothingToLearn(f"LightGBM cannot be loaded ({error}); install libgomp, on Debian: libgomp1") from None
