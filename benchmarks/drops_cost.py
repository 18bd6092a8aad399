"""What the figures of behaviour and a model cost: in the engine alone, and in a running gateway under a steady load."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.book import Book, book
from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.model import Models, models
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.learning import files
from arasha.kernel.compiled import Array
from benchmarks import drops_data, load, payload
from benchmarks.centre import Centre, centre

Say = Callable[[str], None]
Figures = dict[str, float | int]

BATCH, TOGETHER, WARM = 1_024, 100, 150_000
SINGLES = 20_000
RATE, ASKERS = 5_000, 64  # payments a second, over so many connections


def measure(model: Path, rounds: int, say: Say) -> Figures:
    """Payments a second with every figure and no model; what behaviour and a model add to batches and to singles."""
    trained, asks = files.load(files.read(model)), drops_data.asks_of(*drops_data.AMLGENTEX)
    thinking = models(trained.model, unusual=trained.unusual)
    all_of_it = [
        seconds(Screener(Book(()), accounts=200_000, payments=len(asks)), asks, BATCH) for _ in range(rounds + 1)
    ]
    rate = len(asks) / median(all_of_it[1:])
    say(f"all features: {rate:,.0f} payments/s")
    some = asks[: WARM + SINGLES]
    added = {size: median(_added(some, thinking, size) for _ in range(rounds)) for size in (TOGETHER, 1)}
    say(f"added to a payment: {added[TOGETHER]:.2f} µs in batches of {TOGETHER}, {added[1]:.2f} µs alone")
    return {
        "features_payments_per_s": round(rate), "gateway_cost_us_batch": round(added[TOGETHER], 2),
        "gateway_cost_us_single": round(added[1], 2), "trees": len(trained.model.forest.roots),
    }  # fmt: skip


def seconds(screener: Screener, asks: Array, size: int, *, packed: bool = False) -> float:
    """Processor time for asks in batches of a size; `packed` also makes the rows ready for the journal."""
    decisions = np.zeros(size, DECISION)
    begin = time.process_time()
    for at in range(0, len(asks), size):
        part = asks[at : at + size]
        rows = no_features(len(part))
        screener.screen(part, rows, decisions[: len(part)])
        if packed:
            group.pack(rows)
    return time.process_time() - begin


def _added(asks: Array, thinking: Models, size: int) -> float:
    """How many µs a payment costs more with behaviour and models, its longer row in the journal included."""
    costs = []
    for behaviour in (True, False):
        screener = Screener(book(), accounts=200_000, payments=len(asks), behaviour=behaviour)
        if behaviour:
            screener.models = thinking
        screener.absorb(asks[:WARM])
        costs.append(seconds(screener, asks[WARM:], size, packed=True))
    return (costs[0] - costs[1]) / (len(asks) - WARM) * 1e6


def latency(model: Path, rounds: int, say: Say) -> Figures:
    """From the moment a payment was due to its answer, at a steady rate, with the model live in a real gateway.

    `…_alone` is without the keeper and so without PostgreSQL at work: what remains when they have another machine.
    """
    bodies = payload.bodies(RATE * 10)
    with centre() as running:
        _make_live(running, model)
        together = [_paced(running, bodies, lap, say) for lap in range(rounds + 1)][1:]
        running.kill("keeper")
        alone = [_paced(running, bodies, lap, say) for lap in range(rounds + 1, 2 * rounds + 1)]
    return {"score_latency_p99_ms": round(median(together), 2), "score_latency_p99_ms_alone": round(median(alone), 2)}


def _paced(running: Centre, bodies: Sequence[bytes], lap: int, say: Say) -> float:
    """The latency at p99 of one lap, in ms."""
    measured = load.paced(running.address, payload.singles(bodies, running.key, lap), RATE, ASKERS)
    middle, found = (measured.percentile(share) * 1e3 for share in (0.5, 0.99))
    say(f"at {RATE:,}/s: {middle:.2f} ms in the middle, {found:.2f} ms at p99")
    return found


def _make_live(running: Centre, model: Path) -> None:
    """Put a model to work, by two people, and wait until the gateway asks it."""
    from django.db import connection

    from arasha.domains.payments.actions import models as actions
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    one, other = By("process:bench", Purpose.ADMINISTRATION), By("process:bench-second", Purpose.ADMINISTRATION)
    before, version = running.rules(), actions.register(files.read(model), one).version
    actions.to_shadow(version, one)
    while (shadow := running.rules()) == before:
        time.sleep(0.1)
    actions.make_live(version, other)
    connection.close()
    while running.rules() == shadow:
        time.sleep(0.1)
