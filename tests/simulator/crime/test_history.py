"""Crime as history: rows in order, the truth beside each, complaints that name them."""

import numpy as np
import pytest

from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import DAY_US, SLOTS, midnight
from arasha.simulator.crime.history import Crime, run_history
from arasha.simulator.crime.steps import Borrow, Call, Complain, Role
from arasha.simulator.crime.truth import Deed
from tests.simulator.crime.stage import COUNTRY, DAY

DAYS, RATE = 6, 40.0


@pytest.fixture(scope="module")
def crime() -> Crime:
    return run_history(COUNTRY, DAY, DAYS, RATE)


def test_rows_are_in_the_order_of_time_and_within_the_days(crime: Crime) -> None:
    times = crime.payments["time"]
    assert len(times) > 300
    assert (np.diff(times) >= 0).all()
    assert times[0] >= midnight(DAY)
    assert times[-1] < midnight(DAY) + DAYS * DAY_US


def test_of_each_payment_it_is_known_how_much_is_stolen(crime: Crime) -> None:
    deed, stolen, amount = crime.truth["deed"], crime.truth["stolen"], crime.payments["amount"]
    assert (stolen <= amount).all()
    assert (stolen[deed == Deed.THEFT] == amount[deed == Deed.THEFT]).all()
    assert (stolen[deed == Deed.LOAN] == 0).all()
    assert {Deed.THEFT, Deed.PASSING, Deed.LEAVING} <= {Deed(each) for each in deed.tolist()}


def test_a_complaint_names_thefts_from_its_own_victim(crime: Crime) -> None:
    complaints = [each for each in crime.told if isinstance(each.step, Complain) and each.step.payments]
    assert complaints
    for told in complaints:
        assert isinstance(told.step, Complain)
        rows = list(told.step.payments)
        assert (crime.payments["debtor"][rows] // SLOTS == told.step.victim).all()
        assert (crime.truth["scheme"][rows] == told.scheme).all()


def test_who_orders_stolen_money_on_is_a_mule_or_a_front(crime: Crime) -> None:
    roles = {(each.scheme, each.account): each.role for each in crime.accounts}
    for row, truth in zip(crime.payments, crime.truth, strict=True):
        if truth["deed"] in {Deed.PASSING, Deed.LEAVING}:
            assert roles[int(truth["scheme"]), int(row["debtor"])] in {Role.MULE, Role.FRONT, Role.ORGANISER}


def test_calls_have_their_truth_beside_them(crime: Crime) -> None:
    assert len(crime.calls) == len(crime.call_truth)
    assert not any(isinstance(each.step, Call) for each in crime.told)
    assert all(each.done for each in crime.told if isinstance(each.step, Borrow))


def test_the_same_country_has_the_same_crime() -> None:
    first, second = (run_history(Country(11, 6_000), DAY, 1, 10.0) for _ in range(2))
    assert first.payments.tobytes() == second.payments.tobytes()
    assert first.truth.tobytes() == second.truth.tobytes()
    assert first.told == second.told
