"""The models as the engine reads them, and what they write into feature rows: columns for the rules, never a verdict.

A model answers in parts per 10 000, calibrated: of a hundred payments at 9 000, ninety proved to be what it says. One
is live, one may be a candidate: it answers beside the live one, and for a percentage of paying accounts in its place.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.forest import NO_FOREST, Forest, contributions, margins
from arasha.domains.payments.hot.layout import NOTHING
from arasha.domains.payments.rules.book import TOGETHER, Readable
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.themes import TITLES, Theme, theme_numbers
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.languages import LANGUAGES, texts

FULL = 10_000
FULL_RANK = 1_000

# Accounts are compared with their peers: by the kind of holder, and by how many payments of a week they have.
PARTIES, SIZES = 5, (3, 10, 30)
PEERS = PARTIES * (len(SIZES) + 1)
SMALL, MIDDLE, LARGE = SIZES

THEMES = max(Theme) + 1
TOLD = 3  # how many themes a decision tells

# The rules that repeat what a model says, and so tell its themes.
MODEL_RULES = frozenset({"DROP_LIKELY", "DROP_VERY_LIKELY"})


class Scale(NamedTuple):
    """From a forest's margin to what is written, in straight lines: `knots` rise, `levels` never fall."""

    knots: Array
    levels: Array


class Model(NamedTuple):
    """A forest with its calibration; `marks` are from which score on it alerts, and is very sure."""

    forest: Forest
    scale: Scale
    marks: Array


class Unusual(NamedTuple):
    """A forest that isolates what is rare, with a scale for each group of peers (knots: `PEERS` × n)."""

    forest: Forest
    knots: Array
    levels: Array


class Models(NamedTuple):
    """What the engine asks: the live model, the candidate, how rare a payment is; `percent` of paying accounts, by
    their tokens, have the candidate's word. The rest is working space.
    """

    live: Model
    candidate: Model
    unusual: Unusual
    percent: Array
    themes: Array
    margins: Array
    parts: Array
    sums: Array


class Advice(NamedTuple):
    """Whom the engine asks about a payment: the rule book and the models."""

    book: Readable
    models: Models


NO_SCALE = Scale(np.zeros(2), np.zeros(2))
NO_MODEL = Model(NO_FOREST, NO_SCALE, np.full(2, FULL + 1, np.int64))
NO_UNUSUAL = Unusual(NO_FOREST, np.zeros((PEERS, 2)), np.zeros(2))


def models(
    live: Model = NO_MODEL, candidate: Model = NO_MODEL, unusual: Unusual = NO_UNUSUAL, percent: int = 0
) -> Models:
    """Models for one engine, with working space of their own."""
    parts, sums = np.zeros(WIDTH), np.zeros(THEMES)
    return Models(
        live, candidate, unusual, np.array([percent]), theme_numbers(), np.zeros(TOGETHER), parts, sums
    )  # fmt: skip


@compiled
def assess(asks: Array, rows: Array, models: Models) -> None:
    """Write the models' columns of at most `TOGETHER` rows; -1 where there is no model."""
    score(models.live, rows, F.DROP_SCORE, models.margins)
    score(models.candidate, rows, F.DROP_SCORE_CANDIDATE, models.margins)
    rank(models.unusual, rows, models.margins)
    for i in range(len(rows)):
        row, marks = rows[i], models.live.marks
        if candidate_speaks(asks[i], models):
            row[F.DROP_SCORE], marks = row[F.DROP_SCORE_CANDIDATE], models.candidate.marks
        level = np.int64(row[F.DROP_SCORE] >= marks[0]) + np.int64(row[F.DROP_SCORE] >= marks[1])
        row[F.DROP_LEVEL] = level if row[F.DROP_SCORE] >= 0 else NOTHING


@compiled
def candidate_speaks(ask: Record, models: Models) -> Whole:
    """Does the candidate have the word for this paying account? The same account always gets the same answer."""
    return len(models.candidate.forest.roots) > 0 and hundredth(ask["debtor_lo"]) < models.percent[0]


@compiled
def hundredth(token: Whole) -> Whole:
    """In which of a hundred equal parts of all accounts one is, by the first eight bytes of its token."""
    return np.int64(np.uint64(token) % np.uint64(100))


@compiled
def score(model: Model, rows: Array, column: Whole, work: Array) -> None:
    """Write a model's calibrated answer."""
    if len(model.forest.roots) == 0:
        for i in range(len(rows)):
            rows[i, column] = NOTHING
        return
    margins(model.forest, rows, work)
    for i in range(len(rows)):
        rows[i, column] = between(work[i], model.scale.knots, model.scale.levels)


@compiled
def rank(unusual: Unusual, rows: Array, work: Array) -> None:
    """Write how unusual a payment is among the peers of the account that pays, 0 to 1000."""
    if len(unusual.forest.roots) == 0:
        for i in range(len(rows)):
            rows[i, F.UNUSUAL] = NOTHING
        return
    margins(unusual.forest, rows, work)
    for i in range(len(rows)):
        rows[i, F.UNUSUAL] = between(work[i], unusual.knots[peers_of(rows[i])], unusual.levels)


@compiled
def peers_of(row: Array) -> Whole:
    """The group of the paying account."""
    week = row[F.D_OUT_COUNT_7D] + row[F.D_IN_COUNT_7D]
    size = np.int64(week >= SMALL) + np.int64(week >= MIDDLE) + np.int64(week >= LARGE)
    return min(max(row[F.DEBTOR_PARTY], 0), PARTIES - 1) * (len(SIZES) + 1) + size


@compiled
def between(value: Whole, knots: Array, levels: Array) -> Whole:
    """The level of a value, in a straight line between its two knots, rounded; the ends go on flat."""
    if value <= knots[0]:
        return np.int64(np.floor(levels[0] + 0.5))
    low, high = 0, len(knots) - 1
    if value >= knots[high]:
        return np.int64(np.floor(levels[high] + 0.5))
    while high - low > 1:
        middle = (low + high) // 2
        if knots[middle] <= value:
            low = middle
        else:
            high = middle
    part = (value - knots[low]) / (knots[high] - knots[low])
    return np.int64(np.floor(levels[low] + part * (levels[high] - levels[low]) + 0.5))


@compiled
def explain(asks: Array, rows: Array, models: Models, decisions: Array) -> None:
    """Tell of rows over the alert threshold the themes that pushed them up most, the strongest in the lowest byte."""
    for i in range(len(rows)):
        if rows[i, F.DROP_LEVEL] > 0:
            chosen = models.candidate.forest if candidate_speaks(asks[i], models) else models.live.forest
            contributions(chosen, rows[i], models.parts)
            decisions[i]["why"] = strongest(models)


@compiled
def strongest(models: Models) -> Whole:
    """The themes with the largest sums above zero, a byte each."""
    sums, why = models.sums, np.uint32(0)
    for theme in range(len(sums)):
        sums[theme] = 0.0
    for column in range(len(models.parts)):
        sums[models.themes[column]] += models.parts[column]
    for place in range(TOLD):
        best = 0
        for theme in range(1, len(sums)):
            if sums[theme] > max(sums[best], 0.0) or (best == 0 and sums[theme] > 0.0):
                best = theme
        if best == 0 or sums[best] <= 0.0:
            break
        why |= np.uint32(best) << np.uint32(8 * place)
        sums[best] = 0.0
    return why


def themes_told(why: int) -> list[Theme]:
    """The themes of a decision, the strongest first."""
    return [Theme(number) for place in range(TOLD) if (number := why >> 8 * place & 255)]


def words_of_themes(why: int) -> dict[str, str]:
    """The themes of a decision as one text in each language; empty texts when it has none."""
    told = [texts(TITLES[theme]) for theme in themes_told(why)]
    return {language: "; ".join(words[language] for words in told) for language in LANGUAGES}
