"""One task: a day of a part of the country, with the crimes of that day among its payments."""

from typing import NamedTuple

import numpy as np

from arasha.simulator.country.calendar import date_of
from arasha.simulator.country.calls import day_calls
from arasha.simulator.country.draws import Array
from arasha.simulator.country.loans import day_applications
from arasha.simulator.country.payments import day_payments
from arasha.simulator.country.portal import day_visits
from arasha.simulator.country.rows import APPLICATION, CALL, PAYMENT, SLOTS, VISIT
from arasha.simulator.history.columns import IN_ORDER, PAYMENT_COLUMNS, SCATTERED, banks, write
from arasha.simulator.history.order import PART, Order, payment_id

MISDEED = np.dtype([("row", PAYMENT), ("ref", "<i8"), ("scheme", "<i8"), ("deed", "<i1"), ("stolen", "<i8")])
ID = "id"
CALL_COLUMNS = {"time": IN_ORDER, "caller": SCATTERED, "called": SCATTERED}


class Crimes(NamedTuple):
    """What criminals add to a part's day: payments with their truth, calls, applications, visits to the portal."""

    payments: Array  # MISDEED
    calls: Array  # rows.CALL
    applications: Array  # rows.APPLICATION
    visits: Array  # rows.VISIT


NO_CRIMES = Crimes(np.empty(0, MISDEED), np.empty(0, CALL), np.empty(0, APPLICATION), np.empty(0, VISIT))


class Written(NamedTuple):
    """What a task has written: the files' hashes, and how many payments, of how many bytes."""

    hashes: dict[str, str]
    payments: int
    bytes: int


def part_of(people: int, debtors: Array, creditors: Array) -> Array:
    """In which part's files payments are: the debtor's, or the creditor's where the debtor is a firm."""
    holders = np.where(debtors // SLOTS < people, debtors, creditors) // SLOTS
    return np.asarray(np.where(holders < people, holders, 0) // PART)


def write_part(order: Order, days: int, part: int, crimes: Crimes = NO_CRIMES) -> Written:
    """Write the files of a day, `days` after the first, and a part."""
    day, (first, last) = order.first_day + days, order.people(part)
    rows = day_payments(order.country, day, first, last)
    name = _name("payments", day, part)
    hashes = {}
    if len(crimes.payments):
        rows, hashes[f"truth/{name}"] = _merged(order, (days, part), rows, crimes.payments, f"truth/{name}")
    hashes[name] = _payments(order, (days, part), rows, name)
    hashes[_name("loans", day, part)] = _loans(order, day, part, crimes.applications)
    hashes[_name("portal", day, part)] = _visits(order, day, part, crimes.visits)
    if order.calls:
        hashes[_name("calls", day, part)] = _calls(order, day, part, crimes.calls)
    return Written(hashes, len(rows), (order.out / name).stat().st_size)


def _payments(order: Order, where: tuple[int, int], rows: Array, name: str) -> str:
    country = order.country
    columns = {ID: payment_id(*where, 0) + np.arange(len(rows))} | {
        column: rows[column] for column in PAYMENT.names or ()
    }
    for side in ("debtor", "creditor"):
        columns[f"{side}_bank"] = banks(country.world, country.firms, rows[side])
    return write(order.out / name, {column: columns[column] for column in PAYMENT_COLUMNS}, PAYMENT_COLUMNS)


def _merged(order: Order, where: tuple[int, int], rows: Array, deeds: Array, name: str) -> tuple[Array, str]:
    """Misdeeds among ordinary payments by time, and the file that says which they are."""
    together = np.concatenate((rows, deeds["row"]))
    ranks = np.argsort(together["time"], kind="stable")
    places = np.empty(len(ranks), np.int64)
    places[ranks] = np.arange(len(ranks))
    found = places[len(rows) :]
    in_order = np.argsort(found)
    columns = {ID: payment_id(*where, 0) + found[in_order]} | {
        column: deeds[column][in_order] for column in ("ref", "scheme", "deed", "stolen")
    }
    return together[ranks], write(order.out / name, columns)


def _loans(order: Order, day: int, part: int, crimes: Array) -> str:
    rows = _together(day_applications(order.country, day, *order.people(part)), crimes)
    return write(order.out / _name("loans", day, part), {column: rows[column] for column in rows.dtype.names or ()})


def _visits(order: Order, day: int, part: int, crimes: Array) -> str:
    rows = _together(day_visits(order.country, day, *order.people(part)), crimes)
    columns = {column: rows[column] for column in rows.dtype.names or ()}
    return write(order.out / _name("portal", day, part), columns, {"time": IN_ORDER, "person": SCATTERED})


def _calls(order: Order, day: int, part: int, crimes: Array) -> str:
    rows = _together(day_calls(order.country, day, *order.people(part)), crimes)
    columns = {column: rows[column] for column in rows.dtype.names or ()}
    return write(order.out / _name("calls", day, part), columns, CALL_COLUMNS)


def _together(rows: Array, crimes: Array) -> Array:
    """Crimes among what is ordinary, by time."""
    if not len(crimes):
        return rows
    both = np.concatenate((rows, crimes))
    return both[np.argsort(both["time"], kind="stable")]


def _name(stream: str, day: int, part: int) -> str:
    return f"{stream}/day={date_of(day):%Y-%m-%d}/part-{part:03}.parquet"
