"""Small models of the cast: grown by hand, so that a test knows what they say."""

import numpy as np

from arasha.domains.payments.hot.model import NO_UNUSUAL, Model, Scale, Unusual
from arasha.domains.payments.learning.card import NOT_KNOWN, Card
from arasha.domains.payments.learning.files import Trained, files_of
from arasha.domains.payments.learning.trees import Grown, Leaf, Split, planted
from arasha.domains.payments.rules.features import F
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.money import tenge
from arasha.kernel.outbox.append import By

MAKER, SECOND, THIRD = (By(f"person:model-{name}", Purpose.SUPERVISION) for name in ("maker", "second", "third"))

COLUMNS = ("AMOUNT", "D_PASSED_ON_24H", "C_NEW_SENDERS_24H")
SURE, UNSURE = 3.0, -3.0


def says_large(above: int = tenge(100_000)) -> Grown:
    """A tree that takes large amounts for a drop's."""
    return Split(int(F.AMOUNT), above + 0.5, Leaf(UNSURE, 90), Leaf(SURE, 10))


def model(tree: Grown, *, alert: int = 5_000, sure: int = 9_000) -> Model:
    """A model of one tree: 10 000 where it is sure, 0 where it is not."""
    scale = Scale(np.array([UNSURE, SURE]), np.array([0.0, 10_000.0]))
    return Model(planted([tree]), scale, np.array([alert, sure], np.int64))


def trained(tree: Grown | None = None, *, alert: int = 5_000, unusual: Unusual = NO_UNUSUAL) -> Trained:
    """A model with its card."""
    card = Card(
        made_at="2026-11-20T12:00:00+00:00", data={}, columns=list(COLUMNS), parameters={"seed": 0}, trees=1,
        importance={"AMOUNT": 1.0}, thresholds={"alert": alert / 10_000}, figures={},
        curves={"precision_recall": [], "recall_at_rate": [], "calibration": []},
        calibration_error=None, drift={}, fairness={"region": NOT_KNOWN},
    )  # fmt: skip
    edges = {name: [1, 10] for name in COLUMNS}
    shares = {name: [0.5, 0.25, 0.25] for name in COLUMNS}
    return Trained(model(tree or says_large(), alert=alert), unusual, COLUMNS, card, edges, shares)


def files(alert: int = 5_000, above: int = tenge(100_000)) -> dict[str, bytes]:
    """The files of a model that takes amounts above a bound for a drop's."""
    return files_of(trained(says_large(above), alert=alert))
