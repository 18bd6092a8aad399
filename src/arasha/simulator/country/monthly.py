"""What comes and goes once a month: wages, pensions, benefits, rents, loans, instalments, money from abroad."""

import numpy as np

from arasha.simulator.country.calendar import MARKET
from arasha.simulator.country.contacts import neighbour_of
from arasha.simulator.country.draws import FINE, Array, Record, compiled, draw, lognormal
from arasha.simulator.country.firms import (
    FIRST_LENDER,
    FIRST_REMITTER,
    LENDERS,
    REMITTER_COUNT,
    STATE,
    employer_account,
)
from arasha.simulator.country.living import (
    EMPLOYED,
    GROWN,
    HOME,
    PENSIONER,
    REGION_WAGE,
    STUDENT,
    UNEMPLOYED,
)
from arasha.simulator.country.loans import asks_on, terms_of
from arasha.simulator.country.payer import Payer, Scene, fill_row, moment, payer
from arasha.simulator.country.rows import API, LOAN, MERCHANT, MOBILE, P2P, SLOTS
from arasha.simulator.country.sessions import put_session

EMPLOYER, LANDLORD, DEBT, RELATIVE, WHEN, HOW = range(90, 96)  # what is drawn
ADVANCES = np.array([[5, 20], [10, 25], [7, 22], [1, 15]], np.int64)  # on which days an employer pays
ADVANCE = 400  # of a thousand; the rest two weeks later
FIRST_PENSION, FIRST_BENEFIT, DAYS_OF_THE_STATE = 4, 12, 11

TENANTS, RENT = 165, lognormal(300, 0.45, 2_500)  # among a thousand of the young in towns; a thousandth of a mean wage
DEBTORS, INSTALMENT_OF_INCOME = 330, lognormal(95, 0.75, 600)  # among a thousand of the grown; a thousandth
FROM_ABROAD, TO_ABROAD = 5, 13  # among a thousand of the grown; a transfer a month
SENT = lognormal(170_000, 1.07, 5_000_000)  # tenge; 300.6 thousand on average


@compiled
def pay_monthly(s: Scene, part: tuple[int, int], out: Array, scratch: Array) -> int:
    """Write what people of a part get and pay for the month on this day; `scratch` is one row of an application."""
    rows = 0
    for number in range(part[0], part[1]):
        p = payer(s, number)
        if p.age < GROWN:
            continue
        if s.due:
            rows += _income(s, p, out[rows])
        if asks_on(s, p, s.day):
            terms_of(s, p, s.day, scratch[0])
            if scratch[0].granted:
                lender = (s.f.first + FIRST_LENDER + scratch[0].lender) * SLOTS
                ends, later = (lender, number * SLOTS), scratch[0].time + 600_000_000
                fill_row(out[rows], ends, later, scratch[0].amount, (LOAN, API))
                rows += 1
        rows += _rent(s, p, out[rows])
        rows += _instalment(s, p, out[rows])
        rows += _abroad(s, p, out[rows])
    return rows


@compiled
def _income(s: Scene, p: Payer, row: Record) -> int:
    """Wages in two parts, or what the state pays."""
    luck, amount = draw(s.w.seed, EMPLOYER, p.number, 0), 0
    debtor = (s.f.first + STATE) * SLOTS
    if p.work == EMPLOYED:
        first, second = ADVANCES[luck % 4]
        if s.due >> first & 1:
            amount = p.income * ADVANCE // 1000
        elif s.due >> second & 1:
            amount = p.income * (1000 - ADVANCE) // 1000
        debtor = employer_account(s.f, p.region, luck // 4)
    elif p.work in (PENSIONER, STUDENT, UNEMPLOYED, HOME):
        begin = FIRST_PENSION if p.work == PENSIONER else FIRST_BENEFIT
        if s.due >> (begin + luck % DAYS_OF_THE_STATE) & 1:
            amount = p.income
    if amount <= 0:
        return 0
    time = moment(s, MARKET, draw(s.w.seed, WHEN, p.number, s.day))
    fill_row(row, (debtor, p.number * SLOTS), time, max(1, amount // 100) * 100, (P2P, API))
    return 1


@compiled
def _rent(s: Scene, p: Payer, row: Record) -> int:
    """The young in towns pay a landlord, a person, in the first days of the month."""
    luck = draw(s.w.seed, LANDLORD, p.number, 0)
    if luck % 1000 >= TENANTS or p.age > 45 or 1 + luck // 1024 % 10 != s.monthday:
        return 0
    landlord = neighbour_of(s.w, p.region, luck // 2**14)
    if landlord == p.number:
        return 0
    tenge = REGION_WAGE[p.region] * RENT[luck // 2**40 % FINE] // 1000 // 5_000 * 5_000
    return _order(s, p, (landlord * SLOTS, max(20_000, tenge) * 100), (P2P, LANDLORD), row)


@compiled
def _instalment(s: Scene, p: Payer, row: Record) -> int:
    """Who has a loan pays on a day of the month."""
    luck = draw(s.w.seed, DEBT, p.number, 0)
    if luck % 1000 >= DEBTORS or p.age > 72 or 1 + luck // 1024 % 28 != s.monthday:
        return 0
    lender = (s.f.first + FIRST_LENDER + luck // 2**16 % len(LENDERS)) * SLOTS
    amount = p.income // 1000 * INSTALMENT_OF_INCOME[luck // 2**24 % FINE]
    return _order(s, p, (lender, max(3_000_00, amount // 100 * 100)), (MERCHANT, DEBT), row)


@compiled
def _abroad(s: Scene, p: Payer, row: Record) -> int:
    """Somebody works abroad and sends money home, or a guest sends it from here."""
    luck = draw(s.w.seed, RELATIVE, p.number, 0)
    if luck % 1000 >= FROM_ABROAD + TO_ABROAD or 1 + luck // 1024 % 28 != s.monthday:
        return 0
    office = (s.f.first + FIRST_REMITTER + luck // 2**16 % REMITTER_COUNT) * SLOTS
    amount = SENT[draw(s.w.seed, RELATIVE, p.number, s.day) % FINE] // 1000 * 1000_00 + 5_000_00
    if luck % 1000 < FROM_ABROAD:
        fill_row(
            row, (office, p.number * SLOTS), moment(s, 0, draw(s.w.seed, WHEN, p.number, -s.day)), amount, (P2P, API)
        )
        return 1
    return _order(s, p, (office, amount), (P2P, RELATIVE), row)


@compiled
def _order(s: Scene, p: Payer, to: tuple[int, int], what: tuple[int, int], row: Record) -> int:
    """A standing duty, paid by telephone: to which account how much, of which kind, by which draw."""
    (creditor, amount), (kind, turn) = to, what
    time = moment(s, 1 if s.off else 0, draw(s.w.seed, WHEN, p.number, s.day * 128 + turn))
    fill_row(row, (p.number * SLOTS, creditor), time, amount, (kind, MOBILE))
    put_session(s, p, draw(s.w.seed, HOW, p.number, s.day * 128 + turn), row)
    return 1
