"""How an account behaves: sums, hours of the day, new faces. Pure counting over its legs; only moved money counts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.hot.describe import NIGHT_BEGINS, NIGHT_ENDS
from arasha.domains.payments.queries.legs import Leg
from arasha.kernel import clock


class Side(NamedTuple):
    """What went one way: payments, tiyn, different counterparties, and from when to when."""

    payments: int
    amount: int
    others: int
    first_at: datetime | None
    last_at: datetime | None


class Step(NamedTuple):
    """One step of time: sums and counts each way, and counterparties that had not been seen before."""

    start: datetime
    sum_in: int
    sum_out: int
    count_in: int
    count_out: int
    new_payers: int
    new_payees: int


def side(legs: Iterable[Leg], *, credit: bool) -> Side:
    """Everything that moved one way."""
    rows = [leg for leg in legs if leg.moved and leg.credit is credit]
    return Side(
        payments=len(rows),
        amount=sum(leg.amount for leg in rows),
        others=len({leg.other for leg in rows}),
        first_at=min((leg.at for leg in rows), default=None),
        last_at=max((leg.at for leg in rows), default=None),
    )


def stopped(legs: Iterable[Leg]) -> list[Leg]:
    """The payments that were not let through."""
    return [leg for leg in legs if not leg.moved]


def warned(legs: Iterable[Leg]) -> int:
    """How many payments got a verdict other than allow."""
    return sum(leg.verdict > Verdict.ALLOW for leg in legs)


def reported(legs: Iterable[Leg]) -> dict[Outcome | None, tuple[int, int]]:
    """What institutions said they did: payments and tiyn by outcome, None for what they have not said."""
    rows = list(legs)
    return {
        outcome: (len(found), sum(leg.amount for leg in found))
        for outcome in (*Outcome, None)
        if (found := [leg for leg in rows if leg.outcome is outcome])
    }


def new_faces(legs: Sequence[Leg], since: datetime) -> frozenset[tuple[UUID, bool]]:
    """Counterparties, by direction, of whom nothing was seen before an instant in the legs, which go back further."""
    before = {(leg.other, leg.credit) for leg in legs if leg.at < since}
    return frozenset((leg.other, leg.credit) for leg in legs if leg.at >= since) - before


def steps(legs: Sequence[Leg], start: datetime, length: timedelta, count: int) -> list[Step]:
    """The legs of `count` steps of time from `start` on; the legs before it only tell who is new."""
    rooms: list[list[Leg]] = [[] for _ in range(count)]
    fresh: list[list[bool]] = [[] for _ in range(count)]
    met: set[tuple[UUID, bool]] = set()
    for leg in legs:
        place, face = (leg.at - start) // length, (leg.other, leg.credit)
        if leg.moved and 0 <= place < count:
            rooms[place].append(leg)
            if face not in met:
                fresh[place].append(leg.credit)
        met.add(face)
    return [_step(start + length * place, rooms[place], fresh[place]) for place in range(count)]


def _step(start: datetime, legs: Sequence[Leg], fresh: Sequence[bool]) -> Step:
    came, went = ([leg.amount for leg in legs if leg.credit is way] for way in (True, False))
    return Step(start, sum(came), sum(went), len(came), len(went), fresh.count(True), fresh.count(False))


def hours(legs: Iterable[Leg]) -> list[tuple[int, int]]:
    """Payments in and out by the hour of the day in Almaty."""
    counts = [[0, 0] for _ in range(24)]
    for leg in legs:
        if leg.moved:
            counts[clock.on_screen(leg.at).hour][not leg.credit] += 1
    return [(came, went) for came, went in counts]


def is_night(hour: int) -> bool:
    """Is this hour of Almaty one at which most people sleep? The engine's own measure."""
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def at_night(by_hour: Sequence[tuple[int, int]]) -> int:
    """How many of the payments by hour of the day were made at night."""
    return sum(came + went for hour, (came, went) in enumerate(by_hour) if is_night(hour))
