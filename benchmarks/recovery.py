"""`arasha bench recovery`: traces, from report to hold, what looking for stolen money costs, conservation, registry.

Every part runs in a process of its own, with a store of its own. Processor time is the steadier figure on a busy
machine; what is seen over the wire is the median, or the share that is named, of all that happened.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import recovery_conserved, recovery_live, recovery_registry, recovery_screen, recovery_trace
from benchmarks.figures import compare, say

# key: what must be reached, and whether more is better.
TARGETS = {
    "trace_ms_p95": (150, False), "report_to_first_hold_request_s_p95": (2, False),
    "taint_visible_ms_p99": (200, False),
    "screen_slowdown": (1.15, False), "money_conserved": (True, True), "prefix_check_bytes": (12, False),
    "registry_check_per_s": (10_000, True),
}  # fmt: skip
PARTS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "trace": lambda given: recovery_trace.measure(given.ledger, given.keep, say),
    "live": lambda given: recovery_live.measure(given.rate, given.samples, say, given.seconds),
    "slowdown": lambda given: recovery_screen.measure(given.rounds, say),
    "conserved": lambda given: recovery_conserved.measure(given.traces, say),
    "registry": lambda given: recovery_registry.measure(given.entries),
}


def main() -> None:
    """Measure, compare with what must be reached, and print one JSON object on the last line."""
    parser = argparse.ArgumentParser(prog="arasha bench recovery", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="by default all parts")
    parser.add_argument("--ledger", type=int, default=recovery_trace.PAYMENTS, help="payments in the ledger")
    parser.add_argument("--keep", type=Path, help="a folder in which the filled ledger stays for the next time")
    parser.add_argument("--rate", type=int, default=recovery_live.RATE, help="reports a second")
    parser.add_argument("--seconds", type=int, default=recovery_live.SECONDS, help="how long they come")
    parser.add_argument("--samples", type=int, default=recovery_live.SAMPLES, help="of taint becoming visible")
    parser.add_argument("--rounds", type=int, default=recovery_screen.ROUNDS, help="of screening")
    parser.add_argument("--traces", type=int, default=recovery_conserved.TRACES, help="random ones")
    parser.add_argument("--entries", type=int, default=recovery_registry.ENTRIES, help="in the registry")
    given = parser.parse_args()
    wanted = given.only or list(PARTS)
    figures = PARTS[wanted[0]](given) if len(wanted) == 1 else _apart(wanted)
    if len(wanted) == 1:
        compare(figures, TARGETS)
    if given.json or len(wanted) > 1:
        print(json.dumps(figures))


def _apart(wanted: list[str]) -> dict[str, Any]:
    """Each part in a process of its own, with the other arguments as they were given."""
    words, figures = _without_only(sys.argv[1:]), dict[str, Any]()
    for name in wanted:
        command = [sys.executable, "-m", "benchmarks.recovery", *words, "--only", name, "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parent.parent)
        figures |= json.loads(done.stdout.splitlines()[-1])
    return figures


def _without_only(words: list[str]) -> list[str]:
    kept = list[str]()
    for before, word in zip(["", *words], words, strict=False):
        if word != "--only" and before != "--only" and not word.startswith("--only="):
            kept.append(word)
    return kept


if __name__ == "__main__":
    main()
