"""Writes a whole history: part by part, on as many processes as wished, always the same bytes."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, NamedTuple

import numba

from arasha.simulator.history.crimes import Shares, commit
from arasha.simulator.history.order import Order, check
from arasha.simulator.history.parts import Written, write_part
from arasha.simulator.history.residents import write_firms, write_people
from arasha.simulator.history.told import write_codes, write_told

AHEAD = 2  # tasks for each process that are handed out before they are needed
FORMAT = 1


class Summary(NamedTuple):
    """What has been written."""

    payments: int
    payment_bytes: int
    files: int
    schemes: int
    crimes: int


def write_history(order: Order, progress: Callable[[int], None] = lambda _: None) -> Summary:
    """Write everything and at last the manifest; `progress` is called with the number of finished tasks.

    `WrongOrder` where the folder is not empty or cannot be written.
    """
    check(order)
    shares = commit(order)
    hashes, payments, size = write_codes(order), 0, 0
    for written in _all(order, shares):
        hashes |= written.hashes
        payments, size = payments + written.payments, size + written.bytes
        progress(1)
    if shares.whole:
        hashes |= write_told(order, shares.whole)
    manifest = {
        "format": FORMAT,
        "seed": order.country.seed,
        "people": order.country.people,
        "begin": order.begin.isoformat(),
        "days": order.days,
        "crime": order.crime,
        "calls": order.calls,
        "payments": payments,
        "schemes": shares.schemes,
        "sha256": dict(sorted(hashes.items())),
    }
    (order.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    crimes = len(shares.whole.payments) if shares.whole else 0
    return Summary(payments, size, len(hashes), shares.schemes, crimes)


def tasks(order: Order) -> int:
    """How many tasks a history is."""
    return 1 + len(order.parts) * (order.days + 1)


def _all(order: Order, shares: Shares) -> Iterator[Written]:
    with _workers(order.processes) as submit:
        waiting = set[Future[Written]]()
        for task in _tasks(order, shares):
            waiting.add(submit(*task))
            if len(waiting) >= order.processes * AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        for future in waiting:
            yield future.result()


def _tasks(order: Order, shares: Shares) -> Iterator[tuple[Any, ...]]:
    yield _firms, order
    for part in order.parts:
        yield _people, order, part
    for days in range(order.days):
        for part in order.parts:
            yield write_part, order, days, part, shares.of(days, part)


def _firms(order: Order) -> Written:
    return Written(write_firms(order), 0, 0)


def _people(order: Order, part: int) -> Written:
    return Written(write_people(order, part), 0, 0)


@contextmanager
def _workers(processes: int) -> Iterator[Callable[..., Future[Written]]]:
    """Hands tasks to so many processes; one works here."""
    if processes == 1:
        yield _here
        return
    folder = vars(numba.config)["CACHE_DIR"]
    if folder:
        os.environ["NUMBA_CACHE_DIR"] = folder  # where they find the machine code
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        yield pool.submit


def _here(function: Callable[..., Written], *arguments: Any) -> Future[Written]:
    future = Future[Written]()
    future.set_result(function(*arguments))
    return future
