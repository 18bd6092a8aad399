"""Where stolen money runs: how much of each theft is still within reach at an instant.

Amounts are tiyn, instants µs. What lies in an account is paid out in the order in which it came in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec


class Flow(msgspec.Struct, frozen=True):
    """A payment that moved money from one of the cast to another; `stolen`: it is a theft."""

    at: int
    name: str
    payer: str
    payee: str
    amount: int
    stolen: bool = False


class Lot(msgspec.Struct):
    """What is left of the money that came in at once, and of which theft it is; own money is of none."""

    theft: str
    amount: int


def lying(flows: Iterable[Flow], at: int) -> dict[str, dict[str, int]]:
    """How much of each theft lies with whom at an instant, when nobody interferes: by holder, then by theft."""
    lots: dict[str, list[Lot]] = defaultdict(list)
    for flow in sorted(flows, key=lambda flow: flow.at):
        if flow.at > at:
            break
        if flow.stolen:
            lots[flow.payee].append(Lot(flow.name, flow.amount))
        else:
            lots[flow.payee] += _taken(lots[flow.payer], flow.amount)
    return {holder: _sums(held) for holder, held in lots.items() if _sums(held)}


def within_reach(flows: Sequence[Flow], beyond: Collection[str], at: int) -> dict[str, int]:
    """How much of each theft is not yet with those `beyond` reach at an instant."""
    found: dict[str, int] = defaultdict(int)
    for holder, sums in lying(flows, at).items():
        if holder not in beyond:
            for theft, amount in sums.items():
                found[theft] += amount
    return dict(found)


def reachable(flows: Sequence[Flow], beyond: Collection[str], known_at: Mapping[str, int]) -> int:
    """How much could have been saved by whoever acts at the very moment when each theft can be known of.

    A theft that can be known of when it is ordered, or before, could have been stopped altogether.
    """
    total = 0
    for flow in flows:
        if flow.stolen and flow.name in known_at:
            known = known_at[flow.name]
            total += flow.amount if known <= flow.at else within_reach(flows, beyond, known).get(flow.name, 0)
    return total


def _taken(lots: list[Lot], amount: int) -> list[Lot]:
    """Take so much out of lots, the oldest first; what is lacking was somebody's own money."""
    taken = []
    while lots and amount > 0:
        part = min(lots[0].amount, amount)
        taken.append(Lot(lots[0].theft, part))
        lots[0].amount -= part
        amount -= part
        if lots[0].amount == 0:
            lots.pop(0)
    return taken


def _sums(lots: Iterable[Lot]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for lot in lots:
        sums[lot.theft] += lot.amount
    return dict(sums)
