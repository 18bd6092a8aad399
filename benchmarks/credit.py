"""`arasha bench credit`: a register of 20 million people, what asking it costs, and whether its receipts can be forged.

Every rate is the median of several rounds; the load comes from the same machine, and so does PostgreSQL.
"""

import argparse
import json
import sys
import time
from functools import partial
from statistics import median
from typing import Any

import httpx
import msgspec

from benchmarks import credit_people, credit_receipts, load
from benchmarks.centre import Centre, _connect, store
from benchmarks.figures import compare, say
from benchmarks.load import Measured

PEOPLE, TOGETHER, BATCHERS, SINGLE_ASKERS = 20_000_000, 1_000, 4, 64
RECEIPTS, FORGED, KEPT = 1_000_000, 100_000, 20_000

# key: what must be reached, and whether more is better.
TARGETS = {
    "checks_per_s": (5_000, True), "checks_per_s_batch": (50_000, True), "check_p99_ms": (20, False),
    "set_visible_ms_p99": (200, False), "bytes_per_person": (16, False), "receipts_verified": (RECEIPTS, True),
    "forged_accepted": (0, False),
}  # fmt: skip


class Bench:
    """One run: `scale` is the share of the full size, `laps` counts how often questions were made."""

    def __init__(self, centre: Centre, people: int, scale: float) -> None:
        self.centre, self.people, self.scale = centre, people, scale
        self.singles = max(5_000, int(60_000 * scale))
        self.laps = 0
        self.figures: dict[str, Any] = {"people": people}

    def lap(self) -> int:
        self.laps += 1
        return self.laps

    def timed(self, send: partial[Measured], each: int) -> tuple[Measured, float]:
        """Send, and what it cost the gateway: processor time a question in µs."""
        before = self.centre.processor_s()
        measured = send()
        if measured.refused:
            sys.exit(f"{measured.refused} requests were refused, the first with {measured.bodies[0]!r}")
        return measured, (self.centre.processor_s() - before) / (measured.answered * each) * 1e6


def singles(bench: Bench, rounds: int) -> None:
    """One application a request: rate, cost, and latency at half of that rate."""
    rates, costs = list[float](), list[float]()
    for _ in range(rounds):
        requests = credit_people.singles(bench.centre.key, bench.lap(), bench.singles, bench.people)
        measured, cost = bench.timed(partial(load.closed, bench.centre.address, requests, SINGLE_ASKERS), 1)
        rates.append(measured.answered / measured.seconds)
        costs.append(cost)
        say(f"singles: {rates[-1]:,.0f}/s, {cost:.1f} µs of processor each")
    bench.figures |= {
        "checks_per_s": round(median(rates)), "cpu_us_check": round(median(costs), 1),
        "check_p99_ms": latency(bench, median(rates) / 2, rounds),
        "check_p99_ms_at_2500_per_s": latency(bench, TARGETS["checks_per_s"][0] / 2, rounds),
    }  # fmt: skip


def latency(bench: Bench, rate: float, rounds: int) -> float:
    """Milliseconds within which 99 of 100 are answered at a rate; the middle of the rounds."""
    latencies = list[float]()
    for _ in range(rounds):
        requests = credit_people.singles(bench.centre.key, bench.lap(), bench.singles, bench.people)
        drained(bench)
        measured = load.paced(bench.centre.address, requests, rate, SINGLE_ASKERS)
        latencies.append(measured.percentile(0.99) * 1e3)
        say(f"at {rate:,.0f}/s: {measured.percentile(0.5) * 1e3:.2f} ms in the middle, {latencies[-1]:.2f} ms at p99")
    return round(median(latencies), 2)


def batches(bench: Bench, rounds: int) -> None:
    """A thousand applications a request: rate and cost."""
    rates, costs, recorded = list[float](), list[float](), list[float]()
    count = max(20_000, int(400_000 * bench.scale))
    for _ in range(rounds):
        requests = list(credit_people.batches(bench.centre.key, bench.lap(), count, bench.people, TOGETHER))
        drained(bench)
        begin = time.perf_counter()
        measured, cost = bench.timed(partial(load.closed, bench.centre.address, requests, BATCHERS), TOGETHER)
        rates.append(measured.answered * TOGETHER / measured.seconds)
        costs.append(cost)
        drained(bench)
        recorded.append(count / (time.perf_counter() - begin))
        say(f"batches of {TOGETHER}: {rates[-1]:,.0f} checks/s, {cost:.2f} µs of processor each")
    bench.figures |= {
        "checks_per_s_batch": round(median(rates)), "cpu_us_check_batch": round(median(costs), 2),
        "recorded_per_s": round(median(recorded)),
    }  # fmt: skip


def set_visible(bench: Bench, times: int) -> None:
    """From before the refusal is committed until checks deny, each asked anew; beside some load."""
    from django.db import connection, transaction

    from arasha.domains.credit.actions import register
    from arasha.domains.credit.rules import effects
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    by, seconds, lap = By("process:bench", Purpose.CREDIT), list[float](), bench.lap()
    everything = effects.own(effects.Refused(effects.Scope.ALL))
    headers = {"authorization": f"Bearer {bench.centre.key}"}
    with httpx.Client(base_url=bench.centre.url, headers=headers, timeout=10) as lender:
        for number in range(times):
            person = credit_people.token(3 * bench.people + number)
            begin = time.perf_counter()
            with transaction.atomic():
                register.state([register.Said(bytes.fromhex(person), "person", everything)], by)
            asked = 0
            while True:
                check = {"id": f"{lap}-{number}-{asked}", "person": person, "channel": "remote"}
                if lender.post("/v1/credit/check", json=check).json()["answer"] == "deny":
                    break
                asked += 1
            seconds.append(time.perf_counter() - begin)
    connection.close()
    ordered = sorted(seconds)
    bench.figures |= {
        "set_visible_ms_p99": round(ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] * 1e3, 1),
        "set_visible_ms_p50": round(median(ordered) * 1e3, 1), "set_visible_times": times,
    }  # fmt: skip


def receipts(bench: Bench) -> None:
    """A million answers, each proved offline; forgeries of some of them."""
    from arasha.kernel.log import ledger

    verifier, good, kept = ledger.signer().verifier, 0, list[dict[str, Any]]()
    wanted, lap, begin = max(TOGETHER, int(RECEIPTS * bench.scale)), bench.lap(), time.perf_counter()
    headers = {"authorization": f"Bearer {bench.centre.key}"}
    with httpx.Client(base_url=bench.centre.url, headers=headers, timeout=60) as lender:
        for first in range(0, wanted, TOGETHER):
            asked = [credit_people.question(lap, number, bench.people) for number in range(first, first + TOGETHER)]
            answer = lender.post("/v1/credit/check-batch", content=credit_people.bodies(asked))
            told = [one["receipt"] for one in msgspec.json.decode(answer.content)["answers"]]
            good += credit_receipts.count_good(told, verifier)
            kept += told[:: max(1, wanted // KEPT)]
    forged = max(1_000, int(FORGED * bench.scale))
    say(f"{good:,} of {wanted:,} receipts proved in {time.perf_counter() - begin:,.0f} s; {forged:,} forgeries follow")
    bench.figures |= {
        "receipts": wanted, "receipts_verified": good, "forged": forged,
        "forged_accepted": credit_receipts.count_accepted(kept, verifier, forged),
    }  # fmt: skip


def drained(bench: Bench) -> None:
    """Wait until the keeper has everything in the store, so that a round does not measure the one before."""
    from django.db import connection

    from arasha.domains.credit.queries import register

    while register.position() < _next(bench):
        time.sleep(0.1)
    connection.close()


def _next(bench: Bench) -> int:
    text = httpx.get(f"{bench.centre.url}/metrics", timeout=10).text
    line = next(line for line in text.splitlines() if 'what="credit_next_sequence"' in line)
    return int(float(line.split()[-1]))


def main() -> None:
    """Measure, and print a table or one JSON object on the last line."""
    parser = argparse.ArgumentParser(prog="arasha bench credit", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size, for a quick look")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    people = max(100_000, int(PEOPLE * given.scale))
    with store() as folder:
        centre = Centre(folder)
        try:
            bench = _opened(centre, people, given.scale)
            singles(bench, given.rounds)
            batches(bench, given.rounds)
            set_visible(bench, max(40, int(500 * given.scale)))
            receipts(bench)
        finally:
            centre.stop()
    compare(bench.figures, TARGETS)
    if given.json:
        print(json.dumps(bench.figures))


def _opened(centre: Centre, people: int, scale: float) -> Bench:
    """A centre whose register has so many people, in the store and in the file that the gateway maps."""
    from arasha.domains.credit.actions import files
    from arasha.interfaces.gateway.credit.restoring import register_path
    from arasha.kernel.settings import current

    centre.key = _connect()
    begin = time.perf_counter()
    credit_people.make(people)
    stored, path = time.perf_counter(), register_path(current())
    files.write_snapshot(path)
    bench, written = Bench(centre, people, scale), time.perf_counter()
    say(f"{people:,} people: in the store in {stored - begin:,.0f} s, in the file in {written - stored:,.0f} s")
    bench.figures |= {"bytes_per_person": round(path.stat().st_size / people, 2), "file_s": round(written - stored, 1)}
    for name in ("gateway", "keeper"):
        centre.start(name)
    bench.figures["start_s"] = round(centre.answering(), 1)
    return bench


if __name__ == "__main__":
    main()
