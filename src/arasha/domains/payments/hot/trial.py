"""Trying a rule on payments of the past: what would have become of each without it, and with it.

Both times the same book judges the same feature rows, so the difference is the rule's alone. Rows hold what was known
when each payment was asked about, so nothing is seen that came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.judge import DECISION, judge_all
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import MOST_RULES, Rule
from arasha.domains.payments.rules.masks import WORD
from arasha.kernel import clock
from arasha.kernel.clock import ALMATY_OFFSET, DAY
from arasha.kernel.compiled import Array

FRAUD, LEGITIMATE, UNKNOWN = 1, 0, -1
EXAMPLES = 20
MONDAY = 3  # days were first counted on a Thursday
EPOCH = date(1970, 1, 1).toordinal()


class Seen(NamedTuple):
    """Payments of the past: sequences, instants (µs), whether they were fraud (1, 0; -1: nobody knows), features."""

    sequences: Array
    at: Array
    truth: Array
    features: Array


@dataclass(frozen=True)
class Stopped:
    """What one book would have said: payments with a warning or graver, those held or refused, and what is known of the
    former. Money is in tiyn.
    """

    alerts: int
    alerts_amount: int
    held: int
    held_amount: int
    fraud: int
    legitimate: int


@dataclass(frozen=True)
class Moved:
    """Payments whose verdict the rule would have changed; words of `Verdict`."""

    before: str
    after: str
    payments: int
    amount: int


@dataclass(frozen=True)
class Week:
    """A week, from Monday in Almaty."""

    begins: date
    looked_at: int
    fired: int
    alerts_before: int
    alerts_after: int
    fired_fraud: int
    fired_legitimate: int


@dataclass(frozen=True)
class Example:
    """A payment on which the rule fires; `fraud` is None when nobody knows."""

    sequence: int
    at: datetime
    amount: int
    before: str
    after: str
    fraud: bool | None


@dataclass(frozen=True)
class Backtest:
    """What a rule would have done between two instants.

    `whole` is False when there was more than could be looked at: then it is the newest part. `left_out` are payments
    that were judged before the engine had the figures that the rule looks at. `fraud` and `legitimate` are all that is
    known of the payments looked at, `fired_…` of those on which the rule fires: reviewers' decisions, or labels.
    """

    code: str
    looked_at: int
    left_out: int
    whole: bool
    since: datetime | None
    until: datetime | None
    fired: int
    fired_amount: int
    fired_fraud: int
    fired_legitimate: int
    fraud: int
    legitimate: int
    before: Stopped
    after: Stopped
    moved: list[Moved]
    weeks: list[Week]
    examples: list[Example]

    @property
    def precision(self) -> float | None:
        """Of the payments on which it fires and of which the truth is known, the part that was fraud."""
        return _share(self.fired_fraud, self.fired_fraud + self.fired_legitimate)

    @property
    def fired_rate(self) -> float | None:
        """Of all payments, the part on which it fires."""
        return _share(self.fired, self.looked_at)

    @property
    def alert_rates(self) -> tuple[float | None, float | None]:
        """Of all payments, the part with an alert: without the rule, and with it."""
        return _share(self.before.alerts, self.looked_at), _share(self.after.alerts, self.looked_at)


class Judged(NamedTuple):
    """Payments with both verdicts, in columns; `amount` is 0 in a foreign currency."""

    sequence: Array
    at: Array
    truth: Array
    amount: Array
    fired: Array
    before: Array
    after: Array


class Trial:
    """A rule against the book in which it would stand; payments may come in any number of parts."""

    def __init__(self, book: Book, rule: Rule) -> None:
        others = tuple(other for other in book.rules if other.code != rule.code)[: MOST_RULES - 1]
        self._books = [Book((*others, replace(rule, shadow=shadow))) for shadow in (True, False)]
        self._rule, self._number = rule, len(others)
        self._needs = max(max(part.feature, part.of or 0) for part in rule.when) + 1
        self._parts: list[Judged] = []
        self.left_out = 0

    @property
    def before(self) -> Book:
        """The book as it is without the rule: it stands there in shadow."""
        return self._books[0]

    def look(self, seen: Seen, widths: Array | None = None) -> None:
        """Judge payments both ways; those with fewer columns (`widths`) than the rule needs are left out."""
        if widths is not None and (short := widths < self._needs).any():
            self.left_out += int(short.sum())
            seen = Seen(*(column[~short] for column in seen))
        before, after = (self._judged(seen.features, book) for book in self._books)
        word = "shadow" if self._number < WORD else "shadow_more"
        fired = before[word] >> np.uint64(self._number % WORD) & np.uint64(1) == 1
        ours = seen.features[:, F.FOREIGN_CURRENCY] == 0
        amounts = np.where(ours, seen.features[:, F.AMOUNT], 0)
        self._parts.append(
            Judged(seen.sequences, seen.at, seen.truth, amounts, fired, before["verdict"], after["verdict"])
        )

    def result(self, *, whole: bool) -> Backtest:
        """What came of it."""
        seen = _joined(self._parts)
        fired = seen.fired
        return Backtest(
            code=self._rule.code,
            looked_at=len(fired),
            left_out=self.left_out,
            whole=whole,
            since=clock.from_us(int(seen.at.min())) if len(fired) else None,
            until=clock.from_us(int(seen.at.max())) if len(fired) else None,
            fired=int(fired.sum()),
            fired_amount=int(seen.amount[fired].sum()),
            fired_fraud=_count(fired & (seen.truth == FRAUD)),
            fired_legitimate=_count(fired & (seen.truth == LEGITIMATE)),
            fraud=_count(seen.truth == FRAUD),
            legitimate=_count(seen.truth == LEGITIMATE),
            before=_stopped(seen, seen.before),
            after=_stopped(seen, seen.after),
            moved=_moved(seen),
            weeks=_weeks(seen),
            examples=_examples(seen),
        )

    def _judged(self, features: Array, book: Book) -> Array:
        decisions = np.zeros(len(features), DECISION)
        judge_all(features, book.arrays, decisions)
        return decisions


def _joined(parts: Sequence[Judged]) -> Judged:
    empty = Judged(*(np.zeros(0, kind) for kind in ("i8", "i8", "i1", "i8", "?", "i2", "i2")))
    return Judged(*(np.concatenate(columns) for columns in zip(empty, *parts, strict=True)))


def _stopped(seen: Judged, verdicts: Array) -> Stopped:
    alert, held = verdicts >= Verdict.WARN, verdicts >= Verdict.HOLD
    return Stopped(
        alerts=_count(alert),
        alerts_amount=int(seen.amount[alert].sum()),
        held=_count(held),
        held_amount=int(seen.amount[held].sum()),
        fraud=_count(alert & (seen.truth == FRAUD)),
        legitimate=_count(alert & (seen.truth == LEGITIMATE)),
    )


def _moved(seen: Judged) -> list[Moved]:
    """Each change of a verdict, the commonest first."""
    kinds = seen.before * len(Verdict) + seen.after
    changed = seen.before != seen.after
    found = [
        Moved(
            Verdict(int(kind) // len(Verdict)).word,
            Verdict(int(kind) % len(Verdict)).word,
            _count(kinds == kind),
            int(seen.amount[kinds == kind].sum()),
        )
        for kind in np.unique(kinds[changed])
    ]
    return sorted(found, key=lambda moved: -moved.payments)


def _weeks(seen: Judged) -> list[Week]:
    """Week by week, the oldest first."""
    weeks = ((seen.at + ALMATY_OFFSET) // DAY + MONDAY) // 7
    columns = (
        np.ones(len(weeks), np.bool_), seen.fired, seen.before >= Verdict.WARN, seen.after >= Verdict.WARN,
        seen.fired & (seen.truth == FRAUD), seen.fired & (seen.truth == LEGITIMATE),
    )  # fmt: skip
    return [
        Week(
            date.fromordinal(EPOCH + int(week) * 7 - MONDAY), *(_count(column & (weeks == week)) for column in columns)
        )
        for week in np.unique(weeks)
    ]


def _examples(seen: Judged) -> list[Example]:
    """Payments on which it fires: first those whose verdict it changes, of these the largest."""
    at = np.flatnonzero(seen.fired)
    order = np.lexsort((-seen.amount[at], seen.before[at] == seen.after[at]))
    return [
        Example(
            sequence=int(seen.sequence[place]),
            at=clock.from_us(int(seen.at[place])),
            amount=int(seen.amount[place]),
            before=Verdict(int(seen.before[place])).word,
            after=Verdict(int(seen.after[place])).word,
            fraud=None if seen.truth[place] == UNKNOWN else bool(seen.truth[place] == FRAUD),
        )
        for place in at[order[:EXAMPLES]]
    ]


def _count(column: Array) -> int:
    return int(np.count_nonzero(column))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
