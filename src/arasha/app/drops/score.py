"""`arasha drops score`: a model and a file in, a probability for each payment out.

Causal: the rows of a payment see what came before it, in the history files and in the file itself; what is appended
later changes nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from arasha.app import history
from arasha.app.drops.rows import Progress, blocks
from arasha.app.history import History
from arasha.domains.payments.hot.forest import margins
from arasha.domains.payments.learning import files
from arasha.domains.payments.learning.calibrate import probabilities
from arasha.domains.payments.learning.files import WrongModel
from arasha.kernel.compiled import Array

ROW_GROUP = 100_000


class Order(NamedTuple):
    """Which model scores which file, after which others."""

    model: Path
    data: Path
    history: Sequence[Path]
    mapping: Path | None
    out: Path


class Done(NamedTuple):
    """What came of it; rows that are no payments have the score 0."""

    payments: int
    bad_rows: Path | None


def score(order: Order, read: History, progress: Progress) -> Done:
    """Score the last of the files that were read; `WrongModel` when the model cannot."""
    trained = files.load(files.read(order.model))
    if not len(trained.model.forest.roots):
        raise WrongModel(f"{order.model} was trained without labels: it knows what is unusual, not what is a drop's")
    ours = len(read.ids) - 1
    scores = np.zeros(len(read.ids[ours]))
    for place, rows in blocks(read, progress):
        chosen = read.file[place] == ours
        said = np.empty(int(chosen.sum()))
        margins(trained.model.forest, rows[chosen], said)
        scores[read.place[place][chosen]] = probabilities(trained.model.scale, said)
    _write(order.out, read.ids[ours], scores)
    return Done(int((read.file == ours).sum()), history.write_bad_rows(order.out, read.bad))


def _write(out: Path, ids: pa.Array, scores: Array) -> None:
    """One row a row of the file, in its order: its id as it stands there, and the score."""
    out.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table({"tx_id": _plain(ids), "score": pa.array(scores, pa.float64())})
    parquet.write_table(table, out, row_group_size=ROW_GROUP)


def _plain(ids: pa.Array) -> pa.Array:
    """Ids of a CSV are text; whole numbers among them become numbers again."""
    if not pa.types.is_string(ids.type):
        return ids
    try:
        numbers = ids.cast(pa.int64())
    except pa.ArrowInvalid:
        return ids
    return numbers if numbers.cast(pa.string()).equals(ids) else ids
