"""Who is who: people, firms and institutions as files, which change no more from day to day."""

import numpy as np

from arasha.simulator.country.draws import Array, compiled
from arasha.simulator.country.firms import (
    CATEGORIES,
    FIRST_EMPLOYER,
    FIRST_EXCHANGER,
    FIRST_LENDER,
    FIRST_MACHINE,
    FIRST_ONLINE,
    FIRST_REMITTER,
    region_of_firm,
)
from arasha.simulator.country.institutions import INSTITUTIONS
from arasha.simulator.country.living import operator_of, phone_of, sims_of
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.country.traits import World
from arasha.simulator.history.columns import IN_ORDER, SCATTERED, banks, write
from arasha.simulator.history.order import Order

KINDS = ("state", "lender", "exchanger", "remitter", "cash_machines", "online", "employer", *CATEGORIES)


@compiled
def put_phones(w: World, numbers: Array, ages: Array, out: Array) -> None:
    """Each person's first telephone number, its operator, and how many SIM cards he has."""
    for place in range(len(numbers)):
        phone = phone_of(w, numbers[place], 0)
        out[place, 0], out[place, 1] = phone, operator_of(w, phone)
        out[place, 2] = sims_of(w, numbers[place], ages[place])


def write_people(order: Order, part: int) -> dict[str, str]:
    """Everybody of a part; whose `sims` is 0 has no telephone."""
    country, (first, last) = order.country, order.people(part)
    people = country.people_of(np.arange(first, last))
    phones = np.empty((last - first, 3), np.int64)
    put_phones(country.world, people.number, people.age, phones)
    columns = {
        "number": people.number,
        "age": people.age.astype(np.int8),
        "man": people.man,
        "region": people.region.astype(np.int8),
        "urban": people.urban,
        "work": people.work.astype(np.int8),
        "income": people.income,
        "bank": banks(country.world, country.firms, people.number * SLOTS),
        "phone": phones[:, 0],
        "operator": phones[:, 1].astype(np.int8),
        "sims": phones[:, 2].astype(np.int8),
    }
    name = f"people/part-{part:03}.parquet"
    return {name: write(order.out / name, columns, {"number": IN_ORDER, "income": SCATTERED, "phone": SCATTERED})}


def write_firms(order: Order) -> dict[str, str]:
    """Every firm with its kind and region, and the institutions."""
    country = order.country
    numbers = np.arange(country.people, country.holders)
    columns = {
        "number": numbers,
        "kind": [KINDS[kind] for kind in _kinds(order)],
        "region": np.array([region_of_firm(country.firms, int(firm)) for firm in numbers - country.people], np.int8),
        "bank": banks(country.world, country.firms, numbers * SLOTS),
    }
    fields = ("code", "kind", "kk", "ru", "en", "digits")
    houses = {field: [getattr(each, field) for each in INSTITUTIONS] for field in fields}
    return {
        "firms.parquet": write(order.out / "firms.parquet", columns, {"number": IN_ORDER}),
        "institutions.parquet": write(order.out / "institutions.parquet", houses),
    }


def _kinds(order: Order) -> Array:
    f = order.country.firms
    firsts = [0, FIRST_LENDER, FIRST_EXCHANGER, FIRST_REMITTER, FIRST_MACHINE, FIRST_ONLINE, FIRST_EMPLOYER]
    firms = np.arange(f.holders - f.first)
    kinds = np.searchsorted(firsts, firms, side="right") - 1
    shops = firms >= f.shops[0]
    kinds[shops] = len(firsts) + (firms[shops] - f.shops[0]) % len(CATEGORIES)
    return kinds
