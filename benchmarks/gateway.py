"""`arasha bench gateway`: rates, processor time, latency, kills and restarts, load and PostgreSQL on the same machine.

Every figure is the median of several rounds. Processor time per payment is the steadier one on a busy machine.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

from benchmarks import load, payload
from benchmarks.centre import Centre, centre
from benchmarks.engine import PAYMENTS, measure
from benchmarks.figures import compare, say
from benchmarks.kills import kill_again_and_again, wait_until_drained
from benchmarks.load import Measured

# key: what must be reached, and whether more is better.
TARGETS = {
    "singles_per_s": (10_000, True), "cpu_us_single": (60, False), "singles_p99_ms": (20, False),
    "batch_payments_per_s": (120_000, True), "cpu_us_batch": (8, False), "lost": (0, False), "doubled": (0, False),
    "restart_s": (15, False), "engine_payments_per_s": (2_000_000, True),
}  # fmt: skip
TOGETHER, BATCHERS, SINGLE_ASKERS = 100, 8, 64


class Bench:
    """One run: `scale` is the share of the full size, `laps` counts how often the file was sent."""

    def __init__(self, running: Centre, scale: float) -> None:
        self.centre, self.scale = running, scale
        self.bodies = payload.bodies()
        self.laps = 0
        self.figures: dict[str, Any] = {}

    def lap(self) -> int:
        """A lap that has not been sent yet."""
        self.laps += 1
        return self.laps

    def some(self, count: int) -> Sequence[bytes]:
        """So many of the file's payments, fewer in a smaller run."""
        return self.bodies[: max(2_000, int(count * self.scale))]

    def timed(self, send: Callable[[], Measured], each: int) -> tuple[Measured, float]:
        """Send, and what it cost the gateway: processor time per payment in µs."""
        before = self.centre.processor_s()
        measured = send()
        if measured.refused:
            sys.exit(f"{measured.refused} requests were refused, the first with {measured.bodies[0]!r}")
        return measured, (self.centre.processor_s() - before) / (measured.answered * each) * 1e6


def singles(bench: Bench, rounds: int) -> None:
    """One payment a request: rate, cost, and latency at half of that rate."""
    rates, costs, latencies = list[float](), list[float](), list[float]()
    for _ in range(rounds):
        requests = payload.singles(bench.some(100_000), bench.centre.key, bench.lap())
        measured, cost = bench.timed(partial(load.closed, bench.centre.address, requests, SINGLE_ASKERS), 1)
        rates.append(measured.answered / measured.seconds)
        costs.append(cost)
        say(f"singles: {rates[-1]:,.0f}/s, {cost:.1f} µs of processor each")
    half = median(rates) / 2
    for _ in range(rounds):
        requests = payload.singles(bench.some(100_000), bench.centre.key, bench.lap())
        measured = load.paced(bench.centre.address, requests, half, SINGLE_ASKERS)
        latencies.append(measured.percentile(0.99) * 1e3)
        say(f"at {half:,.0f}/s: {measured.percentile(0.5) * 1e3:.2f} ms in the middle, {latencies[-1]:.2f} ms at p99")
    bench.figures |= {
        "singles_per_s": round(median(rates)), "cpu_us_single": round(median(costs), 1),
        "singles_p99_ms": round(median(latencies), 2),
    }  # fmt: skip


def batches(bench: Bench, rounds: int) -> None:
    """A hundred payments a request: rate and cost."""
    rates, costs = list[float](), list[float]()
    for _ in range(rounds):
        requests = list(payload.batches(bench.some(len(bench.bodies)), bench.centre.key, bench.lap(), TOGETHER))
        measured, cost = bench.timed(partial(load.closed, bench.centre.address, requests, BATCHERS), TOGETHER)
        rates.append(measured.answered * TOGETHER / measured.seconds)
        costs.append(cost)
        say(f"batches of {TOGETHER}: {rates[-1]:,.0f} payments/s, {cost:.2f} µs of processor each")
        wait_until_drained(bench.centre)
    bench.figures |= {"batch_payments_per_s": round(median(rates)), "cpu_us_batch": round(median(costs), 2)}


def kills(bench: Bench, times: int) -> None:
    """Kill −9 under load."""
    killed = kill_again_and_again(
        bench.centre, bench.bodies, times, lambda number: say(f"killed and started again: {number} of {times}")
    )
    bench.figures |= {
        "kills": killed.kills, "acknowledged": killed.acknowledged, "lost": killed.lost, "doubled": killed.doubled,
    }  # fmt: skip


def restart(bench: Bench, payments: int) -> None:
    """How long a gateway takes from its start to its first answer with so much history."""
    begin, first = time.perf_counter(), _next(bench)
    while (have := _next(bench)) < payments * bench.scale:
        say(f"making history: {have:,} of {payments * bench.scale:,.0f} payments")
        requests = list(payload.batches(bench.bodies, bench.centre.key, bench.lap(), 1_000))
        load.closed(bench.centre.address, requests, 4)
    wait_until_drained(bench.centre, 1800)
    drained = (have - first) / (time.perf_counter() - begin)
    bench.centre.kill("gateway")
    bench.centre.start("gateway")
    seconds = bench.centre.answering()
    bench.figures |= {"restart_s": round(seconds, 1), "history_payments": have, "drained_per_s": round(drained)}


def _next(bench: Bench) -> int:
    import httpx

    return int(httpx.get(f"{bench.centre.url}/health", timeout=10).json()["next_sequence"])


def main() -> None:
    """Measure, and print a table or one JSON object on the last line."""
    parser = argparse.ArgumentParser(prog="arasha bench gateway", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size, for a quick look")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--history", type=int, default=5_000_000, help="payments before the restart is measured")
    given = parser.parse_args()
    engine = measure(max(100_000, int(PAYMENTS * given.scale)))
    say(f"the engine alone: {engine['engine_payments_per_s']:,} payments/s")
    with centre() as running:
        bench = Bench(running, given.scale)
        bench.figures["engine_payments_per_s"] = engine["engine_payments_per_s"]
        singles(bench, given.rounds)
        batches(bench, given.rounds)
        kills(bench, given.kills)
        restart(bench, given.history)
    compare(bench.figures, TARGETS)
    if given.json:
        print(json.dumps(bench.figures))


if __name__ == "__main__":
    main()
