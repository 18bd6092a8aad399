"""How large, how fast, how alike: histories written and thrown away."""

import argparse
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from arasha.simulator.country.people import Country
from arasha.simulator.history.order import PART, Order
from arasha.simulator.history.parts import write_part
from arasha.simulator.history.writing import tasks, write_history
from arasha.simulator.marginals import tally
from arasha.simulator.marginals.measures import matches, share_within

Say = Callable[[str], None]
BEGIN = date(2026, 3, 1)
LOOK_S, GIB = 0.2, 2**30
SPEED_DAYS = 3
SMALL, SMALL_DAYS, SMALL_CRIME = 50_000, 2, 20.0
ALIKE = 300_000


def size(given: argparse.Namespace, out: Path, say: Say) -> dict[str, Any]:
    """A long history of a large country: its size on disk and the memory of everybody who worked at it."""
    order = Order(Country(given.seed, given.people), BEGIN, given.days, out, 1.0, False, given.processes)
    finished, whole, began = 0, tasks(order), time.monotonic()

    def progress(count: int) -> None:
        nonlocal finished
        finished += count
        if finished % max(1, whole // 20) == 0:
            say(f"size: {finished}/{whole} parts, {time.monotonic() - began:.0f} s")

    with peak() as most:
        done = write_history(order, progress)
    shutil.rmtree(out)
    return {
        "people": given.people,
        "days": given.days,
        "payments": done.payments,
        "peak_rss_gb": round(most[0] / GIB, 2),
        "bytes_a_payment": round(done.payment_bytes / done.payments, 1),
        "gb_on_disk": round(done.payment_bytes / GIB, 2),
        "minutes": round((time.monotonic() - began) / 60, 1),
    }


def speed(seed: int, out: Path, say: Say) -> dict[str, Any]:
    """Payments that one core makes and writes in a second of its own time; the first day compiles and is left out."""
    order = Order(Country(seed, PART), BEGIN, 31, out)
    write_part(order, 0, 0)
    begin, payments = time.process_time(), 0
    for days in range(1, 1 + SPEED_DAYS):
        payments += write_part(order, days, 0).payments
    rate = payments / (time.process_time() - begin)
    say(f"speed: {rate:,.0f} payments/s")
    shutil.rmtree(out)
    return {"payments_generated_per_s_core": round(rate)}


def deterministic(seed: int, out: Path, say: Say) -> dict[str, Any]:
    """The same country twice, on one process and on two: are all files the same?"""
    hashes = []
    for processes in (1, 2):
        order = Order(Country(seed, SMALL), BEGIN, SMALL_DAYS, out / str(processes), SMALL_CRIME, True, processes)
        write_history(order)
        hashes.append(json.loads((order.out / "manifest.json").read_bytes())["sha256"])
    shutil.rmtree(out)
    say(f"deterministic: {len(hashes[0])} files")
    return {"deterministic": hashes[0] == hashes[1]}


def marginals(given: argparse.Namespace, out: Path, say: Say) -> dict[str, Any]:
    """The share of published figures that a month of a smaller country matches within a tenth."""
    people = min(given.people, ALIKE)
    write_history(Order(Country(given.seed, people), BEGIN, 31, out, 1.0, False, given.processes))
    found = matches(tally.read(out))
    for match in found:
        if not match.within:
            say(f"marginals: {match.figure.name('en')} {match.deviation:+.0%}")
    shutil.rmtree(out)
    return {"marginals_within": round(share_within(found), 3), "marginals": len(found)}


@contextmanager
def peak() -> Iterator[list[int]]:
    """The most memory that this process and its children held at once, looked at five times a second."""
    most, stopped, me = [0], threading.Event(), psutil.Process()

    def look() -> None:
        while not stopped.wait(LOOK_S):
            most[0] = max(most[0], sum(_rss(each) for each in (me, *me.children(recursive=True))))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        stopped.set()
        watcher.join()


def _rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
