"""`arasha bench drops`: how well drops are found in data that nobody here made, and what finding them costs.

Quality: trained on the first 60 % of the time, stopped by the last part of it; judged on payments that come later, by a
threshold that was chosen before. Cost: processor time of one core, the median of several rounds.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import drops_causal, drops_cost, drops_quality
from benchmarks.figures import compare, say

# key: what must be reached, and whether more is better.
TARGETS = {
    "amlgentex_valid_pr_auc": (0.78, True), "amlgentex_valid_f1": (0.73, True),
    "amlgentex_account_pr_auc": (0.83, True),
    "amlsim_pr_auc": (0.88, True), "amlsim_f1": (0.80, True), "features_payments_per_s": (300_000, True),
    "gateway_cost_us_batch": (15, False), "gateway_cost_us_single": (150, False),
    "score_latency_p99_ms": (10, False), "causal_violations": (0, False),
}  # fmt: skip
PARTS = ("amlgentex", "amlsim", "opponent", "cost", "latency", "causal")
USUAL = [part for part in PARTS if part != "opponent"]


def main() -> None:
    """Measure, compare with what must be reached, and print one JSON object on the last line."""
    parser = argparse.ArgumentParser(prog="arasha bench drops", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--only", choices=PARTS, action="append", help="by default all but the opponent (snapml)")
    parser.add_argument("--model", type=Path, help="a model's folder, instead of training one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cuts", type=int, default=100, help="random places at which causality is tried")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="arasha-drops-") as folder:
        figures = measure(given, given.model or Path(folder))
    compare(figures, TARGETS)
    if given.json:
        print(json.dumps(figures))


def measure(given: argparse.Namespace, model: Path) -> dict[str, Any]:
    """The figures of the parts that were asked for."""
    wanted = given.only or USUAL
    steps: dict[str, Callable[[], dict[str, Any]]] = {
        "amlgentex": lambda: drops_quality.amlgentex(model, given.seed, say),
        "amlsim": lambda: drops_quality.amlsim(given.seed, say),
        "opponent": lambda: drops_quality.opponent(given.seed, say),
        "cost": lambda: drops_cost.measure(model, given.rounds, say),
        "latency": lambda: drops_cost.latency(model, given.rounds, say),
        "causal": lambda: drops_causal.measure(given.cuts, given.seed, say),
    }
    if {"cost", "latency"} & set(wanted) and not given.model and "amlgentex" not in wanted:
        wanted = ["amlgentex", *wanted]
    figures = dict[str, Any]()
    for name in wanted:
        figures |= steps[name]()
    return figures


if __name__ == "__main__":
    main()
