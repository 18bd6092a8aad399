"""The engine against itself: the machine code and the plain Python of the same functions must agree bit for bit.

The plain Python runs in child processes (NUMBA_DISABLE_JIT=1), one for each of two streams, cut at random; the machine
code runs here, once for each way of cutting. Between two batches the state is now and then saved and restored, and at
fixed places it forgets. What is compared are the hashes of all feature rows and of all decisions.
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

from arasha.domains.payments.hot.book import book
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.compiled import Array
from benchmarks.engine_stream import stream

# How a stream is cut: the size of a batch by the name of the cut; `RANDOM` is 1 to `LARGEST`.
RANDOM, LARGEST = 0, 1_000
SPLITS = {"one by one": 1, "by 256": 256, "by 1 000": 1_000, "at random": RANDOM}
STREAMS = 2
FORGETS_EVERY = 30_000
SAVES_EVERY = 25  # batches

Progress = Callable[[str], None]


class Seen(NamedTuple):
    """What a run has shown: hashes of the features and of the decisions, hexadecimal."""

    features: str
    decisions: str


def prove(payments: int, seed: int, progress: Progress) -> dict[str, object]:
    """Compare the two engines on so many payments; the figures for the bench."""
    orders = [(payments // STREAMS, seed + number) for number in range(STREAMS)]
    progress(f"plain Python over {STREAMS} streams of {payments // STREAMS:,} payments, each in a process of its own")
    children = [_plain_python(*order) for order in orders]
    seen = {name: [run(_stream(*order), size, order[1]) for order in orders] for name, size in SPLITS.items()}
    for name, streams in seen.items():
        progress(f"machine code, {name}: {_short(streams)}")
    plain = [_told(child) for child in children]
    progress(f"plain Python, at random: {_short(plain)}")
    equal = all(streams == plain for streams in seen.values())
    return {"oracle_equal": equal, "oracle_payments": payments, "oracle_splits": len(SPLITS) + 1}


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


def _stream(payments: int, seed: int) -> Array:
    """Few accounts, so that they meet again; some payments from both sides."""
    return stream(payments, seed, accounts=max(50, payments // 10), twice=True, named=True)


def _short(streams: list[Seen]) -> str:
    return ", ".join(f"features {seen.features[:12]} decisions {seen.decisions[:12]}" for seen in streams)


def _plain_python(payments: int, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.engine_oracle", str(payments), str(seed)]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def _told(child: subprocess.Popen[bytes]) -> Seen:
    """What a child process has seen."""
    told, error = child.communicate()
    if child.returncode:
        raise RuntimeError(f"the plain Python engine failed: {error.decode()[-2000:]}")
    return Seen(**json.loads(told.splitlines()[-1]))


def main() -> None:
    """The child process: screen the stream in plain Python and tell what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("payments", type=int)
    parser.add_argument("seed", type=int)
    order = parser.parse_args()
    asks = _stream(order.payments, order.seed)
    with np.errstate(over="ignore"):  # hashing overflows on purpose
        print(json.dumps(run(asks, RANDOM, order.seed + 1000)._asdict()))


if __name__ == "__main__":
    main()
