"""The verbs of models: register, watch in shadow, roll out, make live, roll back, retire."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Max

from arasha.domains.payments.facts import ModelMoved, ModelRegistered, ModelStage
from arasha.domains.payments.learning.files import MANIFEST, WrongModel, load
from arasha.domains.payments.models import DropsModel as Row
from arasha.domains.payments.models import DropsModelStep
from arasha.domains.payments.queries.models import Model, model
from arasha.domains.payments.rules.model_stages import (
    CANDIDATES,
    check_percent,
    check_second_person,
    check_transition,
)
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.outbox.append import By, append

LONGEST_NOTE = 500


class _Step(NamedTuple):
    """A move: to which stage, to what share of paying accounts, and why."""

    to: ModelStage
    percent: int = 0
    note: str = ""


@transaction.atomic
def register(files: Mapping[str, bytes], by: By) -> Model:
    """Take a model's files into the registry, as a draft; nothing happens to payments yet.

    `Malformed` when they are no model that this engine can use, `Conflict` when it is there already.
    """
    try:
        trained = load(files)
    except WrongModel as error:
        raise Malformed(str(error), field="files") from None
    if Row.objects.filter(version=trained.version).exists():
        raise Conflict(f"the model {trained.version} is in the registry already")
    row = Row.objects.create(
        version=trained.version,
        digest=hashlib.sha256(files[MANIFEST]).hexdigest(),
        files=msgspec.msgpack.encode(dict(files)),
        card=msgspec.to_builtins(trained.card),
        stage=ModelStage.DRAFT,
        registered_by=by.actor,
        registered_at=clock.now(),
        changed_at=clock.now(),
    )
    DropsModelStep.objects.create(model=row, after=row.stage, actor=by.actor, at=row.registered_at)
    append([ModelRegistered(version=row.version, digest=row.digest)], by)
    return model(row.version)


@transaction.atomic
def to_shadow(version: str, by: By, *, note: str = "") -> Model:
    """Let a model answer beside the live one, unheard. `Conflict` while another candidate is there."""
    rows = _locked(version)
    _check_no_other_candidate(rows, version)
    return _move(rows[version], _Step(ModelStage.SHADOW, note=note), by)


@transaction.atomic
def roll_out(version: str, percent: int, by: By, *, note: str = "") -> Model:
    """Let the candidate speak for a percentage of paying accounts; a higher one includes those of a lower one."""
    check_percent(percent)
    rows = _locked(version)
    _check_no_other_candidate(rows, version)
    return _move(rows[version], _Step(ModelStage.ROLLING_OUT, percent, note), by)


@transaction.atomic
def make_live(version: str, by: By, *, note: str = "") -> Model:
    """Let a model speak for all; the one before it retires. `Forbidden` to whoever registered or tried it."""
    rows = _locked(version)
    row = rows[version]
    if row.stage not in CANDIDATES:
        raise Conflict("a model is watched in shadow before it is made live")
    check_second_person({row.registered_by} | set(_hands(row)), by.actor)
    for other in rows.values():
        if other.stage == ModelStage.LIVE:
            _move(other, _Step(ModelStage.RETIRED, note=note), by)
    row.order = (Row.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    return _move(row, _Step(ModelStage.LIVE, note=note), by)


@transaction.atomic
def roll_back(by: By, *, note: str) -> Model | None:
    """Take back the last step: a roll-out goes back into shadow, a live model gives way to the one before it.

    One person is enough to stop harm; `Malformed` without a word why. Returns the model that now speaks for all.
    """
    _check_note(note)
    rows = _locked()
    trying = [row for row in rows.values() if row.stage == ModelStage.ROLLING_OUT]
    live = [row for row in rows.values() if row.stage == ModelStage.LIVE]
    if trying:
        _move(trying[0], _Step(ModelStage.SHADOW, note=note), by)
        return model(live[0].version) if live else None
    if not live:
        raise Conflict("no model is live or rolled out: there is nothing to take back")
    before = [row for row in rows.values() if row.order is not None and row.order < (live[0].order or 0)]
    live[0].order = None  # what was taken back is nobody's predecessor
    _move(live[0], _Step(ModelStage.RETIRED, note=note), by)
    if not before:
        return None
    return _move(max(before, key=lambda row: row.order or 0), _Step(ModelStage.LIVE, note=note), by)


@transaction.atomic
def retire(version: str, by: By, *, note: str) -> Model:
    """Take a model out of use; `Malformed` without a word why."""
    _check_note(note)
    return _move(_locked(version)[version], _Step(ModelStage.RETIRED, note=note), by)


def _move(row: Row, step: _Step, by: By) -> Model:
    """Give a locked row another stage, and note it."""
    before = ModelStage(row.stage)
    check_transition(before, step.to)
    if len(step.note) > LONGEST_NOTE:
        raise Malformed(f"write at most {LONGEST_NOTE} characters", field="note")
    row.stage, row.percent, row.changed_at = step.to, step.percent, clock.now()
    row.save(update_fields=["stage", "percent", "order", "changed_at"])
    DropsModelStep.objects.create(
        model=row,
        before=before,
        after=step.to,
        percent=step.percent,
        actor=by.actor,
        note=step.note.strip(),
        at=row.changed_at,
    )
    append([ModelMoved(version=row.version, before=before, after=step.to, percent=step.percent)], by)
    return model(row.version)


def _check_no_other_candidate(rows: Mapping[str, Row], version: str) -> None:
    for other in rows.values():
        if other.version != version and other.stage in CANDIDATES:
            raise Conflict(f"the model {other.version} is the candidate now: make it live or retire it first")


def _check_note(note: str) -> None:
    if not note.strip():
        raise Malformed("say why, in a sentence", field="note")


def _hands(row: Row) -> list[str]:
    """Who registered or tried a model since it was last out of use."""
    return list(row.steps.filter(after__in=CANDIDATES).values_list("actor", flat=True))


def _locked(version: str = "") -> dict[str, Row]:
    """All models, locked without their files; `NotFound` when the one that is meant is not among them."""
    rows = {row.version: row for row in Row.objects.select_for_update().defer("files", "card").order_by("version")}
    if version and version not in rows:
        raise NotFound
    return rows
