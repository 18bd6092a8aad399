"""The strongest thing that can be installed against ours: snapml's GraphFeaturePreprocessor, with the same LightGBM.

snapml is not free software: it stands here as an opponent and nowhere in the product. Its features come in batches of
128, as its own examples do it; a batch sees its own later payments, which is in its favour. Of the settings that were
tried (coarser bins and cycles: PR-AUC 0.48) this one is its best; the project's notes report 0.862 for AMLSim without
the settings, so both are told.
"""

import time
from collections.abc import Callable
from importlib import import_module

import numpy as np

from arasha.app import history
from arasha.app.drops.rows import accounts
from arasha.domains.payments.learning import threshold
from arasha.domains.payments.learning.train import MOST_TREES, PARAMETERS, PATIENCE, Lesson, stopping_part
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array
from benchmarks import drops_data
from benchmarks.drops_quality import judged

BATCH = 128
WINDOW_S = 14 * 86_400
FINE, COARSE = list(range(2, 31)), [2, 3, 4, 5, 6, 8, 10]
OF_THE_GRAPH = {
    "num_threads": 1, "time_window": WINDOW_S, "max_no_edges": -1, "vertex_stats": True, "vertex_stats_tw": WINDOW_S,
    "vertex_stats_cols": [3, 4], "vertex_stats_feats": [0, 1, 2, 3, 4, 8, 9, 10], "fan": True, "fan_tw": WINDOW_S,
    "fan_bins": FINE, "degree": True, "degree_tw": WINDOW_S, "degree_bins": FINE, "scatter-gather": True,
    "scatter-gather_tw": WINDOW_S, "scatter-gather_bins": COARSE, "temp-cycle": False, "lc-cycle": False,
}  # fmt: skip


def measure(seed: int, say: Callable[[str], None]) -> dict[str, float | int]:
    """AMLSim divided as for ours."""
    read = history.read([drops_data.AMLSIM])
    begin = time.process_time()
    rows = graph_rows(read)
    rate = len(rows) / (time.process_time() - begin)
    say(f"opponent: {rate:,.0f} payments/s")
    parts = drops_data.divided(Lesson(rows, read.labels, read.asks["paid_at"], accounts(read)))
    answer = _grown(parts.train, seed)
    best = threshold.by_f1(answer(parts.choose.rows), parts.choose.labels.astype(np.float64))
    found = judged(answer(parts.judge.rows), parts.judge, best)
    return {f"opponent_amlsim_{name}": value for name, value in found.items()} | {
        "opponent_payments_per_s": round(rate)
    }


def graph_rows(read: history.History) -> Array:
    """The opponent's features of all payments, in their order: id, accounts, time, amount, then its own."""
    graph, both, asks = import_module("snapml").GraphFeaturePreprocessor(), accounts(read), read.asks
    graph.set_params(OF_THE_GRAPH)
    told = np.column_stack((asks["sequence"], both, asks["paid_at"] // SECOND, asks["amount"])).astype(np.float64)
    batches = [graph.transform(np.ascontiguousarray(told[at : at + BATCH])) for at in range(0, len(told), BATCH)]
    found: Array = np.concatenate(batches)[:, 4:].astype(np.float32)
    return found


def _grown(lesson: Lesson, seed: int) -> Callable[[Array], Array]:
    """LightGBM as ours is grown."""
    import lightgbm

    late = stopping_part(lesson.times)
    learned, stop = (lightgbm.Dataset(lesson.rows[part], lesson.labels[part]) for part in (~late, late))
    booster = lightgbm.train(
        PARAMETERS | {"seed": seed},
        learned,
        MOST_TREES,
        valid_sets=[stop],
        callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)],
    )
    return lambda rows: np.asarray(booster.predict(rows))
