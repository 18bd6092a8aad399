"""`arasha backtest --book`: every rule of the table over a labelled file, in one run; what stops innocent people.

Beside each rule stands how many of a thousand innocent payments it fires on, and how often it is right; below, which
rules together warned of innocents or held them. A rule alone seldom stops anybody: what adds up does.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from arasha.app.history import History
from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.masks import mask_of
from arasha.kernel.compiled import Array

AT_ONCE = 4_096
MOST_TOGETHER = 12
WORDS = ("live", "live_more", "shadow", "shadow_more")


class OfRule(NamedTuple):
    """On how many payments a rule fired, by what is known of them."""

    code: str
    weight: int
    shadow: bool
    innocent: int
    fraud: int


class Together(NamedTuple):
    """Rules that together stopped so many innocent payments."""

    verdict: str
    codes: tuple[str, ...]
    innocent: int


class OfBook(NamedTuple):
    """What a book did to a file: payments by truth and verdict, its rules, and what together stopped innocents."""

    innocent: int
    innocent_alerts: int
    innocent_held: int
    fraud: int
    fraud_alerts: int
    fraud_held: int
    rules: Sequence[OfRule]
    together: Sequence[Together]


def over(book: Book, read: History, wanted: Array, told: Callable[[int], None]) -> OfBook:
    """Judge a file's payments in their order; all of them count for later ones, those that are `wanted` are told of."""
    screener = Screener(book, accounts=len(read.asks), payments=len(read.asks))
    decisions = np.zeros(len(read.asks), DECISION)
    for begin in range(0, len(read.asks), AT_ONCE):
        asks = read.asks[begin : begin + AT_ONCE]
        screener.screen(asks, group.no_features(len(asks)), decisions[begin : begin + AT_ONCE])
        told(len(asks))
    return _counted(book, decisions[wanted], read.labels[wanted])


def _counted(book: Book, decisions: Array, labels: Array) -> OfBook:
    innocent, fraud = labels == 0, labels == 1
    alert, held = decisions["verdict"] >= Verdict.WARN, decisions["verdict"] >= Verdict.HOLD
    masks, which, sizes = np.unique(decisions[[*WORDS, "verdict"]], return_inverse=True, return_counts=True)
    innocents = np.bincount(which[innocent], minlength=len(sizes))
    frauds = np.bincount(which[fraud], minlength=len(sizes))
    by_rule, together = Counter[tuple[str, bool]](), Counter[tuple[str, tuple[str, ...]]]()
    for mask, good, bad in zip(masks, innocents.tolist(), frauds.tolist(), strict=True):
        words = [int(mask[word]) for word in WORDS]
        live = tuple(rule.code for rule in book.fired(mask_of(*words[:2])))
        for code in (*live, *(rule.code for rule in book.fired(mask_of(*words[2:])))):
            by_rule[code, False] += good
            by_rule[code, True] += bad
        if mask["verdict"] >= Verdict.WARN and good:
            together[Verdict(int(mask["verdict"])).word, live] += good
    told = [
        OfRule(rule.code, rule.weight, rule.shadow, by_rule[rule.code, False], by_rule[rule.code, True])
        for rule in book.rules
    ]
    commonest = [Together(verdict, codes, count) for (verdict, codes), count in together.most_common(MOST_TOGETHER)]
    return OfBook(
        innocent=_count(innocent),
        innocent_alerts=_count(innocent & alert),
        innocent_held=_count(innocent & held),
        fraud=_count(fraud),
        fraud_alerts=_count(fraud & alert),
        fraud_held=_count(fraud & held),
        rules=told,
        together=commonest,
    )


def _count(column: Array) -> int:
    return int(np.count_nonzero(column))
