"""A day's ordinary applications for loans, and what is paid out and paid back: the rows that loan sharks hide among."""

from typing import get_args

import numpy as np

from arasha.client.credit import Product
from arasha.simulator.country.draws import FINE, Array, Record, compiled, draw, lognormal
from arasha.simulator.country.living import EMPLOYED, ENTREPRENEUR, GROWN, PENSIONER
from arasha.simulator.country.payer import Payer, Scene, moment, payer
from arasha.simulator.country.people import Country
from arasha.simulator.country.refusals import refuses
from arasha.simulator.country.rows import APPLICATION, DAY_US
from arasha.simulator.country.scenes import scene

PRODUCTS: tuple[str, ...] = get_args(Product)
ASKING, TERMS = 80, 81  # what is drawn
# Applications among a hundred thousand people of an age a day, and how much: general knowledge (a quarter of the grown
# borrow in a year, most of them small sums from micro-lenders by telephone).
A_DAY = {EMPLOYED: 260, ENTREPRENEUR: 240, PENSIONER: 90}
OTHERS_A_DAY = 120
LARGE, SMALL = lognormal(420_000, 0.95, 8_000_000), lognormal(95_000, 0.80, 1_000_000)
LOAN, MICROCREDIT, CARD, INSTALMENT = (PRODUCTS.index(name) for name in ("loan", "microcredit", "card", "instalment"))
FIRST_MICRO = 3  # of LENDERS: banks come first
GRANTED, REMOTE = 62, 86  # percent
CHANGES_MIND = 8  # of so many who refuse credit and would borrow, one asks all the same
RATE = np.array([A_DAY.get(work, OTHERS_A_DAY) for work in range(7)], np.int64)


@compiled
def asks_on(s: Scene, p: Payer, day: int) -> bool:
    """Does somebody ask for a loan on a day? Few who refuse credit do."""
    if not GROWN <= p.age < 75 or draw(s.w.seed, ASKING, p.number, day) % 100_000 >= RATE[p.work]:
        return False
    return p.number % CHANGES_MIND == 0 or not refuses(s.w, p.number, day * DAY_US)


@compiled
def terms_of(s: Scene, p: Payer, day: int, row: Record) -> None:
    """Where, for how much, when, and whether it is granted: to nobody who refuses credit."""
    luck = draw(s.w.seed, TERMS, p.number, day)
    micro = luck % 100 < 48
    row.person = p.number
    row.lender = FIRST_MICRO + luck // 128 % 2 if micro else luck // 128 % FIRST_MICRO
    amount = (SMALL if micro else LARGE)[luck // 512 % FINE] * p.means // 1000
    row.amount = max(5, amount // 1000) * 100_000
    row.product = MICROCREDIT if micro else LOAN if luck // 2**21 % 100 < 55 else INSTALMENT
    row.remote = luck // 2**35 % 100 < REMOTE
    row.time = moment(s, 1 if s.off else 0, draw(s.w.seed, TERMS, p.number, -day - 1)) // 1000 * 1000
    row.granted = luck // 2**28 % 100 < GRANTED and not refuses(s.w, p.number, row.time)


@compiled
def apply(s: Scene, first: int, last: int, out: Array) -> int:
    """Write the applications of people `first` to `last` - 1; returns how many."""
    rows = 0
    for number in range(first, last):
        p = payer(s, number)
        if asks_on(s, p, s.day) and rows < len(out):
            terms_of(s, p, s.day, out[rows])
            rows += 1
    return rows


def day_applications(country: Country, day: int, first: int, last: int) -> Array:
    """All ordinary applications of a day by people `first` to `last` - 1: `rows.APPLICATION`, in the order of time.

    `lender` is the place in `institutions.LENDERS`, `product` in `PRODUCTS`.
    """
    last = min(last, country.people)
    rows = np.empty((last - first) // 50 + 1_000, APPLICATION)
    count = apply(scene(country, day), first, last, rows)
    return rows[np.argsort(rows["time"][:count], kind="stable")]
