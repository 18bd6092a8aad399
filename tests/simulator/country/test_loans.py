"""Ordinary applications for loans, and their money on the account of who was granted one."""

from datetime import date

from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.loans import PRODUCTS, day_applications
from arasha.simulator.country.payments import day_payments
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import LOAN, SLOTS

COUNTRY = Country(seed=5, people=20_000)
DAY = day_of(date(2026, 3, 10))


def test_what_is_granted_is_paid_out_and_what_is_not_is_not() -> None:
    asked = day_applications(COUNTRY, DAY, 0, 20_000)
    paid = day_payments(COUNTRY, DAY, 0, 20_000)
    paid = paid[paid["kind"] == LOAN]
    granted = asked[asked["granted"] == 1]
    assert 0 < len(granted) < len(asked)
    assert sorted(zip(granted["person"] * SLOTS, granted["amount"], strict=True)) == sorted(
        zip(paid["creditor"], paid["amount"], strict=True)
    )


def test_grown_people_ask_lenders_of_the_country() -> None:
    asked = day_applications(COUNTRY, DAY, 0, 20_000)
    assert set(asked["lender"]) <= set(range(len(LENDERS)))
    assert set(asked["product"]) <= set(range(len(PRODUCTS)))
    assert (COUNTRY.people_of(asked["person"]).age >= 18).all()
