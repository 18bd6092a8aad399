"""A history's payments in words, with the truth beside each: one file that every command on files of payments reads.

The folder keeps numbers, because there are millions of them, and the truth apart, because nobody who looks for thieves
may see it. Who teaches a model or tries a rule needs both side by side, named as institutions name them.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from arasha.simulator.country.calendar import date_of, day_of
from arasha.simulator.country.draws import Array
from arasha.simulator.country.institutions import INSTITUTIONS
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import (
    ACTIVE_CALL,
    CHANNELS,
    KINDS,
    NEW_DEVICE,
    REMOTE_ACCESS,
    STEP_UP_FAILED,
    STEP_UP_PASSED,
    midnight,
)
from arasha.simulator.crime.truth import Deed

NO_DEED = len(Deed)
DEEDS = (*(deed.name.lower() for deed in Deed), "")
ROW_GROUP = 100_000


class WrongFolder(Exception):
    """The folder is no history, or has no payment of these days; the message says which."""


class Order(NamedTuple):
    """Which days of which history go into which file; by default all of them."""

    history: Path
    out: Path
    since: date | None = None
    until: date | None = None


def write_words(order: Order) -> int:
    """Write the file; returns how many payments are in it."""
    try:
        manifest = json.loads((order.history / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        raise WrongFolder(f"{order.history} is no history: {error}") from None
    rows = _rows(order, manifest)
    if not len(rows):
        raise WrongFolder(f"{order.history} has no payment of these days")
    table = _table(rows, Country(manifest["seed"], manifest["people"]))
    draft = order.out.with_name(f"{order.out.name}.part")
    pq.write_table(table, draft, compression="zstd", row_group_size=ROW_GROUP)
    draft.replace(order.out)
    return len(rows)


def _rows(order: Order, manifest: dict[str, str | int]) -> pa.Table:
    """The payments of the days that are asked for, in the order of time, with what each is in a scheme."""
    first = day_of(date.fromisoformat(str(manifest["begin"])))
    days = range(first, first + int(manifest["days"]))
    since, until = (None if day is None else midnight(day_of(day)) for day in (order.since, order.until))
    wanted = [
        day for day in days if (since is None or midnight(day + 1) > since) and (until is None or midnight(day) < until)
    ]
    parts = [_day(order.history, day) for day in wanted]
    table = pa.concat_tables(parts) if parts else pa.table({"time": pa.array([], pa.int64())})
    return table.take(pa.array(np.argsort(table["time"].to_numpy(), kind="stable")))


def _day(history: Path, day: int) -> pa.Table:
    """A day's payments; `stolen` and `deed` stand beside each."""
    name = f"day={date_of(day):%Y-%m-%d}/*.parquet"
    table = pa.concat_tables(
        [pq.read_table(file, partitioning=None) for file in sorted((history / "payments").glob(name))]
    )
    ids = table["id"].to_numpy()
    stolen, deed = np.zeros(len(ids), np.int64), np.full(len(ids), NO_DEED, np.int64)
    for file in (history / "truth" / "payments").glob(name):
        truth = pq.read_table(file, partitioning=None)
        places = np.argsort(ids)[np.searchsorted(np.sort(ids), truth["id"].to_numpy())]
        stolen[places], deed[places] = truth["stolen"].to_numpy(), truth["deed"].to_numpy()
    return table.append_column("stolen", pa.array(stolen)).append_column("deed", pa.array(deed))


def _table(rows: pa.Table, country: Country) -> pa.Table:
    flags, sim_days = rows["flags"].to_numpy(), rows["sim_days"].to_numpy()
    stepped = np.where(flags & STEP_UP_PASSED != 0, 1, np.where(flags & STEP_UP_FAILED != 0, 0, 2))
    return pa.table({
        "tx_id": rows["id"],
        "time": pa.array(rows["time"].to_numpy(), pa.timestamp("us", "UTC")),
        "amount_tiyn": rows["amount"],
        "kind": _words(rows["kind"].to_numpy(), KINDS),
        "channel": _words(rows["channel"].to_numpy(), CHANNELS),
        **_side("debtor", rows, country),
        **_side("creditor", rows, country),
        "active_call": _words(flags & ACTIVE_CALL != 0, ("false", "true")),
        "remote_access": _words(flags & REMOTE_ACCESS != 0, ("false", "true")),
        "new_device": _words(flags & NEW_DEVICE != 0, ("false", "true")),
        "sim_swap_days": pa.array(sim_days, pa.int64(), mask=sim_days < 0),
        "step_up_passed": _words(stepped, ("false", "true", None)),
        "deed": _words(rows["deed"].to_numpy(), DEEDS),
        "stolen": pa.array((rows["stolen"].to_numpy() > 0).astype(np.int8)),
    })  # fmt: skip


def _side(side: str, rows: pa.Table, country: Country) -> dict[str, pa.Array]:
    """An account as its institution names it: each different one is looked up once."""
    numbers, places = np.unique(rows[side].to_numpy(), return_inverse=True)
    found = [country.account(int(number)) for number in numbers]
    return {
        f"{side}_account": _words(places, [each.name for each in found]),
        f"{side}_institution": _words(rows[f"{side}_bank"].to_numpy(), [each.code for each in INSTITUTIONS]),
        f"{side}_party": _words(places, [each.party for each in found]),
        f"{side}_scheme": _words(places, [each.scheme for each in found]),
    }


def _words(numbers: Array, words: Sequence[str | None]) -> pa.Array:
    """Numbers as the words that they stand for; None is nothing said."""
    different = list(dict.fromkeys(words))
    codes = np.array([different.index(word) for word in words] if len(different) < len(words) else range(len(words)))
    missing = different.index(None) if None in different else -1
    found = codes[np.asarray(numbers).astype(np.int64)]
    indices = pa.array(found.astype(np.int32), mask=found == missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array([word or "" for word in different]))
