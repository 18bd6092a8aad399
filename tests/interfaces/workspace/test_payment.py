"""The page of a payment: why, what was known, what happened; nobody can be read on it, and opening it is audited."""

import json

import pytest
from django.db import connection

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.models import Payment
from arasha.domains.payments.rules.behaviour_catalogue import OF_AN_ACCOUNT
from arasha.interfaces.workspace.figures import Section
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from tests.support.cast import DROP, PENSIONER
from tests.support.people import LogIn
from tests.support.recorded import given, reported, token_of


def page_of(log_in: LogIn, sequence: int, language: str = "en") -> str:
    answer = log_in(Role.ANALYST).get(f"/{language}/payments/{sequence}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_why(log_in: LogIn) -> None:
    page = page_of(log_in, given(codes=("NEW_PAYEE_DURING_CALL",)))
    assert "New receiver during a call" in page
    assert "is not known to have paid this receiver before" in page


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Қоңырау кезінде жаңа алушы"), ("ru", "Новый получатель во время звонка")]
)
def test_it_says_why_in_the_language_of_the_address(log_in: LogIn, language: str, said: str) -> None:
    assert said in page_of(log_in, given(codes=("NEW_PAYEE_DURING_CALL",)), language)


def test_the_figures_are_in_human_units_and_those_that_told_are_marked(log_in: LogIn) -> None:
    answer = log_in(Role.ANALYST).get(f"/en/payments/{given(codes=('NEW_PAYEE_DURING_CALL',), amount=15_000_000)}/")
    shown = {figure.title: figure for section in answer.context["sections"] for figure in section.figures}
    assert shown["Amount"].value == "150\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}₸"
    assert shown["On the phone while paying"].value == "yes"
    assert shown["On the phone while paying"].told
    assert not shown["A new device"].told


def test_figures_over_months_are_folded_unless_a_reason_rests_on_them(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)

    def sections(code: str) -> dict[str, Section]:
        answer = client.get(f"/en/payments/{given(codes=(code,))}/")
        return {str(section.title): section for section in answer.context["sections"]}

    payer = sections("NEW_PAYEE_DURING_CALL")["The account that pays"]
    assert len(payer.more) == len(OF_AN_ACCOUNT)
    waker = sections("WOKEN_TO_PASS_ON")["The account that pays"]
    assert len(waker.more) < len(OF_AN_ACCOUNT)
    assert "Woke this week after a sleep of" in {figure.title for figure in waker.figures if figure.told}


def test_no_account_can_be_read_on_it(log_in: LogIn) -> None:
    page = page_of(log_in, given())
    assert PENSIONER.account not in page
    assert DROP.account not in page


def test_opening_it_leaves_an_audit_row_with_the_purpose(log_in: LogIn) -> None:
    sequence = given()
    page_of(log_in, sequence)
    look = Look.objects.get()
    assert (look.what, look.subject, look.purpose) == ("opened", f"payment:{sequence}", "review")


def test_the_purpose_that_one_works_for_is_written_with_every_look(log_in: LogIn) -> None:
    sequence = given()
    browser = log_in(Role.ANALYST)
    browser.post("/en/purpose/", {"purpose": "appeal"})
    browser.get(f"/en/payments/{sequence}/")
    assert Look.objects.get().purpose == "appeal"


def test_both_sides_and_what_the_institution_did_stand_on_it(log_in: LogIn) -> None:
    first = given()
    second = given(Verdict.WARN, first=first, side="incoming")
    reported(first, Outcome.ABANDONED)
    page = page_of(log_in, first)
    assert f"/en/payments/{second}/" in page
    assert "The payer gave it up" in page


def test_there_is_no_page_of_a_payment_that_nobody_asked_about(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get("/en/payments/987654321/").status_code == 404


def test_the_receipt_holds_and_can_be_taken_away(log_in: LogIn) -> None:
    sequence = given()
    browser = log_in(Role.ANALYST)
    assert "Nothing has been changed" in browser.get(f"/en/payments/{sequence}/receipt/").content.decode()
    file = browser.get(f"/en/payments/{sequence}/receipt.json")
    assert "attachment" in file.headers["Content-Disposition"]
    proved = receipts.verify(receipts.parse(file.content), ledger.signer().verifier)
    assert proved.statement["sequence"] == sequence
    assert PENSIONER.account not in json.dumps(json.loads(file.content))


def test_a_row_that_was_changed_afterwards_is_found_out(log_in: LogIn) -> None:
    sequence = given()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE payment SET verdict = 0 WHERE sequence = %s", [sequence])
    assert Payment.objects.get(sequence=sequence).verdict == Verdict.ALLOW
    page = log_in(Role.ANALYST).get(f"/en/payments/{sequence}/receipt/").content.decode()
    assert "The receipt does not hold" in page


def test_an_identifier_is_shown_for_a_purpose_and_the_look_is_kept(log_in: LogIn) -> None:
    given()
    token = token_of(DROP)
    browser = log_in(Role.ANALYST)
    address = f"/en/reveal/{token.hex}/"
    assert DROP.account not in browser.get(address).content.decode().replace(" ", "")
    shown = browser.post(address, {"purpose": "investigation"}).content.decode().replace(" ", "")
    assert DROP.account in shown
    look = Look.objects.get()
    assert (look.what, look.subject, look.purpose) == ("revealed", f"identifier:{token.hex}", "investigation")


@pytest.mark.parametrize("purpose", ["", "curiosity", "screening"])
def test_nothing_is_shown_without_a_purpose_that_people_may_have(log_in: LogIn, purpose: str) -> None:
    given()
    answer = log_in(Role.ANALYST).post(f"/en/reveal/{token_of(DROP).hex}/", {"purpose": purpose})
    assert answer.status_code == 422
    assert not Look.objects.exists()


def test_the_question_is_shown_whole_for_a_purpose(log_in: LogIn) -> None:
    sequence = given(purpose="за аренду")
    browser = log_in(Role.ANALYST)
    assert PENSIONER.account not in browser.get(f"/en/payments/{sequence}/question/").content.decode()
    shown = browser.post(f"/en/payments/{sequence}/question/", {"purpose": "review"}).content.decode()
    assert PENSIONER.account in shown
    assert "за аренду" in shown
    assert Look.objects.filter(what="revealed", subject=f"payment:{sequence}").count() == 1
