"""Finding one payment by whatever a victim knows of it."""

from datetime import timedelta

import pytest

from arasha.domains.payments.queries.located import Named, Sought, accounts_with_phone, by_ids, end_to_end_mark, fitting
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
    ours, theirs = Named(ALDAR.code, f"P-{number}"), Named(TOSTIK.code, f"IN-{number}")
    assert by_ids([ours, theirs, Named(TOSTIK.code, f"P-{number}")]) == {ours: number, theirs: number}


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


def test_the_id_that_runs_with_a_payment_finds_it_and_needs_nothing_else() -> None:
    number = given(end_to_end_id="E-1")
    given(end_to_end_id="E-2")
    found = sought(debtors=frozenset(), end_to_end=end_to_end_mark(ALDAR.code, "E-1"))
    assert fitting(found) == [number]
    assert fitting(found._replace(party=TOSTIK.code)) == [number]
    assert fitting(found._replace(party="BAITAKZA")) == []
    assert fitting(sought(debtors=frozenset(), end_to_end=end_to_end_mark(TOSTIK.code, "E-1"))) == []


def test_a_payment_that_both_sides_asked_about_is_found_once_by_its_id() -> None:
    number = given(end_to_end_id="E-3")
    given(first=number, asker=TOSTIK, side="incoming", id="IN-3", end_to_end_id="E-3")
    assert fitting(sought(debtors=frozenset(), end_to_end=end_to_end_mark(ALDAR.code, "E-3"))) == [number]


def test_an_id_that_was_used_twice_leaves_two_unless_more_is_known() -> None:
    given(end_to_end_id="E-4", amount=100)
    number = given(end_to_end_id="E-4", amount=200)
    found = sought(debtors=frozenset(), end_to_end=end_to_end_mark(ALDAR.code, "E-4"))
    assert len(fitting(found)) == 2
    assert fitting(found._replace(least=200, most=200)) == [number]


@pytest.mark.parametrize("nothing", ["", "NOTPROVIDED"])
def test_no_id_is_no_mark(nothing: str) -> None:
    assert end_to_end_mark(ALDAR.code, nothing) is None


def test_an_amount_and_a_time_find_what_an_institution_sent_out_itself() -> None:
    number = given(amount=15_000_000)
    given(amount=15_000_000, asker=TOSTIK, side="incoming", debtor=NEIGHBOUR)
    exact = sought(debtors=frozenset(), least=15_000_000, most=15_000_000)
    assert fitting(exact._replace(sent_by=ALDAR.code)) == [number]
    assert fitting(exact._replace(sent_by=TOSTIK.code)) == []


def test_of_a_payment_that_the_receiver_s_bank_asked_about_first_the_first_question_is_found() -> None:
    number = given(asker=TOSTIK, side="incoming", amount=7_700)
    given(first=number, amount=7_700)
    assert fitting(sought(debtors=frozenset(), least=7_700, most=7_700, sent_by=ALDAR.code)) == [number]
