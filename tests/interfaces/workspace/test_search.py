"""Searching: by a payment's id or any identifier, never in an address, and audited."""

from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.support.cast import DROP, PENSIONER
from tests.support.people import LogIn
from tests.support.recorded import given, token_of


def test_a_payment_s_id_leads_to_it(log_in: LogIn) -> None:
    sequence = given()
    answer = log_in(Role.ANALYST).post("/en/search/", {"text": f"P-{sequence}"})
    assert answer.headers["Location"] == f"/en/payments/{sequence}/"


def test_an_account_leads_to_what_passed_through_it(log_in: LogIn) -> None:
    given()
    given()
    answer = log_in(Role.ANALYST).post("/en/search/", {"text": DROP.account}, follow=True)
    assert answer.status_code == 200
    assert DROP.account not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert DROP.account not in answer.content.decode()
    assert Look.objects.filter(what="searched", subject=f"identifier:{token_of(DROP).hex}").count() == 1


def test_a_written_account_is_read_with_its_spaces(log_in: LogIn) -> None:
    sequence = given()
    spaced = " ".join(PENSIONER.account[at : at + 4] for at in range(0, 20, 4))
    page = log_in(Role.ANALYST).post("/en/search/", {"text": spaced}, follow=True)
    assert f"/payments/{sequence}/" in page.content.decode() + page.request["PATH_INFO"]


def test_what_nobody_asked_about_is_not_found(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).post("/en/search/", {"text": "+7 701 123 45 67"}).content.decode()
    assert "Nothing was found" in page
    assert "123 45 67" not in page


def test_words_find_nothing_and_break_nothing(log_in: LogIn) -> None:
    given()
    browser = log_in(Role.ANALYST)
    for text in ("", "   ", "рқ:", "x" * 5_000, "a:b:c", "💰", "%00", "\x00"):
        assert browser.post("/en/search/", {"text": text}).status_code in {200, 302}
