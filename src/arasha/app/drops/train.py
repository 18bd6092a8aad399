"""`arasha drops train`: labelled files in, a model's folder out."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from arasha.app import history
from arasha.app.drops.rows import Progress, accounts, blocks
from arasha.app.history import History
from arasha.app.history.asks import UNLABELLED
from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.learning import files
from arasha.domains.payments.learning.card import Card, Data
from arasha.domains.payments.learning.learn import Wish, learn, learn_what_is_usual
from arasha.domains.payments.learning.train import Lesson, NothingToLearn
from arasha.kernel import clock
from arasha.kernel.compiled import Array

TRAIN, VALID = 0, 1


class Order(NamedTuple):
    """What to learn from, and where the model goes."""

    train: Path
    valid: Path
    mapping: Path | None
    out: Path
    wish: Wish


class Done(NamedTuple):
    """What came of it."""

    version: str
    card: Card
    bad_rows: Path | None


def train(order: Order, progress: Progress) -> Done:
    """Teach a model; `WrongMapping` or `NothingToLearn` when the files cannot."""
    paths = [order.train, order.valid]
    read = history.read(paths, order.mapping)
    _check_order(read, paths)
    rows = no_features(len(read.asks))
    for place, block in blocks(read, progress):
        rows[place] = block
    both, data = accounts(read), dict[str, Data]()
    lessons = [_lesson(read, rows, both, part) for part in (TRAIN, VALID)]
    for name, path, lesson in zip(("train", "validation"), paths, lessons, strict=True):
        data[name] = _data(path, lesson)
    if lessons[TRAIN].labels.max() < 1:
        trained = learn_what_is_usual(lessons[TRAIN], data, order.wish)
    else:
        trained = learn(lessons[TRAIN], lessons[VALID], data, order.wish)
    version = files.save(trained, order.out)
    return Done(version, trained.card, history.write_bad_rows(order.out / "rows", read.bad))


def _check_order(read: History, paths: Sequence[Path]) -> None:
    """`NothingToLearn` when there is nothing, or the second file begins before the first ends."""
    times = [read.asks["paid_at"][read.file == part] for part in (TRAIN, VALID)]
    for part, path in zip(times, paths, strict=True):
        if not len(part):
            raise NothingToLearn(f"{path} has no payment that can be read")
    if times[VALID][0] < times[TRAIN][-1]:
        raise NothingToLearn(
            f"{paths[VALID]} begins before {paths[TRAIN]} ends: a model is judged by what came later; divide by time"
        )
    labels = [read.labels[read.file == part] for part in (TRAIN, VALID)]
    if labels[TRAIN].max() >= 1 > labels[VALID].max():
        raise NothingToLearn(f"{paths[VALID]} has no labelled payment to judge by: give a longer file")


def _lesson(read: History, rows: Array, both: Array, part: int) -> Lesson:
    told = read.labels != UNLABELLED
    of = (read.file == part) & (told if told.any() else True)  # what nobody knows teaches nothing, where somebody does
    return Lesson(rows[of], read.labels[of], read.asks["paid_at"][of], both[of])


def _data(path: Path, lesson: Lesson) -> Data:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    first, last = (clock.from_us(int(lesson.times[at])).isoformat(timespec="seconds") for at in (0, -1))
    return Data(path.name, digest, len(lesson.rows), int(np.maximum(lesson.labels, 0).sum()), first, last)
