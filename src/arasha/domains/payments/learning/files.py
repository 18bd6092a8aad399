"""A model as files: `model.json` (columns by name, scales), `trees.npz`, `card.json`, `card.md`, `manifest.json`.

Nothing in them is code: arrays and JSON only. What is loaded is checked against the manifest, and its columns are found
by name, so that a model goes on working when the feature row grows and is refused when it lacks a column.
"""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from arasha.domains.payments.hot.forest import HIGHEST, NO_FOREST, NODE, Forest, forest
from arasha.domains.payments.hot.model import NO_SCALE, PEERS, Model, Scale, Unusual
from arasha.domains.payments.learning.card import Card, readable
from arasha.domains.payments.rules.features import F
from arasha.kernel.compiled import Array

FORMAT = "arasha.drops-model/1"
MANIFEST, MODEL, TREES, CARD, READABLE = "manifest.json", "model.json", "trees.npz", "card.json", "card.md"
LARGEST = 32 << 20

BY_NAME = {feature.name: int(feature) for feature in F}


class WrongModel(ValueError):
    """The files are no model that this engine can use; the message says why and what to do."""


class Trained(NamedTuple):
    """A model with everything that belongs to it. `edges` and `shares` are what drift is measured against."""

    model: Model
    unusual: Unusual
    columns: tuple[str, ...]
    card: Card
    edges: dict[str, list[int]]
    shares: dict[str, list[float]]
    version: str = ""


class _Described(msgspec.Struct, frozen=True):
    """What `model.json` says."""

    format: str
    columns: list[str]
    knots: list[float]
    levels: list[float]
    marks: tuple[int, int]
    peers: list[list[float]]
    ranks: list[float]
    edges: dict[str, list[int]]
    shares: dict[str, list[float]]


def files_of(trained: Trained) -> dict[str, bytes]:
    """A model's files by name."""
    model, unusual = trained.model, trained.unusual
    described = _Described(
        FORMAT,
        list(trained.columns),
        model.scale.knots.tolist(),
        model.scale.levels.tolist(),
        (int(model.marks[0]), int(model.marks[1])),
        unusual.knots.tolist(),
        unusual.levels.tolist(),
        trained.edges,
        trained.shares,
    )
    places = {BY_NAME[name]: place for place, name in enumerate(trained.columns)}
    files = {
        MODEL: msgspec.json.format(msgspec.json.encode(described)),
        TREES: _packed({"drop": model.forest, "unusual": unusual.forest}, places),
        CARD: msgspec.json.format(msgspec.json.encode(trained.card)),
        READABLE: readable(trained.card).encode(),
    }
    return files | {MANIFEST: msgspec.json.format(msgspec.json.encode(_digests(files)))}


def save(trained: Trained, folder: Path) -> str:
    """Write a model's files; returns its version."""
    folder.mkdir(parents=True, exist_ok=True)
    files = files_of(trained)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return version_of(files)


def read(folder: Path) -> dict[str, bytes]:
    """The files of a model's folder; `WrongModel` when one is missing or they are too large."""
    try:
        files = {name: (folder / name).read_bytes() for name in (MANIFEST, MODEL, TREES, CARD, READABLE)}
    except OSError as error:
        raise WrongModel(f"{folder} is no model: {error.strerror}; `arasha drops train` makes one") from None
    if sum(map(len, files.values())) > LARGEST:
        raise WrongModel(f"{folder} has more than {LARGEST >> 20} MB: train with fewer trees")
    return files


def version_of(files: Mapping[str, bytes]) -> str:
    """A model's name: the beginning of the SHA-256 of all that changes its answers."""
    return hashlib.sha256(files[MODEL] + files[TREES]).hexdigest()[:12]


def load(files: Mapping[str, bytes]) -> Trained:
    """A model from its files; `WrongModel` when they are damaged, or of columns that this engine does not have."""
    _check_digests(files)
    try:
        said, card = msgspec.json.decode(files[MODEL], type=_Described), msgspec.json.decode(files[CARD], type=Card)
    except msgspec.MsgspecError as error:
        raise WrongModel(f"{MODEL} or {CARD} cannot be read: {error}") from None
    if said.format != FORMAT:
        raise WrongModel(f"the model has the format {said.format}, this is {FORMAT}: train it anew")
    if unknown := sorted(set(said.columns) - BY_NAME.keys()):
        raise WrongModel(
            f"the model was trained on columns that this engine does not have: {', '.join(unknown)}; train it anew"
        )
    trees = _unpacked(files[TREES], np.array([BY_NAME[name] for name in said.columns], np.int32))
    scale = Scale(np.array(said.knots), np.array(said.levels)) if len(trees["drop"].roots) else NO_SCALE
    peers = np.array(said.peers, np.float64)
    if peers.shape != (PEERS, len(said.ranks)) or len(said.knots) != len(said.levels):
        raise WrongModel("the model's scales do not fit each other: the files are damaged")
    model = Model(trees["drop"], scale, np.array(said.marks, np.int64))
    unusual = Unusual(trees["unusual"], peers, np.array(said.ranks))
    return Trained(model, unusual, tuple(said.columns), card, said.edges, said.shares, version_of(files))


def _packed(forests: dict[str, Forest], places: dict[int, int]) -> bytes:
    """Forests as one .npz, their columns counted within the model's own list."""
    arrays = dict[str, Array]()
    for name, trees in forests.items():
        nodes = trees.nodes.copy()
        turning = nodes["threshold"] < HIGHEST
        nodes["feature"][turning] = [places[column] for column in nodes["feature"][turning].tolist()]
        arrays |= {f"{name}.{part}": nodes[part] for part in NODE.names or ()}
        arrays |= {f"{name}.values": trees.values, f"{name}.roots": trees.roots}
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _unpacked(content: bytes, columns: Array) -> dict[str, Forest]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return {name: _forest(name, arrays, columns) for name in ("drop", "unusual")}
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise WrongModel(f"{TREES} cannot be read: {error}") from None


def _forest(name: str, arrays: Mapping[str, Array], columns: Array) -> Forest:
    nodes = np.zeros(len(arrays[f"{name}.left"]), NODE)
    if not len(nodes):
        return NO_FOREST
    for part in NODE.names or ():
        nodes[part] = arrays[f"{name}.{part}"]
    turning = nodes["threshold"] < HIGHEST
    nodes["feature"][turning] = columns[nodes["feature"][turning]]
    return forest(nodes, arrays[f"{name}.values"], arrays[f"{name}.roots"])


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != MANIFEST}


def _check_digests(files: Mapping[str, bytes]) -> None:
    try:
        said = msgspec.json.decode(files[MANIFEST], type=dict[str, str])
    except (KeyError, msgspec.MsgspecError):
        raise WrongModel(f"{MANIFEST} cannot be read: the model is damaged") from None
    for name, digest in _digests(files).items():
        if said.get(name) != digest:
            raise WrongModel(f"{name} is not what {MANIFEST} says: it was changed or damaged; train or copy it anew")
