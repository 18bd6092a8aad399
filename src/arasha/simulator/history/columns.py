"""Rows as columns of Parquet files, packed tightly: what repeats is numbered, what is close together is written so."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from arasha.simulator.country.draws import Array, compiled
from arasha.simulator.country.firms import Firms, bank_of
from arasha.simulator.country.traits import World

LEVEL = 3  # of zstd: higher ones cost far more than they save
IN_ORDER, SCATTERED, FEW = "DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT", "dictionary"
PAYMENT_COLUMNS = {
    "id": IN_ORDER, "time": IN_ORDER, "debtor": SCATTERED, "creditor": SCATTERED, "debtor_bank": FEW,
    "creditor_bank": FEW, "amount": SCATTERED, "kind": FEW, "channel": FEW, "flags": FEW, "sim_days": FEW,
}  # fmt: skip


@compiled
def put_banks(w: World, f: Firms, accounts: Array, out: Array) -> None:
    """Where each account is: places in `INSTITUTIONS`."""
    for place in range(len(accounts)):
        out[place] = bank_of(w, f, accounts[place])


def banks(w: World, f: Firms, accounts: Array) -> Array:
    """The same, as an array of its own."""
    found = np.empty(len(accounts), np.int8)
    put_banks(w, f, np.ascontiguousarray(accounts), found)
    return found


def write(path: Path, columns: Mapping[str, Any], packing: Mapping[str, str] | None = None) -> str:
    """Write a file and return its SHA-256; columns are arrays or lists, in the order in which they come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table(dict(columns))
    packing = packing or {}
    few = [name for name in table.column_names if packing.get(name, FEW) == FEW]
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=LEVEL,
        use_dictionary=few or False,
        column_encoding={name: how for name, how in packing.items() if how != FEW} or None,
        row_group_size=max(1, len(table)),
        store_schema=False,
    )
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
