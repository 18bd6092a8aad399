"""Finding one payment by whatever a victim knows of it."""

from datetime import timedelta

import pytest

from arasha.domains.payments.queries.located import Sought, accounts_with_phone, by_id, fitting
from arasha.kernel import clock
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, TOSTIK
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")


def sought(**changes: object) -> Sought:
    now = clock.now()
    begins = Sought(
        frozenset({token_of(PENSIONER)}), frozenset(), 1, 10**15, now - timedelta(hours=1), now + timedelta(hours=1)
    )
    return begins._replace(**changes)  # type: ignore[arg-type]


def test_an_institution_names_a_payment_by_its_own_id() -> None:
    number = given()
    given(first=number, asker=TOSTIK, side="incoming", id=f"IN-{number}")
    assert by_id(ALDAR.code, f"P-{number}") == number
    assert by_id(TOSTIK.code, f"IN-{number}") == number
    assert by_id(TOSTIK.code, f"P-{number}") is None


def test_a_payment_is_found_by_an_account_an_amount_and_a_time() -> None:
    number = given(amount=15_000_000)
    given(amount=15_000_001)
    given(amount=15_000_000, debtor=NEIGHBOUR)
    given(amount=15_000_000, ago=timedelta(hours=2))
    assert fitting(sought(least=15_000_000, most=15_000_000)) == [number]


def test_the_receiver_s_account_does_as_well() -> None:
    number = given()
    assert fitting(sought(debtors=frozenset(), creditors=frozenset({token_of(DROP)}))) == [number]
    assert fitting(sought(creditors=frozenset({token_of(NEIGHBOUR)}))) == []


def test_without_any_account_the_ledger_is_not_read_through() -> None:
    given()
    assert fitting(sought(debtors=frozenset())) == []


def test_a_phone_leads_to_the_accounts_that_came_with_it() -> None:
    assert accounts_with_phone(token_of(DROP)) == frozenset()
