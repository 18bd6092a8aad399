"""The engine against itself: the machine code and the plain Python of the same functions must agree bit for bit.

The plain Python runs in a child process (NUMBA_DISABLE_JIT=1), as whatever a batch is cut into; the machine code runs
here, once for each way of cutting. Between two batches the state is now and then saved and restored, and at fixed
places it forgets. What is compared are the hashes of all feature rows and of all decisions.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from benchmarks.engine_stream import stream

from arasha.domains.payments.hot.book import book
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.compiled import Array

# How a stream is cut: everything one by one, as the bench does, and at random.
ONE, TOGETHER, RANDOM = 1, 256, 0
LARGEST = 1_000
FORGETS_EVERY = 30_000
SAVES_EVERY = 25  # batches

Progress = Callable[[int], None]


class Seen(NamedTuple):
    """What a run has shown: hashes of the features and of the decisions, hexadecimal."""

    features: str
    decisions: str


def prove(payments: int, seed: int, progress: Callable[[str], None]) -> dict[str, object]:
    """Compare the two engines on so many payments; the figures for the bench."""
    progress(f"plain Python over {payments:,} payments, in a process of its own")
    with _plain_python(payments, seed) as child:
        asks = stream(payments, seed, accounts=max(50, payments // 10), twice=True)
        splits = {"one by one": ONE, f"by {TOGETHER}": TOGETHER, "random": RANDOM, "random again": RANDOM}
        seen = {}
        for number, (name, size) in enumerate(splits.items()):
            seen[name] = run(asks, size, seed + number)
            progress(f"machine code, {name}: features {seen[name].features[:16]}")
        told, error = child.communicate()
    if child.returncode:
        raise RuntimeError(f"the plain Python engine failed: {error.decode()[-2000:]}")
    plain = Seen(**json.loads(told.splitlines()[-1]))
    progress(f"plain Python, random: features {plain.features[:16]}")
    equal = all(one == plain for one in seen.values())
    return {"oracle_equal": equal, "oracle_payments": payments, "oracle_splits": len(splits) + 1}


def run(asks: Array, size: int, seed: int) -> Seen:
    """Screen a stream cut in batches of a size, or at random (`RANDOM`)."""
    screener, rows = _empty(), np.zeros((len(asks), WIDTH), np.int64)
    decisions = np.zeros(len(asks), DECISION)
    for number, (begin, end) in enumerate(batches(asks, size, np.random.default_rng(seed))):
        if begin and begin % FORGETS_EVERY == 0:
            screener.forget()
        if number % SAVES_EVERY == SAVES_EVERY - 1:
            screener = _restored(screener)
        again = np.flatnonzero(asks["first"][begin:end] < begin) + begin
        rows[again] = rows[asks["first"][again]]
        screener.screen(asks[begin:end], rows[begin:end], decisions[begin:end])
    return Seen(_hash(rows), _hash(decisions))


def batches(asks: Array, size: int, random: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Where to cut: as asked, where a question is about a payment of the same batch, and where it will be forgotten."""
    begin, first = 0, asks["first"]
    while begin < len(asks):
        end = begin + (size or int(random.integers(1, LARGEST)))
        end = min(end, len(asks), (begin // FORGETS_EVERY + 1) * FORGETS_EVERY)
        inside = np.flatnonzero((first[begin:end] >= begin) & (first[begin:end] < asks["sequence"][begin:end]))
        end = begin + int(inside[0]) if len(inside) else end
        yield begin, end
        begin = end


def _empty() -> Screener:
    """Small at first, so that it has to grow."""
    return Screener(book(), accounts=64, payments=64)


def _restored(screener: Screener) -> Screener:
    """Another screener with the same memory."""
    other = _empty()
    other.load({name: array.copy() for name, array in screener.arrays().items()})
    return other


def _hash(array: Array) -> str:
    return hashlib.sha256(array.tobytes()).hexdigest()


def _plain_python(payments: int, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.engine_oracle", str(payments), str(seed)]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def main() -> None:
    """The child process: screen the stream in plain Python and tell what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("payments", type=int)
    parser.add_argument("seed", type=int)
    order = parser.parse_args()
    asks = stream(order.payments, order.seed, accounts=max(50, order.payments // 10), twice=True)
    with np.errstate(over="ignore"):  # hashing overflows on purpose
        print(json.dumps(run(asks, RANDOM, order.seed + 1000)._asdict()))


if __name__ == "__main__":
    main()
