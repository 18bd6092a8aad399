"""The files that the benchmark on drops works on, read as the commands read them, and divided by time."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from arasha.app import history
from arasha.app.drops.rows import accounts, blocks
from arasha.domains.payments.hot.group import no_features
from arasha.domains.payments.learning.train import Lesson
from arasha.kernel.compiled import Array
from arasha.simulator.replay.example import EXAMPLE

DATA = Path(__file__).parent / "data"
AMLGENTEX = (DATA / "amlgentex_12bank_train.parquet", EXAMPLE)
AMLSIM = DATA / "amlsim.parquet"

# Shares of the payments, in the order of time: to train, then to choose the threshold by; the rest judges.
TRAIN, CHOOSE = 0.6, 0.8


class Parts(NamedTuple):
    """Payments to learn from, to choose a threshold by, and to be judged by."""

    train: Lesson
    choose: Lesson
    judge: Lesson


def asks_of(*paths: Path) -> Array:
    """The engine's questions of files, in the order of time."""
    return history.read(paths).asks


def divided(lesson: Lesson) -> Parts:
    """A stretch of payments in three, one after the other in time."""
    first, second = np.quantile(lesson.times, [TRAIN, CHOOSE])
    late = lesson.times > second
    return Parts(
        part_of(lesson, lesson.times <= first), part_of(lesson, (lesson.times > first) & ~late), part_of(lesson, late)
    )


def lesson_of(path: Path) -> Lesson:
    """A file's payments with their feature rows."""
    read = history.read([path])
    rows = no_features(len(read.asks))
    for place, block in blocks(read, lambda _: None):
        rows[place] = block
    return Lesson(rows, read.labels, read.asks["paid_at"], accounts(read))


def part_of(lesson: Lesson, chosen: Array) -> Lesson:
    """Some of the payments of a lesson."""
    return Lesson(*(column[chosen] for column in lesson))
