"""`arasha bench engine`: what a payment costs the engine and the rules, without HTTP or journal.

`engine_payments_per_s` is of windows of up to a week and every rule; `…_with_behaviour` is of the whole engine, with
what it remembers of months, of neighbours and of patterns. The model's score comes on top: `arasha bench drops`.

Rates are of processor time on one core, and the median of several rounds, because they are steadier than the wall clock
on a busy machine. A million payments of 200 000 accounts over ten days; the first week is absorbed beforehand, so that
every payment that is measured also makes old ones leave the windows.
"""

import argparse
import json
import sys
import time
from statistics import median

import numpy as np

from arasha.domains.payments.hot.behaviour_layout import kept_arrays
from arasha.domains.payments.hot.book import Book, book
from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.layout import ACCOUNTS as ACCOUNTS_USED
from arasha.domains.payments.hot.layout import BLOCK, BLOCKS, FREE_BLOCKS
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.compiled import Array
from benchmarks.engine_oracle import prove
from benchmarks.engine_stream import ACCOUNTS, stream

BATCH = 256
ROUNDS = 10
PAYMENTS = 1_000_000
WARM = 0.7  # seven of ten days
PROVED = 200_000
SEED = 2026
TARGET = 2_000_000


def warmed(rules: Book, asks: Array, *, behaviour: bool) -> Screener:
    """A screener that has a week of payments behind it."""
    screener = Screener(rules, accounts=ACCOUNTS, payments=PAYMENTS, behaviour=behaviour)
    for at in range(0, len(asks), BATCH):
        screener.absorb(asks[at : at + BATCH])
    return screener


def cost_ns(screener: Screener, asks: Array) -> float:
    """Processor time per payment over one round of batches, in ns."""
    decisions = np.zeros(BATCH, DECISION)
    begin = time.process_time_ns()
    for at in range(0, len(asks), BATCH):
        batch = asks[at : at + BATCH]
        screener.screen(batch, no_features(len(batch)), decisions[: len(batch)])
    return (time.process_time_ns() - begin) / len(asks)


def costs(rules: Book, asks: Array, *, behaviour: bool = False) -> tuple[float, Screener]:
    """The median cost of a payment in ns, and the screener after all of them."""
    warm = int(len(asks) * WARM)
    screener, rounds = warmed(rules, asks[:warm], behaviour=behaviour), np.array_split(asks[warm:], ROUNDS)
    cost_ns(screener, rounds[0])
    return median(cost_ns(screener, part) for part in rounds[1:]), screener


def memory(screener: Screener) -> dict[str, float]:
    """What the state takes: an account with its place in the index, and a payment of the last week with its two legs.

    A pair of accounts that have ever paid each other is counted with the account that paid.
    """
    accounts, index, legs, pairs, counters = screener.state[:5]
    blocks = int(counters[BLOCKS] - counters[FREE_BLOCKS])
    week = int(accounts["out_count_7d"][: counters[ACCOUNTS_USED]].sum())
    return {
        "bytes_per_account": round(accounts.itemsize + index.nbytes / len(accounts), 1),
        "bytes_per_payment": round(blocks * BLOCK * legs.itemsize / week, 1),
        "bytes_per_pair": round(pairs.nbytes / max(1, screener.size["pairs"]), 1),
    }


def of_behaviour(screener: Screener) -> float:
    """What is remembered of months and of whom one met, in bytes an account."""
    accounts = screener.size["accounts"]
    return round(sum(array.nbytes for array in kept_arrays(screener.state.behaviour, accounts).values()) / accounts, 1)


def measure(payments: int) -> dict[str, object]:
    """The figures without the proof."""
    asks, rules = stream(payments, SEED), book()
    without, _ = costs(Book(()), asks)
    cost, screener = costs(rules, asks)
    with_identifiers, _ = costs(rules, stream(payments, SEED, named=True))
    with_behaviour, whole = costs(rules, asks, behaviour=True)
    return {
        "engine_payments_per_s": round(1e9 / cost),
        "engine_payments_per_s_without_rules": round(1e9 / without),
        "engine_payments_per_s_with_behaviour": round(1e9 / with_behaviour),
        "engine_cpu_ns": round(cost, 1),
        "engine_cpu_ns_with_identifiers": round(with_identifiers, 1),
        "engine_cpu_ns_without_rules": round(without, 1),
        "engine_cpu_ns_with_behaviour": round(with_behaviour, 1),
        **memory(screener),
        "bytes_of_behaviour_per_account": of_behaviour(whole),
        "accounts": screener.size["accounts"],
        "rules": len(rules.rules),
        "features": WIDTH,
    }


def show(figures: dict[str, object]) -> None:
    """One line a figure."""
    for name, value in figures.items():
        aim = f"   (must reach {TARGET:,})" if name == "engine_payments_per_s" else ""
        print(f"{name:38} {value:>14,}{aim}" if not isinstance(value, bool) else f"{name:38} {value!s:>14}")


def main() -> None:
    """Measure, prove if asked to, print; the exit status says whether the proof held."""
    parser = argparse.ArgumentParser(prog="arasha bench engine", description=__doc__)
    parser.add_argument("--oracle", action="store_true", help="prove machine code against plain Python, bit for bit")
    parser.add_argument("--payments", type=int, default=PAYMENTS, help="payments to measure with")
    parser.add_argument("--proved", type=int, default=PROVED, help="payments to prove with")
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    order = parser.parse_args()
    figures = measure(order.payments)
    if order.oracle:
        figures |= prove(order.proved, SEED, lambda line: print(line, file=sys.stderr, flush=True))
    show(figures)
    if order.json:
        print(json.dumps(figures))
    if figures.get("oracle_equal") is False:
        sys.exit("the two engines differ")


if __name__ == "__main__":
    main()
