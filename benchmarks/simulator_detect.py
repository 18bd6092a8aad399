"""Could a single payment give a mule away? LightGBM on what one row says by itself, learnt early, judged late.

More crime than in life, so that there are enough of them; the figure is PR-AUC over the base rate, 1 being blind. It is
over everything that people order; over transfers, cash and coins alone it is told beside it. Account numbers themselves
are not among the columns, but which of a holder's accounts it is: a mule makes dozens of payments, and who knows his
number from the first weeks finds the rest by it. That is a list, not a sign; what it would give is told too.
"""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import average_precision_score

from arasha.simulator.country.draws import Array
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, MERCHANT, SLOTS, UTC_OFFSET_US
from arasha.simulator.crime.truth import Deed
from arasha.simulator.history.order import Order
from arasha.simulator.history.writing import write_history
from benchmarks.simulator_size import BEGIN

PEOPLE, DAYS, CRIME = 100_000, 21, 30.0
EARLY = 0.6  # of the time
HOUR_US = 3_600_000_000
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 200, "verbosity": -1,
    "num_threads": 2, "deterministic": True,
}  # fmt: skip
TREES = 120
COLUMNS = (
    "id", "time", "debtor", "creditor", "debtor_bank", "creditor_bank", "amount", "kind", "channel", "flags",
    "sim_days",
)  # fmt: skip


def measure(given: argparse.Namespace, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """The figure of mules' payments, and for comparison that of victims'."""
    people = min(given.people, PEOPLE)
    write_history(Order(Country(given.seed, people), BEGIN, DAYS, out, CRIME, False, given.processes))
    rows, deeds = read(out, people)
    shutil.rmtree(out)
    features = single(rows, people)
    mule = np.isin(deeds, (Deed.PASSING, Deed.LEAVING))
    transfers = rows["kind"] != MERCHANT
    everything = np.ones(len(mule), bool)
    figures: dict[str, Any] = {"mule_payments": int(mule.sum())}
    numbers = np.column_stack((features, rows["debtor"], rows["creditor"], rows["debtor"] // SLOTS % 50))
    for name, columns, label, among in (
        ("detectability", features, mule, everything),
        ("detectability_of_transfers", features, mule, transfers),
        ("detectability_of_victims", features, deeds == Deed.THEFT, everything),
        ("detectability_by_account_numbers", numbers, mule, everything),
    ):
        figures[name] = round(ratio(columns[among], label[among], rows["time"][among], say), 2)
        say(f"{name}: {figures[name]}")
    return figures


def read(out: Path, people: int) -> tuple[dict[str, Array], Array]:
    """All payments that people order, in the order of time, and what each is in a scheme; -1: nothing."""
    table = pq.ParquetDataset(out / "payments", partitioning=None).read(columns=list(COLUMNS))
    rows = {name: table[name].to_numpy() for name in COLUMNS}
    truth = pq.ParquetDataset(out / "truth" / "payments", partitioning=None).read(columns=["id", "deed"])
    deeds = np.full(len(rows["id"]), -1, np.int64)
    by_id = np.argsort(rows["id"], kind="stable")
    deeds[by_id[np.searchsorted(rows["id"][by_id], truth["id"].to_numpy())]] = truth["deed"].to_numpy()
    chosen = np.flatnonzero(rows["debtor"] // SLOTS < people)
    chosen = chosen[np.argsort(rows["time"][chosen], kind="stable")]
    return {name: column[chosen] for name, column in rows.items()}, deeds[chosen]


def single(rows: dict[str, Array], people: int) -> Array:
    """What one payment says by itself: amount, how round, kind, channel, banks, hours, flags, the payment's number."""
    local, amount = rows["time"] + UTC_OFFSET_US, rows["amount"]
    round_by = sum((amount % 10**power == 0).astype(np.int64) for power in range(1, 9))
    columns = (
        *(rows[name] for name in ("amount", "kind", "channel", "debtor_bank", "creditor_bank", "flags", "sim_days")),
        round_by, amount % 100_000, amount % 500_000 == 0,
        local % DAY_US // HOUR_US, local % HOUR_US, local % 1_000_000, local // DAY_US % 7,
        rows["id"] % 2**32, rows["id"] % 64,
        rows["debtor"] % SLOTS, rows["creditor"] % SLOTS,
        rows["creditor"] // SLOTS >= people,
    )  # fmt: skip
    return np.column_stack(columns).astype(np.float64)


def ratio(features: Array, label: Array, times: Array, say: Callable[[str], None]) -> float:
    """PR-AUC of the later payments over the share of them that are to be found."""
    import lightgbm

    cut = times.min() + int((times.max() - times.min()) * EARLY)
    early = times < cut
    found, base = label[~early], float(label[~early].mean())
    say(f"detectability: {len(label):,} payments, {int(label.sum()):,} to be found, base rate {base:.5f}")
    booster = lightgbm.train(PARAMETERS, lightgbm.Dataset(features[early], label[early].astype(float)), TREES)
    return float(average_precision_score(found, booster.predict(features[~early]))) / base
