"""Models as they stand: card, stage, history; the candidate against the live one; whether the world drifts."""

from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
import numpy as np

from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.model import FULL, hundredth
from arasha.domains.payments.learning import drift as stability
from arasha.domains.payments.learning.card import Card
from arasha.domains.payments.learning.drift import CHANGED, STEADY
from arasha.domains.payments.learning.files import Trained, load
from arasha.domains.payments.models import DropsModel as Row
from arasha.domains.payments.models import DropsModelStep, Payment, Review
from arasha.domains.payments.queries.models_in_force import in_force
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.model_stages import CANDIDATES, TRANSITIONS
from arasha.kernel import clock
from arasha.kernel.compiled import Array
from arasha.kernel.errors import NotFound

__all__ = ["CHANGED", "STEADY", "Comparison", "Drift", "Model", "ModelStage", "Spoken", "Step"]

MOST_ROWS = 50_000  # the latest payments that a comparison looks at
PERIOD = timedelta(days=7)
BINS = 20


class Step(NamedTuple):
    """Something that happened to a model; `before` is empty the first time."""

    at: datetime
    actor: str
    before: str
    after: ModelStage
    percent: int
    note: str


class Model(NamedTuple):
    """A model. `percent` of paying accounts hear it while it is rolled out; `becomes` are the stages that may follow.

    `card.curves` are what a page draws. `history` has the oldest step first, and is filled by `model` alone.
    """

    version: str
    digest: str
    stage: ModelStage
    percent: int
    card: Card
    registered_by: str
    registered_at: datetime
    changed_at: datetime
    becomes: frozenset[ModelStage]
    history: tuple[Step, ...] = ()

    def may_be_approved_by(self, actor: str) -> bool:
        """Could this person make it live?"""
        hands = {self.registered_by} | {step.actor for step in self.history if step.after in CANDIDATES}
        return self.stage in CANDIDATES and actor not in hands


class Spoken(NamedTuple):
    """What one model said of the payments compared: the share over its own alert threshold, the mean probability, and
    how many payments fell into each of twenty equal bins from 0 to 1.
    """

    version: str
    alert_rate: float
    mean: float
    bins: tuple[int, ...]
    frauds_found: int


class Comparison(NamedTuple):
    """The live model against the candidate on the same payments; `both`, `only_live`, `only_candidate` count alerts.

    `frauds` are those of the payments that a person found to be fraud.
    """

    since: datetime
    payments: int
    live: Spoken
    candidate: Spoken
    both: int
    only_live: int
    only_candidate: int
    frauds: int


class Drift(NamedTuple):
    """How far the payments of the last week are from those that taught a model: stability index by column, the largest
    first (below `STEADY` steady, over `CHANGED` changed).
    """

    version: str
    since: datetime
    payments: int
    indices: dict[str, float]


def models() -> list[Model]:
    """All models, the latest first."""
    return [_model(row) for row in Row.objects.defer("files")]


def model(version: str) -> Model:
    """One model with its history; `NotFound` when there is none."""
    row = Row.objects.defer("files").prefetch_related("steps").filter(version=version).first()
    if row is None:
        raise NotFound
    return _model(row)._replace(history=tuple(_step(step) for step in row.steps.all()))


def comparison() -> Comparison | None:
    """The live model against the candidate on the latest payments; None unless there are both.

    Where the candidate is rolled out, its word stands in the live one's column too: those payments are left out.
    """
    now = in_force()
    if now.live is None or now.candidate is None:
        return None
    live, candidate = load(now.live), load(now.candidate)
    since = clock.now() - PERIOD
    sequences, rows, payers = _latest(since)
    both = (rows[:, F.DROP_SCORE] >= 0) & (rows[:, F.DROP_SCORE_CANDIDATE] >= 0) & (payers >= now.percent)
    sequences, rows = sequences[both], rows[both]
    frauds = np.isin(sequences, _frauds(since))
    alerts = [
        rows[:, column] >= int(of.model.marks[0])
        for column, of in ((F.DROP_SCORE, live), (F.DROP_SCORE_CANDIDATE, candidate))
    ]
    return Comparison(
        since,
        len(rows),
        _spoken(live, rows[:, F.DROP_SCORE], alerts[0], frauds),
        _spoken(candidate, rows[:, F.DROP_SCORE_CANDIDATE], alerts[1], frauds),
        int((alerts[0] & alerts[1]).sum()),
        int((alerts[0] & ~alerts[1]).sum()),
        int((~alerts[0] & alerts[1]).sum()),
        int(frauds.sum()),
    )


def drift() -> Drift | None:
    """How far last week's payments are from what taught the live model (or the candidate); None without a model."""
    now = in_force()
    files = now.live or now.candidate
    if files is None:
        return None
    trained, since = load(files), clock.now() - PERIOD
    _, rows, _ = _latest(since)
    columns = {name: int(F[name]) for name in trained.columns}
    shares = stability.shares_of(rows, columns, trained.edges)
    return Drift(trained.version, since, len(rows), stability.indices(trained.shares, shares) if len(rows) else {})


def _spoken(trained: Trained, scores: Array, alerts: Array, frauds: Array) -> Spoken:
    bins = np.bincount(np.minimum(scores * BINS // FULL, BINS - 1), minlength=BINS)
    many = max(1, len(scores))
    return Spoken(
        trained.version,
        float(alerts.sum() / many),
        float(scores.sum() / many / FULL),
        tuple(bins.tolist()),
        int((alerts & frauds).sum()),
    )


def _latest(since: datetime) -> tuple[Array, Array, Array]:
    """The latest payments: sequences, feature rows, and in which hundredth of the paying accounts their payer is."""
    found = list(
        Payment.objects.filter(decided_at__gte=since)
        .order_by("-sequence")
        .values_list("sequence", "features", "debtor")[:MOST_ROWS]
    )
    rows = group.no_features(len(found))
    for place, (_, packed, _) in enumerate(found):
        rows[place] = group.unpack(bytes(packed), 1)[0]
    payers = [hundredth(np.uint64(int.from_bytes(debtor.bytes[:8], "little"))) for _, _, debtor in found]
    return np.array([sequence for sequence, _, _ in found], np.int64), rows, np.array(payers, np.int64)


def _frauds(since: datetime) -> Array:
    decided = Review.objects.filter(decision="fraud", payment__decided_at__gte=since)
    return np.array(list(decided.values_list("payment_id", flat=True)), np.int64)


def _model(row: Row) -> Model:
    stage = ModelStage(row.stage)
    return Model(
        version=row.version,
        digest=row.digest,
        stage=stage,
        percent=row.percent,
        card=msgspec.convert(row.card, Card),
        registered_by=row.registered_by,
        registered_at=row.registered_at,
        changed_at=row.changed_at,
        becomes=TRANSITIONS[stage],
    )


def _step(step: DropsModelStep) -> Step:
    return Step(step.at, step.actor, step.before, ModelStage(step.after), step.percent, step.note)
