"""The crimes of a history: committed before anything is written, then shared among the parts by day and payer."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import Array
from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.loans import LOAN, MICROCREDIT
from arasha.simulator.country.rows import APPLICATION, DAY_US, VISIT, midnight
from arasha.simulator.crime.history import Crime, run_history
from arasha.simulator.crime.steps import Borrow, Visit
from arasha.simulator.history.order import PART, Order
from arasha.simulator.history.parts import MISDEED, NO_CRIMES, Crimes, part_of

Where = tuple[int, int]  # days since the first, part


class Shares(NamedTuple):
    """The crimes of each day and part, and all of them together."""

    crimes: Mapping[Where, Crimes]
    whole: Crime | None

    def of(self, days: int, part: int) -> Crimes:
        """What criminals add to a part's day."""
        return self.crimes.get((days, part), NO_CRIMES)

    @property
    def schemes(self) -> int:
        """How many schemes there are."""
        return len(self.whole.schemes) if self.whole else 0


def commit(order: Order) -> Shares:
    """Play the criminals of a history."""
    if not order.crime:
        return Shares({}, None)
    crime = run_history(order.country, order.first_day, order.days, order.crime)
    payments, calls, loans = _payments(order, crime), _calls(order, crime), _loans(order, crime)
    visits = _visits(order, crime)
    places = {*payments, *calls, *loans, *visits}
    empty = NO_CRIMES
    found = {
        place: Crimes(
            payments.get(place, empty.payments),
            calls.get(place, empty.calls),
            loans.get(place, empty.applications),
            visits.get(place, empty.visits),
        )
        for place in places
    }
    return Shares(found, crime)


def _payments(order: Order, crime: Crime) -> dict[Where, Array]:
    rows = np.empty(len(crime.payments), MISDEED)
    rows["row"], rows["ref"] = crime.payments, np.arange(len(rows))
    for name in ("scheme", "deed", "stolen"):
        rows[name] = crime.truth[name]
    people = order.country.people
    return _shared(order, rows, rows["row"]["time"], part_of(people, rows["row"]["debtor"], rows["row"]["creditor"]))


def _calls(order: Order, crime: Crime) -> dict[Where, Array]:
    """Calls lie where the called person does."""
    return _shared(order, crime.calls, crime.calls["time"], crime.call_truth["called"] // PART)


def _loans(order: Order, crime: Crime) -> dict[Where, Array]:
    rows = [_application(told.step, done=told.done) for told in crime.told if isinstance(told.step, Borrow)]
    applications = np.array(rows, APPLICATION)
    return _shared(order, applications, applications["time"], applications["person"] // PART)


def _visits(order: Order, crime: Crime) -> dict[Where, Array]:
    steps = [told.step for told in crime.told if isinstance(told.step, Visit)]
    visits = np.array([(step.at, step.person, step.act) for step in steps], VISIT)
    return _shared(order, visits, visits["time"], visits["person"] // PART)


def _application(step: Borrow, *, done: bool) -> tuple[int, ...]:
    product = MICROCREDIT if step.product == "microloan" else LOAN
    return step.at, step.person, LENDERS.index(step.lender), step.amount, product, int(done), 1


def _shared(order: Order, rows: Array, times: Array, parts: Array) -> dict[Where, Array]:
    """Rows by day and part."""
    days = (times - midnight(order.first_day)) // DAY_US
    places = defaultdict(list)
    for place, where in enumerate(zip(days.tolist(), parts.tolist(), strict=True)):
        places[where].append(place)
    return {where: rows[chosen] for where, chosen in places.items() if 0 <= where[0] < order.days}
