"""`arasha drops export`: the store's payments with their labels, as a file that models are trained on.

Accounts stand in it as tokens. The shipped mapping `store.toml` reads it: `arasha drops train --train history.parquet`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.labels import Asked, Labelled, labelled
from arasha.domains.payments.rules.codes import Channel, Kind, Party, StepUp
from arasha.domains.payments.rules.features import F

Progress = Callable[[int], None]

ROW_GROUP = 50_000

STEPS = {StepUp.UNKNOWN: None, StepUp.NOT_PASSED: "false", StepUp.PASSED: "true"}

SCHEMA = pa.schema([
    ("tx_id", pa.int64()), ("time", pa.timestamp("us", "UTC")), ("amount_tiyn", pa.int64()), ("kind", pa.string()),
    ("channel", pa.string()), ("debtor_token", pa.string()), ("debtor_institution", pa.string()),
    ("debtor_party", pa.string()), ("creditor_token", pa.string()), ("creditor_institution", pa.string()),
    ("creditor_party", pa.string()), ("active_call", pa.string()), ("remote_access", pa.string()),
    ("new_device", pa.string()), ("sim_swap_days", pa.int64()), ("step_up_passed", pa.string()),
    ("verdict", pa.string()), ("score", pa.int64()), ("control", pa.bool_()), ("label", pa.int8()),
])  # fmt: skip


def export(asked: Asked, out: Path, progress: Progress) -> int:
    """Write the file, whole or not at all; returns how many payments are in it."""
    draft, payments = out.with_name(f"{out.name}.part"), 0
    with parquet.ParquetWriter(draft, SCHEMA, compression="zstd") as writer:
        for rows in _groups(labelled(asked)):
            writer.write_batch(pa.RecordBatch.from_pylist(rows, SCHEMA))
            payments += len(rows)
            progress(len(rows))
    draft.replace(out)
    return payments


def _groups(found: Iterator[Labelled]) -> Iterator[Sequence[dict[str, Any]]]:
    while rows := [_plain(one) for one in islice(found, ROW_GROUP)]:
        yield rows


def _plain(one: Labelled) -> dict[str, Any]:
    payment, row = one.payment, one.row
    return {
        "tx_id": payment.sequence,
        "time": payment.paid_at,
        "amount_tiyn": payment.amount,
        "kind": Kind(payment.kind).name.lower(),
        "channel": Channel(payment.channel).name.lower(),
        "debtor_token": payment.debtor.hex,
        "debtor_institution": payment.debtor_institution,
        "debtor_party": Party(int(row[F.DEBTOR_PARTY])).name.lower(),
        "creditor_token": payment.creditor.hex,
        "creditor_institution": payment.creditor_institution,
        "creditor_party": Party(int(row[F.CREDITOR_PARTY])).name.lower(),
        "active_call": _flag(row[F.ACTIVE_CALL]),
        "remote_access": _flag(row[F.REMOTE_ACCESS]),
        "new_device": _flag(row[F.NEW_DEVICE]),
        "sim_swap_days": int(row[F.SIM_SWAP_DAYS]) if row[F.SIM_SWAP_DAYS] >= 0 else None,
        "step_up_passed": STEPS[StepUp(int(row[F.STEP_UP]))],
        "verdict": Verdict(payment.verdict).word,
        "score": payment.score,
        "control": one.control,
        "label": one.label,
    }


def _flag(value: int) -> str:
    return "true" if value else "false"
