"""Taking a report: whole, sealed, once; the centre is told in tokens."""

from datetime import timedelta

import pytest
from django.db import connection

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.actions import Report, Reporter
from arasha.domains.complaints.facts import Source
from arasha.domains.complaints.models import Complaint, Mentioned
from arasha.kernel import clock, references
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.identifiers import Kind
from arasha.kernel.outbox import read as outbox
from arasha.kernel.store import vault
from tests.domains.complaints.reports import (
    CALLER,
    CITIZENS,
    PHONE,
    STORY,
    at_noon,
    changed,
    connected,
    fact_of,
    from_bank,
    history,
    report,
    taken,
    token,
    told,
)  # fmt: skip
from tests.support.cast import ALDAR, DROP, PENSIONER

pytestmark = pytest.mark.usefixtures("db")


def test_a_report_gets_a_reference_and_a_code() -> None:
    made = taken()
    assert references.read(made.reference) == ("C", made.complaint)
    assert made.code is not None
    assert queries.case(made.reference, made.code).number == made.complaint


def test_the_centre_is_told_in_tokens_and_never_in_words() -> None:
    made = taken()
    fact = fact_of(made.complaint)
    (payment,) = fact.payments
    assert fact.reporter == token(Kind.PHONE, PHONE).hex
    assert payment.debtor == token(Kind.IBAN, PENSIONER.account).hex
    assert payment.creditor == token(Kind.IBAN, DROP.account).hex
    assert (payment.amount, payment.amount_is_exact, payment.institution) == (15_000_000, True, ALDAR.code)
    assert payment.begin == clock.to_us(at_noon() - timedelta(minutes=30))
    (recorded,) = outbox.about(f"complaint:{made.complaint}")
    leaf = recorded.canonical().decode()
    assert not any(secret in leaf for secret in (PENSIONER.account, DROP.account, "7010000001", "Позвонили"))


def test_what_was_told_is_kept_word_by_word_and_sealed() -> None:
    made = taken()
    row = Complaint.objects.get(id=made.complaint)
    assert queries.told(row) == report()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM complaint")
        stored = repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in cursor.fetchone() or ()])
    assert not any(secret in stored for secret in ("Кадиша", "bonus-payment", DROP.account, made.code or "-"))


def test_numbers_of_the_story_are_found_and_lie_in_the_vault() -> None:
    made = taken()
    caller = token(Kind.PHONE, CALLER)
    assert Mentioned.objects.filter(complaint=made.complaint, token=caller, role="story").exists()
    assert vault.open_values([caller])[caller].canonical == "+77050000002"
    assert STORY in queries.told(Complaint.objects.get(id=made.complaint)).story


def test_what_cannot_be_read_is_kept_and_said_so() -> None:
    made = taken(report(payments=(told(creditor="карта Айдара"),)))
    row = Mentioned.objects.get(complaint=made.complaint, role="creditor")
    assert not row.readable
    assert vault.open_values([row.token])[row.token].canonical == "карта Айдара"
    assert fact_of(made.complaint).payments[0].creditor == row.token.hex


def test_the_iin_stands_for_the_reporter_before_his_phone() -> None:
    made = taken(report(reporter=Reporter(phone=PHONE, account=PENSIONER.account)))
    assert fact_of(made.complaint).reporter == token(Kind.PHONE, PHONE).hex
    other = taken(report(reporter=Reporter(account=PENSIONER.account)))
    assert fact_of(other.complaint).reporter == token(Kind.IBAN, PENSIONER.account).hex
    nobody = taken(report(reporter=Reporter()))
    assert fact_of(nobody.complaint).reporter == ""


def test_a_bank_s_report_with_the_same_id_is_taken_once() -> None:
    connected()
    first, again = taken(from_bank()), taken(from_bank())
    assert (again.complaint, again.reference, again.code) == (first.complaint, first.reference, None)
    assert history(first.complaint) == ["complaints.theft_reported"]
    assert queries.by_report(ALDAR.code, "R-1") == queries.case_numbered(first.complaint)


def test_the_same_id_with_another_report_is_a_conflict() -> None:
    connected()
    taken(from_bank())
    with pytest.raises(Conflict) as refused:
        taken(from_bank(story="another"))
    assert refused.value.field == "id"


def test_the_same_id_of_another_source_is_another_report() -> None:
    connected()
    one = taken(from_bank("R-1"))
    other = taken(report(source=Source.HOTLINE, report_id="R-1"))
    assert one.complaint != other.complaint
    assert taken(report(source=Source.HOTLINE, report_id="R-1")).complaint == other.complaint


def test_reports_without_an_id_are_each_their_own() -> None:
    assert taken().complaint != taken().complaint


def test_a_bank_that_is_not_connected_reports_nothing() -> None:
    with pytest.raises(NotFound):
        taken(from_bank())
    assert not Complaint.objects.exists()


def test_nothing_is_kept_of_a_report_that_cannot_be_taken() -> None:
    wrong: Report = changed(report(), payments=())
    with pytest.raises(Malformed):
        actions.take(wrong, CITIZENS)
    assert not Complaint.objects.exists()
    assert not Mentioned.objects.exists()
