"""What a rule would have done to the payments in the store, newest first, within bounds of rows and time.

Each payment is judged by the feature row that was kept with its verdict: what was known when it was asked about.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet

from arasha.domains.payments.facts import Decision
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.trial import (
    FRAUD,
    LEGITIMATE,
    UNKNOWN,
    Backtest,
    Example,
    Moved,
    Seen,
    Stopped,
    Trial,
    Week,
)
from arasha.domains.payments.models import Payment
from arasha.domains.payments.queries.typologies import in_force, typology
from arasha.domains.payments.rules.book import Book, book
from arasha.domains.payments.rules.language import Rule
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.typology import Draft, check, rule_of, rules_of
from arasha.kernel import clock
from arasha.kernel.compiled import Array
from arasha.kernel.settings import current

__all__ = ["Backtest", "Example", "Moved", "Stopped", "Week", "backtest", "book_now", "count", "rule_named"]

AT_ONCE = 2_000
LIMIT = 50_000
PATIENCE_S = 8.0
TRUTH = {Decision.FRAUD: FRAUD, Decision.LEGITIMATE: LEGITIMATE}

# Hears how many payments more were looked at.
Told = Callable[[int], None]


def backtest(
    rule: Draft | str, since: datetime | None = None, until: datetime | None = None, limit: int = LIMIT,
    told: Told | None = None,
) -> Backtest:  # fmt: skip
    """What a draft, or the rule or typology of a code, would have done to at most `limit` payments of the store.

    A screen waits no longer than `PATIENCE_S`; who wants to be `told` of the progress waits to the end. `Malformed`
    names what is wrong with a draft, `NotFound` says that there is no such rule.
    """
    trial, span, begun = Trial(book_now(), _rule(rule)), _span(since, until), clock.monotonic()
    oldest = span.end
    for part, widths in _parts(span, limit):
        trial.look(part, widths)
        oldest = int(part.sequences[-1])
        if told is not None:
            told(len(widths))
        elif clock.monotonic() - begun > PATIENCE_S:
            break
    return trial.result(whole=not _of(_Span(span.first, oldest)).exists())


def count(since: datetime | None, until: datetime | None) -> int:
    """How many answers there are between two instants."""
    return _of(_span(since, until)).count()


def book_now() -> Book:
    """The book in force: the table's rules, those that the settings put in shadow, and the typologies."""
    return book((code for code in current().shadow_rules.split(",") if code), rules_of(in_force()))


def rule_named(code: str) -> Rule:
    """The table's rule, or the typology, of a code; `NotFound` when there is neither."""
    for rule in RULES:
        if rule.code == code:
            return rule
    return rule_of(typology(code).draft, shadow=False)


def _rule(rule: Draft | str) -> Rule:
    if isinstance(rule, str):
        return rule_named(rule)
    check(rule)
    return rule_of(rule, shadow=False)


class _Span(NamedTuple):
    """Sequences from `first` to just before `end`."""

    first: int
    end: int


def _span(since: datetime | None, until: datetime | None) -> _Span:
    ends = [
        Payment.objects.order_by(order).values_list("sequence", flat=True).first()
        for order in ("sequence", "-sequence")
    ]
    if ends[0] is None or ends[1] is None:
        return _Span(0, 0)
    span = _Span(ends[0], ends[1] + 1)
    return _Span(
        span.first if since is None else _first_at(since, span), span.end if until is None else _first_at(until, span)
    )


def _of(span: _Span) -> QuerySet[Payment]:
    return Payment.objects.filter(sequence__gte=span.first, sequence__lt=span.end)


def _first_at(instant: datetime, within: _Span) -> int:
    """The first sequence that was answered at an instant or later: answers are numbered in the order of time, so it is
    found in a few steps, and no index on the instant is needed.
    """
    low, high = within
    while low < high:
        middle = (low + high) // 2
        row = Payment.objects.filter(sequence__gte=middle).order_by("sequence").values_list("sequence", "decided_at")
        found = row.first()
        if found is None or found[1] >= instant:
            high = middle
        else:
            low = found[0] + 1
    return low


def _parts(span: _Span, limit: int) -> Iterator[tuple[Seen, Array]]:
    """The payments of a span, the newest first, with how many columns each row had."""
    columns = ("sequence", "decided_at", "features", "review__decision")
    end, left = span.end, limit
    while left > 0:
        rows = _of(_Span(span.first, end)).order_by("-sequence")
        found = list(rows.values_list(*columns)[: min(AT_ONCE, left)])
        if not found:
            return
        sequences, at, packed, decisions = zip(*found, strict=True)
        features, widths = group.unpack_many([bytes(row) for row in packed])
        instants = np.array([clock.to_us(instant) for instant in at])
        truth = np.array([TRUTH.get(decision, UNKNOWN) for decision in decisions], np.int8)
        yield Seen(np.array(sequences), instants, truth, features), widths
        end, left = sequences[-1], left - len(found)
