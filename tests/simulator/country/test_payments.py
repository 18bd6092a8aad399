"""A day's payments: the same however the country is divided, in the order of time, between accounts that there are."""

from datetime import date

import numpy as np
import pytest

from arasha.simulator.country.calendar import date_of, day_of
from arasha.simulator.country.draws import Array
from arasha.simulator.country.payments import day_payments
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import API, CASH_OUT, DAY_US, KINDS, SLOTS, midnight
from arasha.simulator.country.scenes import due
from arasha.simulator.country.wire import payment

COUNTRY = Country(seed=5, people=4_000)
TUESDAY = day_of(date(2026, 3, 10))  # wages are paid


@pytest.fixture(scope="module")
def rows() -> Array:
    return day_payments(COUNTRY, TUESDAY, 0, COUNTRY.people)


def test_parts_together_are_the_whole(rows: Array) -> None:
    parts = [day_payments(COUNTRY, TUESDAY, first, first + 1_000) for first in range(0, 4_000, 1_000)]
    together = np.concatenate(parts)
    assert np.array_equal(together[np.argsort(together["time"], kind="stable")], rows)


def test_payments_are_in_the_order_of_time_and_of_that_day(rows: Array) -> None:
    assert (np.diff(rows["time"]) >= 0).all()
    assert rows["time"][0] >= midnight(TUESDAY)
    assert rows["time"][-1] < midnight(TUESDAY) + DAY_US


def test_every_kind_is_paid_and_nobody_pays_himself(rows: Array) -> None:
    month = np.concatenate([day_payments(COUNTRY, TUESDAY + days, 0, 4_000) for days in range(5)])
    assert set(month["kind"]) == set(range(len(KINDS)))
    assert (month["debtor"] != month["creditor"]).all()
    assert (month["amount"] > 0).all()
    assert (rows[rows["kind"] == CASH_OUT]["amount"] % 100_000 == 0).all()


def test_accounts_are_those_that_people_have(rows: Array) -> None:
    for row in rows[:: len(rows) // 100]:
        for side in ("debtor", "creditor"):
            holder = int(row[side]) // SLOTS
            if holder < COUNTRY.people:
                assert int(row[side]) in COUNTRY.person(holder).accounts


def test_wages_come_in_office_hours_on_pay_days(rows: Array) -> None:
    wages = rows[(rows["channel"] == API) & (rows["debtor"] // SLOTS >= COUNTRY.people)]
    assert len(wages) > 100
    hours = (wages["time"] - midnight(TUESDAY)) // 3_600_000_000
    assert np.isin(hours, range(6, 23)).mean() > 0.95


def test_before_days_off_their_wages_are_paid_too() -> None:
    friday = day_of(date(2026, 3, 6))  # the eighth is a holiday and a Sunday
    assert [day for day in range(32) if due(friday) >> day & 1] == [6, 7, 8]
    assert due(friday + 1) == 0


def test_more_is_paid_before_the_new_year_and_at_nauryz() -> None:
    usual, nauryz, new_year = (
        len(day_payments(COUNTRY, day_of(when), 0, 4_000))
        for when in (date(2026, 3, 17), date(2026, 3, 21), date(2026, 12, 29))
    )
    assert nauryz > usual
    assert new_year > usual


def test_a_row_is_a_message_that_the_centre_takes(rows: Array) -> None:
    for number, row in enumerate(rows[:200]):
        told = payment(COUNTRY, row, f"P-{number}")
        assert told.amount == row["amount"]
        assert told.debtor.account != told.creditor.account
        assert (told.session is not None) == (bool(row["flags"]) or row["sim_days"] >= 0)


def test_a_day_has_its_date() -> None:
    assert date_of(TUESDAY) == date(2026, 3, 10)
