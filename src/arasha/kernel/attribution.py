"""Whose money leaves an account: exact arithmetic of marked money under three stated rules.

What lies in an account is a queue of lots, oldest first: a lot is one credit, of which some tiyn may be marked as
belonging to a claim (stolen money). A debit takes from the lots by a rule:

- `FIFO`: the oldest lot first (Clayton's case, 1816; the rule of running accounts);
- `PROPORTIONAL`: from all lots alike (the pari passu rule, Barlow Clowes v Vaughan, 1992);
- `LOWEST_BALANCE`: what is nobody's first, and marked money only when nothing else is left (the lowest intermediate
  balance rule, James Roscoe (Bolton) v Winder, 1915).

Inside one lot, and wherever several claims stand alike, money is split pro rata. Rounding: each share is rounded down,
and the tiyn that are left go to the largest remainders, of equal ones to the first; so shares always add up.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Literal, NamedTuple, assert_never

# How many lots an account keeps apart; beyond it the two oldest neighbours are counted as one credit.
MOST_LOTS = 64


class Rule(StrEnum):
    """By which rule marked money is followed."""

    FIFO = "fifo"
    PROPORTIONAL = "proportional"
    LOWEST_BALANCE = "lowest_balance"


class Lot(NamedTuple):
    """One credit that still lies in an account: tiyn, and what of it belongs to which claim."""

    amount: int
    marked: tuple[tuple[int, int], ...] = ()

    @property
    def unmarked(self) -> int:
        """Tiyn that belong to nobody's claim."""
        return self.amount - sum(amount for _, amount in self.marked)


Lots = tuple[Lot, ...]
Claims = Mapping[int, int]

NOBODY = 0


class Taken(NamedTuple):
    """What a debit left behind, and what it took of each claim."""

    left: Lots
    claims: dict[int, int]


class Cell(NamedTuple):
    """The part of one lot that one claim has, or nobody."""

    lot: int
    claim: int
    amount: int


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights of at least its size together: no share exceeds its weight, the sum is exact."""
    whole = sum(weights)
    if amount in {0, whole}:
        return list(weights) if amount else [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    missing = amount - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % whole))
    for i in by_remainder[:missing]:
        parts[i] += 1
    return parts


def credit(lots: Lots, amount: int, claims: Claims | None = None) -> Lots:
    """The lots after money came in, part of it marked; unmarked neighbours are counted as one."""
    if amount <= 0:
        return lots
    marked = tuple(sorted((claim, part) for claim, part in (claims or {}).items() if part))
    if not marked and lots and not lots[-1].marked:
        return (*lots[:-1], Lot(lots[-1].amount + amount))
    return _bounded((*lots, Lot(amount, marked)))


def debit(lots: Lots, amount: int, rule: Rule) -> Taken:
    """Take an amount by a rule. What the lots do not have came from elsewhere and is nobody's."""
    if rule is Rule.FIFO:
        return _in_order(lots, amount)
    cells = _cells(lots)
    taken = _taken(cells, min(amount, sum(cell.amount for cell in cells)), rule)
    claims: dict[int, int] = {}
    _add(claims, ((cell.claim, part) for cell, part in zip(cells, taken, strict=True)))
    return Taken(_without(cells, taken), claims)


def secure(lots: Lots, claims: Claims) -> Lots:
    """The lots when a claim's money has been held or given up: so much of each claim goes, the oldest first."""
    cells, wanted = _cells(lots), dict(claims)
    taken = []
    for cell in cells:
        part = min(cell.amount, wanted.get(cell.claim, 0)) if cell.claim != NOBODY else 0
        wanted[cell.claim] = wanted.get(cell.claim, 0) - part
        taken.append(part)
    return _without(cells, taken)


def marked(lots: Lots) -> dict[int, int]:
    """What lies in the lots of each claim."""
    found: dict[int, int] = {}
    for lot in lots:
        for claim, amount in lot.marked:
            found[claim] = found.get(claim, 0) + amount
    return found


def _cells(lots: Lots) -> list[Cell]:
    """Every part of every lot, what is nobody's before what is marked."""
    return [
        Cell(number, claim, amount)
        for number, lot in enumerate(lots)
        for claim, amount in ((NOBODY, lot.unmarked), *lot.marked)
        if amount
    ]


def _taken(cells: Sequence[Cell], amount: int, rule: Literal[Rule.PROPORTIONAL, Rule.LOWEST_BALANCE]) -> list[int]:
    """What a debit takes of each cell; `amount` is at most what there is."""
    match rule:
        case Rule.PROPORTIONAL:
            return shares(amount, [cell.amount for cell in cells])
        case Rule.LOWEST_BALANCE:
            return _unmarked_first(cells, amount)
        case _:
            assert_never(rule)


def _in_order(lots: Lots, amount: int) -> Taken:
    """Lot after lot; the lot that is not taken whole gives pro rata."""
    claims: dict[int, int] = {}
    for place, lot in enumerate(lots):
        if amount < lot.amount:
            left, part = _split(lot, amount)
            _add(claims, part)
            return Taken((left, *lots[place + 1 :]), claims)
        _add(claims, lot.marked)
        amount -= lot.amount
    return Taken((), claims)


def _split(lot: Lot, amount: int) -> tuple[Lot, list[tuple[int, int]]]:
    """What is left of a lot when less than all of it is taken, and what is taken of each claim."""
    if lot.marked and lot.marked[0][1] == lot.amount:  # all of it one claim's, as most lots are
        claim, rest = lot.marked[0][0], lot.amount - amount
        return Lot(rest, ((claim, rest),)), [(claim, amount)]
    _, *taken = shares(amount, [lot.unmarked, *(part for _, part in lot.marked)])
    left = tuple((claim, had - part) for (claim, had), part in zip(lot.marked, taken, strict=True) if had > part)
    return Lot(lot.amount - amount, left), [(claim, part) for (claim, _), part in zip(lot.marked, taken, strict=True)]


def _add(claims: dict[int, int], parts: Iterable[tuple[int, int]]) -> None:
    """Count some parts, but what is nobody's."""
    for claim, part in parts:
        if part and claim != NOBODY:
            claims[claim] = claims.get(claim, 0) + part


def _unmarked_first(cells: Sequence[Cell], amount: int) -> list[int]:
    """What is nobody's, the oldest first; then marked money pro rata."""
    free = [cell.amount if cell.claim == NOBODY else 0 for cell in cells]
    before = [0, *accumulate(free)][:-1]
    taken = [min(part, max(amount - earlier, 0)) for part, earlier in zip(free, before, strict=True)]
    rest = amount - sum(taken)
    of_claims = shares(rest, [0 if cell.claim == NOBODY else cell.amount for cell in cells])
    return [one + other for one, other in zip(taken, of_claims, strict=True)]


def _without(cells: Sequence[Cell], taken: Sequence[int]) -> Lots:
    """The lots that are left."""
    amounts: dict[int, int] = {}
    parts: dict[int, list[tuple[int, int]]] = {}
    for cell, part in zip(cells, taken, strict=True):
        if left := cell.amount - part:
            amounts[cell.lot] = amounts.get(cell.lot, 0) + left
            if cell.claim != NOBODY:
                parts.setdefault(cell.lot, []).append((cell.claim, left))
    return tuple(Lot(amount, tuple(parts.get(lot, ()))) for lot, amount in amounts.items())


def _bounded(lots: Lots) -> Lots:
    """At most `MOST_LOTS`: the two oldest become one."""
    if len(lots) <= MOST_LOTS:
        return lots
    first, second, *rest = lots
    both = dict(first.marked)
    for claim, amount in second.marked:
        both[claim] = both.get(claim, 0) + amount
    return (Lot(first.amount + second.amount, tuple(sorted(both.items()))), *rest)
