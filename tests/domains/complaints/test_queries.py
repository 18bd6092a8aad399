"""Reading complaints: by reference and code, by what they name, by who reported."""

from datetime import timedelta

import pytest

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.actions import Reporter
from arasha.domains.complaints.facts import ComplaintState, Source
from arasha.domains.complaints.queries import Standing, Wanted
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.identifiers import Kind
from arasha.kernel.references import Letter, reference
from tests.domains.complaints.reports import CALLER, PHONE, connected, from_bank, report, taken, token, told
from tests.support.cast import AIGERIM, ALDAR, SHOP

pytestmark = pytest.mark.usefixtures("db")


def test_a_code_is_read_however_it_is_written() -> None:
    made = taken()
    assert made.code is not None
    written = made.code.lower().replace("-", " ")
    assert queries.case(made.reference.lower(), written).state is ComplaintState.RECEIVED


def test_a_wrong_code_and_a_reference_of_nothing_give_the_same_answer() -> None:
    made, other = taken(), taken()
    for wrong in (
        (made.reference, other.code),
        (reference(Letter.COMPLAINT, 999_999), made.code),
        (made.reference, ""),
    ):
        with pytest.raises(NotFound):
            queries.case(wrong[0], wrong[1] or "")


def test_a_reference_of_another_kind_or_with_a_slip_is_said_to_be_so() -> None:
    for wrong in (reference(Letter.HOLD, 1), "C-000001-9", "заявление"):
        with pytest.raises(Malformed):
            queries.case(wrong, "ABCDE-FGHJK")


def test_a_case_says_nothing_of_what_was_told() -> None:
    made = taken()
    assert "Кадиша" not in repr(queries.case_numbered(made.complaint))
    with pytest.raises(NotFound):
        queries.case_numbered(1_000_000)


def test_reports_of_one_person_are_counted_by_what_became_of_them() -> None:
    numbers = [taken().complaint for _ in range(4)]
    taken(report(reporter=Reporter(phone="+7 701 000 00 09")))
    actions.close(numbers[0], "done", AIGERIM)
    actions.close(numbers[1], "none", AIGERIM, unfounded=True)
    actions.withdraw(numbers[2], "asked", AIGERIM)
    phone = token(Kind.PHONE, PHONE)
    assert queries.of_reporter(phone) == Standing(reports=4, open=1, closed=1, withdrawn=1, unfounded=1)
    assert queries.of_reporter(phone, since=clock.now() + timedelta(days=1)) == Standing()
    assert queries.of_reporter(token(Kind.PHONE, CALLER)) == Standing()


def test_others_that_name_the_same_are_found_and_the_victim_s_own_account_is_no_link() -> None:
    first, second = taken().complaint, taken(report(story="", reporter=Reporter())).complaint
    third = taken(report(payments=(told(creditor=SHOP.account),), story="", named=(), reporter=Reporter())).complaint
    assert [row.id for row in queries.also_naming(first)] == [second]
    assert queries.also_naming(third) == []


def test_a_page_is_narrowed_and_goes_on_where_the_last_one_ended() -> None:
    connected()
    numbers = [taken().complaint, taken(from_bank()).complaint, taken(report(source=Source.HOTLINE)).complaint]
    actions.close(numbers[0], "done", AIGERIM)
    assert [row.id for row in queries.page(Wanted(), 2)] == [numbers[2], numbers[1]]
    assert [row.id for row in queries.page(Wanted(), 2, before=numbers[1])] == [numbers[0]]
    assert [row.id for row in queries.page(Wanted(open=True), 9)] == [numbers[2], numbers[1]]
    assert [row.id for row in queries.page(Wanted(institution=ALDAR.code), 9)] == [numbers[1]]
    assert [row.id for row in queries.page(Wanted(source=Source.HOTLINE), 9)] == [numbers[2]]
    assert [row.id for row in queries.page(Wanted(state=ComplaintState.CLOSED), 9)] == [numbers[0]]
    assert queries.totals() == (2, 0)
