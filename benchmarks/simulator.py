"""`arasha bench simulator`: how large a country is written how fast, always the same, like the real one?

Size: a month of so many people, with crime at its real rate, in a folder that is deleted afterwards; the largest memory
of all its processes together. Speed: processor time of one core, Parquet included. The full size takes half an hour on
two cores and 6 GB of disk; `--people` and `--days` run it smaller.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import simulator_detect, simulator_size
from benchmarks.figures import compare, say

# key: what must be reached, and whether more is better.
TARGETS = {
    "people": (10_000_000, True), "peak_rss_gb": (8, False), "payments_generated_per_s_core": (200_000, True),
    "deterministic": (True, True), "marginals_within": (0.9, True), "detectability": (3, False),
}  # fmt: skip
PARTS = ("size", "speed", "deterministic", "marginals", "detectability")


def main() -> None:
    """Measure, compare with what must be reached, and print one JSON object on the last line."""
    parser = argparse.ArgumentParser(prog="arasha bench simulator", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--only", choices=PARTS, action="append", help="by default all")
    parser.add_argument("--people", type=int, default=10_000_000, help="of the large country")
    parser.add_argument("--days", type=int, default=31, help="of the large country")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where there is room; by default the usual place for such files")
    given = parser.parse_args()
    if given.people < 1 or given.days < 1 or given.processes < 1:
        parser.error("people, days and processes are 1 or more")
    with TemporaryDirectory(prefix="arasha-simulator-", dir=given.folder) as folder:
        figures = measure(given, Path(folder))
    compare(figures, TARGETS)
    if given.json:
        print(json.dumps(figures))


def measure(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The figures of the parts that were asked for."""
    steps: dict[str, Callable[[], dict[str, Any]]] = {
        "size": lambda: simulator_size.size(given, folder / "size", say),
        "speed": lambda: simulator_size.speed(given.seed, folder / "speed", say),
        "deterministic": lambda: simulator_size.deterministic(given.seed, folder / "same", say),
        "marginals": lambda: simulator_size.marginals(given, folder / "marginals", say),
        "detectability": lambda: simulator_detect.measure(given, folder / "detect", say),
    }
    figures = dict[str, Any]()
    for name in given.only or PARTS:
        figures |= steps[name]()
    return figures


if __name__ == "__main__":
    main()
