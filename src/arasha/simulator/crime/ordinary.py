"""How ordinary people pay: thieves imitate it, payment by payment, so that no single payment looks like theirs.

Kind, channel, size and flags of a payment that a mule orders are those of a payment that some ordinary person has
really made; only who pays whom, and why, is another. No column of one payment gives him away.
"""

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, cast

from arasha.client.schemas import Channel, Kind
from arasha.simulator.country.payments import day_payments
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import CHANNELS, DAY_US, KINDS, SLOTS, UTC_OFFSET_US

HOUR_US = 3_600_000_000
LOOKED_AT = 20_000  # people whose payments of two days are known


class Habit(NamedTuple):
    """A payment as somebody ordinary makes it; `creditor` is who was paid (a shop, a cash machine, a person)."""

    amount: int
    kind: Kind
    channel: Channel
    flags: int
    creditor: int
    hour: float  # of the local day


class Ordinary:
    """Payments of ordinary people, to be imitated; amounts in tiyn."""

    def __init__(self, habits: Iterable[Habit]) -> None:
        self._by_kind: dict[Kind, list[Habit]] = defaultdict(list)
        for habit in sorted(habits):
            self._by_kind[habit.kind].append(habit)
        self._hours = sorted(habit.hour for found in self._by_kind.values() for habit in found)
        self._amounts = {kind: [habit.amount for habit in found] for kind, found in self._by_kind.items()}

    def kind(self, draw: random.Random, leans: Mapping[Kind, float], least: int, most: int) -> Kind | None:
        """A kind, as often as ordinary people pay sums between two (both included) in it, times a lean; None: never.

        By size, because a mule who draws the last thousand tenge from a machine would be known by that alone.
        """
        weights = [leans[kind] * (last - first) for kind in leans for first, last in [self._between(kind, least, most)]]
        return draw.choices(list(leans), weights)[0] if any(weights) else None

    def hour(self, draw: random.Random, first: float, last: float) -> float:
        """An hour of the day between two, when people pay as often as then."""
        begin, end = bisect_left(self._hours, first), bisect_right(self._hours, last)
        return self._hours[draw.randrange(begin, end)] if begin < end else draw.uniform(first, last)

    def like(self, draw: random.Random, kind: Kind, least: int, most: int) -> Habit | None:
        """An ordinary payment of this kind between two amounts (both included), each as likely; None: there is none."""
        first, last = self._between(kind, least, most)
        return self._by_kind[kind][draw.randrange(first, last)] if first < last else None

    def some(self, draw: random.Random, kind: Kind, number: int) -> list[Habit]:
        """Some ordinary payments of a kind, of any size."""
        return draw.choices(self._by_kind[kind], k=number)

    def _between(self, kind: Kind, least: int, most: int) -> tuple[int, int]:
        """The places of a kind's payments between two amounts."""
        amounts = self._amounts.get(kind, [])
        return bisect_left(amounts, least), bisect_right(amounts, most)


@cache
def of(country: Country, day: int) -> Ordinary:
    """What people of the country pay on a day (counted from 1970) and three days later: a working day and, often, none.

    Only payments that people order are known, not wages and pensions that come to them.
    """
    habits = []
    for each in (day, day + 3):
        rows = day_payments(country, each, 0, min(country.people, LOOKED_AT))
        rows = rows[rows["debtor"] < country.people * SLOTS]
        hours = (rows["time"] + UTC_OFFSET_US) % DAY_US / HOUR_US
        columns = [rows[name].tolist() for name in ("amount", "kind", "channel", "flags", "creditor")]
        for amount, kind, channel, flags, creditor, hour in zip(*columns, hours.tolist(), strict=True):
            named = cast("Kind", KINDS[kind]), cast("Channel", CHANNELS[channel])
            habits.append(Habit(amount, *named, flags, creditor, hour))
    return Ordinary(habits)
