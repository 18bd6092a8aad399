"""From a report to the first hold, over the wire: the real processes, twenty banks, webhooks to a receiver here.

`report_to_first_hold_request_s`: from the moment at which a report was due to be sent to the moment at which the first
request to hold its money has reached a bank's receiver. `taint_visible_ms`: from the answer to a report to the moment
at which the gateway counts the accounts as having stolen money in them; each time a payment out of one is then asked
about, and must be held.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import httpx

from arasha.client import Client
from benchmarks import recovery_banks as banks
from benchmarks.centre import Centre, centre
from benchmarks.kills import wait_until_drained

Say = Callable[[str], None]

RATE, SECONDS, SAMPLES, WARM = 50, 20, 200, 40
PATIENCE_S, LOOK_S = 120.0, 0.004
GAUGE = 'arasha_gateway{what="tainted_accounts"} '


def measure(rate: int, samples: int, say: Say, seconds: int = SECONDS) -> dict[str, Any]:
    """The figures, at so many reports a second."""
    with centre(banks.SETTINGS) as running:
        keys = banks.connect()
        running.start("worker")
        running.start("web")
        _await(lambda: httpx.get(f"http://127.0.0.1:{banks.WEB}/api/v1/openapi.json").status_code == 200)
        begin = time.perf_counter()
        thefts = range(WARM + samples + rate * seconds)
        _await(lambda: _knows(running, keys[-1]))
        banks.rob(running, keys, thefts)
        wait_until_drained(running)
        say(f"live: {len(thefts):,} thefts have happened, {time.perf_counter() - begin:,.0f} s")
        return asyncio.run(_both(running, keys, (rate, samples, len(thefts)), say))


async def _both(running: Centre, keys: Sequence[str], sizes: tuple[int, int, int], say: Say) -> dict[str, Any]:
    rate, samples, thefts = sizes
    at_work = banks.Banks()
    async with await at_work.listen():
        await _flood(at_work, keys, range(WARM), 5)
        visible = [await _visible(at_work, running, keys, theft) for theft in range(WARM, WARM + samples)]
        say(f"live: stolen money seen by the gateway after {_at(visible, 0.5) * 1e3:.0f} ms in the middle")
        spent = running.processor_s_of_all("worker"), running.processor_s_of_all("web")
        first = await _flood(at_work, keys, range(WARM + samples, thefts), rate)
        cost = [
            (running.processor_s_of_all(name) - before) * 1e3 / len(first)
            for name, before in zip(("worker", "web"), spent, strict=True)
        ]
    say(f"live: a report costs {cost[0]:.0f} ms of the worker's processor time, {cost[1]:.0f} ms of the web's")
    return {
        "report_to_first_hold_request_s_p95": round(_at(first, 0.95), 2),
        "report_to_first_hold_request_s_p50": round(_at(first, 0.5), 2),
        "reports_per_s": rate, "reports": len(first), "worker_ms_per_report": round(cost[0], 1),
        "web_ms_per_report": round(cost[1], 1), "taint_visible_ms_p99": round(_at(visible, 0.99) * 1e3, 1),
        "taint_visible_ms_p50": round(_at(visible, 0.5) * 1e3, 1), "taint_samples": len(visible),
    }  # fmt: skip


async def _flood(at_work: banks.Banks, keys: Sequence[str], thefts: range, rate: float) -> list[float]:
    """Report thefts at a rate; how long each took to the first request to hold."""
    sending = list[asyncio.Task[None]]()
    at_work.wait_for(thefts)
    for theft, due in banks.due_times(thefts, rate):
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sending.append(asyncio.create_task(at_work.send(theft, banks.report(theft, keys), due)))
    await asyncio.gather(*sending)
    with suppress(TimeoutError):
        await asyncio.wait_for(at_work.all_asked.wait(), PATIENCE_S)
    if at_work.refused:
        raise SystemExit(f"{len(at_work.refused)} reports were refused, the first with {at_work.refused[0]!r}")
    never = float("inf")
    return [at_work.asked.get(theft, never) - at_work.sent[theft] for theft in thefts]


async def _visible(at_work: banks.Banks, running: Centre, keys: Sequence[str], theft: int) -> float:
    """How long after a report's answer the gateway knew of its money; a payment that would carry it on must be held."""
    async with httpx.AsyncClient(base_url=running.url) as looking:
        before = await _tainted(looking)
        await at_work.send(theft, banks.report(theft, keys), time.perf_counter())
        deadline = time.perf_counter() + PATIENCE_S
        while await _tainted(looking) == before:
            if time.perf_counter() > deadline:
                raise SystemExit("the gateway never heard of stolen money")
            await asyncio.sleep(LOOK_S)
        seen = time.perf_counter()
    with Client(running.url, keys[banks.bank_of_probe(theft)], deadline_s=20.0) as client:
        answer = client.screen(banks.probe(theft))
    if answer.verdict != "hold" or not answer.held_amount:
        raise SystemExit(f"a payment with stolen money was not held: {answer}")
    await asyncio.sleep(0.2)
    return seen - at_work.answered[theft]


async def _tainted(looking: httpx.AsyncClient) -> float:
    text = (await looking.get("/metrics")).text
    return float(text[text.index(GAUGE) + len(GAUGE) :].split("\n", 1)[0])


def _knows(running: Centre, key: str) -> bool:
    asked = httpx.post(
        f"{running.url}/v1/payments/screen", headers={"authorization": f"Bearer {key}"}, content=b"{}", timeout=5
    )
    return asked.status_code != 401


def _await(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("a process does not answer")


def _at(found: Sequence[float], share: float) -> float:
    return sorted(found)[min(len(found) - 1, int(share * len(found)))]
