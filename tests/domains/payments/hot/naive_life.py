"""One account's life, for the naive engine: all that it did, added up each time, and whom it met lately.

What fades is added up in the order of the payments, with the factors of `fading.py`, and what is kept in four bytes is
rounded to four: so whole numbers made of these sums are the same to the last unit, also where amounts nearly cancel.
That those sums are what they should be is tested beside `fading.py`, against the definition.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2, sqrt
from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.behaviour.fading import factor
from arasha.domains.payments.rules.codes import Kind

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
MONTH = 28 * DAY
FULL = 8
BAND_ENDS = [tenge * 100 for tenge in (1_000, 5_000, 20_000, 50_000, 100_000, 500_000, 1_000_000)]
OF_KINDS = (
    (Kind.CASH_OUT, "cash", True),
    (Kind.CRYPTO_PURCHASE, "crypto", True),
    (Kind.LOAN_DISBURSEMENT, "loans", False),
)

Token = tuple[int, int]
Sums = defaultdict[str, float]


class Deed(NamedTuple):
    """A payment, as one of its accounts lived it."""

    at: int
    out: bool
    amount: int
    kind: int
    other: Token
    first: bool
    sign: float


class Meeting(NamedTuple):
    """The first payment between two accounts, as one of them remembers it."""

    at: int
    other: Token
    amount: int
    square: bool


@dataclass
class Circle:
    """The newest strangers: up to eight, and the eight before them."""

    newest: list[Meeting] = field(default_factory=list)
    older: list[Meeting] = field(default_factory=list)

    def meet(self, meeting: Meeting) -> None:
        if len(self.newest) == FULL:
            self.newest, self.older = [], self.newest
        self.newest.append(meeting)

    def since(self, second: int) -> list[Meeting]:
        """Those met after a second, in the order in which the engine looks at them."""
        return [meeting for meeting in (*self.newest, *self.older) if meeting.at > second]


@dataclass
class Life:
    """What an account did, and whom it met; `clock` is where it stands, `seen` when it last took part in a payment."""

    clock: int = 0
    seen: int = 0
    deeds: list[Deed] = field(default_factory=list)
    payees: Circle = field(default_factory=Circle)
    payers: Circle = field(default_factory=Circle)
    known: tuple[tuple[int, int], Sums] | None = None

    @property
    def sums(self) -> Sums:
        """What fades, as it stood when the account last took part."""
        state = (len(self.deeds), self.seen)
        if self.known is None or self.known[0] != state:
            self.known = state, added_up(self.deeds, self.seen)
        return self.known[1]

    def last(self, *, out: bool) -> Deed | None:
        return next((deed for deed in reversed(self.deeds) if deed.out == out), None)


def added_up(deeds: list[Deed], until: int) -> Sums:
    """The sums that fade, of all that an account did, at a second."""
    sums, hour = Sums(float), 0
    for number, deed in enumerate(deeds):
        hour = faded(sums, hour, deed.at)
        for name, what in added_by(deed, deeds[:number]):
            sums[name] = kept(name, sums[name] + what)
    faded(sums, hour, until)
    return sums


def faded(sums: Sums, hour: int, until: int) -> int:
    """Let all sums fade from an hour on; returns the hour they have come to."""
    if until // HOUR <= hour:
        return hour
    left = float(factor(until // HOUR - hour))
    for name in sums:
        sums[name] = kept(name, sums[name] * left)
    return until // HOUR


def kept(name: str, value: float) -> float:
    """A sum as it is kept: those of new counterparties, signs and bands in four bytes."""
    return float(np.float32(value)) if name.endswith(("_new", "_signs")) or name.startswith("band") else value


def added_by(deed: Deed, before: list[Deed]) -> Iterator[tuple[str, float]]:
    """What a payment adds to the sums of one of its accounts."""
    way = "out" if deed.out else "in"
    yield f"{way}_count", 1.0
    yield f"{way}_sum", float(deed.amount)
    yield f"{way}_squares", float(deed.amount) * float(deed.amount)
    yield f"{way}_new", float(deed.first)
    yield f"{way}_signs", deed.sign
    yield "rounds", float(deed.amount % 1_000_000 == 0)
    yield f"band{sum(deed.amount >= end for end in BAND_ENDS)}", 1.0
    if before:
        gap = float(deed.at - before[-1].at)
        yield "gaps", gap
        yield "gap_squares", gap * gap
    credited = [earlier.at for earlier in before if not earlier.out]
    if deed.out and credited:
        yield "dwell", float(min(deed.at - credited[-1], MONTH))
    for kind, name, out in OF_KINDS:
        if deed.kind == kind and deed.out == out:
            yield name, float(deed.amount)


def flow(sums: Sums) -> Iterator[tuple[str, int]]:
    """What an account sends, and what it receives."""
    for way in ("out", "in"):
        count, total, new = sums[f"{way}_count"], sums[f"{way}_sum"], sums[f"{way}_new"]
        yield f"{way.upper()}_COUNT_M", int(count * 100)
        yield f"{way.upper()}_SUM_M", int(total)
        yield f"{way.upper()}_NEW_M", int(new * 100)
        yield f"{way.upper()}_NEW_SHARE_M", part(new, count, 1000)
        yield f"{way.upper()}_MEAN_M", part(total, count, 1)
        yield f"{way.upper()}_SPREAD_M", int(spread(count, total, sums[f"{way}_squares"]))
        yield f"{way.upper()}_SIGNS_M", int(sums[f"{way}_signs"] * 100)


def own(life: Life) -> Iterator[tuple[str, int]]:
    """What both ways show together."""
    sums = life.sums
    payments = sums["out_count"] + sums["in_count"]
    yield "PASSED_ON_M", part(sums["out_sum"], sums["in_sum"], 1000)
    yield "KEPT_M", int(sums["in_sum"] - sums["out_sum"])
    yield "DWELL_S", part(sums["dwell"], sums["out_count"], 1)
    first = float(factor(life.clock // HOUR - life.deeds[0].at // HOUR)) if life.deeds else 0.0
    pauses = payments - first
    yield "GAP_S", part(sums["gaps"], pauses, 1)
    yield "GAP_SPREAD_M", part(spread(pauses, sums["gaps"], sums["gap_squares"]) * pauses, sums["gaps"], 1000)
    for name, of in (("rounds", payments), ("cash", sums["out_sum"]), ("crypto", sums["out_sum"])):
        yield f"{name.upper().removesuffix('S')}_SHARE_M", part(sums[name], of, 1000)
    yield "LOAN_SHARE_M", part(sums["loans"], sums["in_sum"], 1000)
    yield "SLEPT_S", _slept(life)
    debit = life.last(out=True)
    yield "LAST_DEBIT", debit.amount if debit else 0
    yield "AMOUNT_ENTROPY_M", _amount_entropy(sums)
    for name, out in (("PAYEE", True), ("PAYER", False)):
        week = [deed.other for deed in life.deeds if deed.out == out and deed.at > life.clock - WEEK]
        yield f"{name}_ENTROPY_7D", entropy(list(Counter(week).values()))


def _slept(life: Life) -> int:
    """How long the account was still before it last woke from sixty days or more, if that was less than a week ago."""
    wakings = [
        (later.at, later.at - before.at) for before, later in pairwise(life.deeds) if later.at - before.at >= 60 * DAY
    ]
    return wakings[-1][1] if wakings and life.clock - wakings[-1][0] < WEEK else 0


def _amount_entropy(sums: Sums) -> int:
    bands = [sums[f"band{number}"] for number in range(len(BAND_ENDS) + 1)]
    total = added(bands)
    return entropy([int(band / total * 1000) for band in bands]) if total >= 1e-6 else -1


def entropy(counts: list[int]) -> int:
    """In thousandths of a bit, with the logarithms rounded to 1024ths."""
    total = sum(counts)
    if total == 0:
        return -1
    weights = sum(round(count * log2(count) * 1024) for count in counts if count)
    return int(max(round(log2(total) * 1024) * total - weights, 0) * 1000 // (total * 1024))


def part(some: float, of: float, times: int) -> int:
    """So many times the quotient, towards zero; -1 of nothing."""
    return int(some * times / of) if of >= 1e-6 else -1


def spread(count: float, total: float, squares: float) -> float:
    """The standard deviation."""
    mean = total / count if count >= 1e-6 else 0.0
    return sqrt(max(squares / count - mean * mean, 0.0)) if count >= 1e-6 else 0.0


def added(values: Iterable[float]) -> float:
    """The sum of floats, one after the other: Python's own sum is more exact than the engine's from 3.12 on."""
    total = 0.0
    for value in values:
        total += value
    return total
