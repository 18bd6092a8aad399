"""The models that the engine hears: as the store has them, and as kept for a start of the gateway without it."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.hot.model import NO_MODEL, NO_UNUSUAL, Models, models
from arasha.domains.payments.learning.files import Trained, WrongModel, load
from arasha.domains.payments.models import DropsModel as Row
from arasha.domains.payments.rules.model_stages import CANDIDATES

__all__ = ["NONE", "Heard", "InForce", "WrongModel", "heard", "in_force", "save", "saved"]


class InForce(NamedTuple):
    """Files of the live model and of the candidate (None: there is none), and for how many per cent it speaks."""

    live: dict[str, bytes] | None
    candidate: dict[str, bytes] | None
    percent: int


NONE = InForce(None, None, 0)


class Heard(NamedTuple):
    """The models ready for an engine, and their names: they are part of the rule book's version, so that every verdict
    remembers which models were heard.
    """

    models: Models
    names: tuple[str, ...]


def in_force() -> InForce:
    """What the store says."""
    rows = {row.stage: row for row in Row.objects.filter(stage__in=(ModelStage.LIVE, *CANDIDATES)).defer("card")}
    trying = rows.get(ModelStage.ROLLING_OUT) or rows.get(ModelStage.SHADOW)
    return InForce(_files(rows.get(ModelStage.LIVE)), _files(trying), trying.percent if trying is not None else 0)


def heard(now: InForce) -> Heard:
    """The models for one engine; `WrongModel` when one cannot be read. What is unusual the live model says, or the
    candidate while there is none.
    """
    live, candidate = (None if files is None else load(files) for files in now[:2])
    telling = live or candidate
    made = models(
        live.model if live else NO_MODEL,
        candidate.model if candidate else NO_MODEL,
        telling.unusual if telling else NO_UNUSUAL,
        now.percent,
    )
    return Heard(made, _names(live, candidate, now.percent))


def save(path: Path, now: InForce) -> None:
    """Keep the models in force for a start without the store."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.msgpack.encode(now))
    draft.replace(path)


def saved(path: Path) -> InForce:
    """The models of the last contact with the store; `WrongModel` when the file is damaged."""
    if not path.exists():
        return NONE
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=InForce)
    except msgspec.MsgspecError:
        raise WrongModel(f"{path.name} is damaged: it comes anew with the next contact with the store") from None


def _names(live: Trained | None, candidate: Trained | None, percent: int) -> tuple[str, ...]:
    names = [f"live {live.version}"] if live else []
    if candidate:
        names.append(f"candidate {candidate.version} for {percent} %")
    return tuple(names)


def _files(row: Row | None) -> dict[str, bytes] | None:
    return None if row is None else msgspec.msgpack.decode(bytes(row.files), type=dict[str, bytes])
