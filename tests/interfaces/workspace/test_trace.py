"""A trace on screen and as a document: drawn, as tables, in every version, masked unless somebody says what for."""

import pytest
from django.test import Client as Browser

from arasha.domains.payments.models import Payment
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.incidents import follow_again
from arasha.domains.recovery.models import Hold
from arasha.interfaces.workspace import trace_drawing
from arasha.interfaces.workspace.trace_words import exact
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from tests.domains.recovery.followed import CASH, Went, large, story
from tests.domains.recovery.stolen import TOSTIK_SAYS, TRACER, incident
from tests.support.cast import DROP, PENSIONER, SHOP
from tests.support.people import LogIn
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")


def read(browser: Browser, address: str, language: str = "en") -> str:
    answer = browser.get(f"/{language}/{address}")
    assert answer.status_code == 200, address
    return answer.content.decode()


def in_full(went: Went, browser: Browser, **said: str) -> str:
    answer = browser.post(f"/en/incidents/{went.incident.id}/trace/print/?version=1", said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_drawn_step_by_step_and_told_as_tables(log_in: LogIn) -> None:
    went = story()
    page = read(log_in(Role.ANALYST), f"incidents/{went.incident.id}/trace/")
    for told in (
        "Stolen from",
        "Step 3",
        "Bank TOSTIKZA",
        "Cash: out of reach",
        "came: 60\xa0000\xa0₸",
        "25\xa0000,01",
    ):
        assert told in page, told
    assert f"/en/accounts/{token_of(SHOP).hex}/" in page
    assert "stolen: 10\xa0000\xa0₸ of 40\xa0000\xa0₸" in page  # the part of a payment that was let go
    assert Look.objects.get().subject == f"incident:{went.incident.id}"


def test_what_an_institution_holds_is_in_the_drawing(log_in: LogIn) -> None:
    went = story()
    holds.answer(Hold.objects.get(account=token_of(DROP)).id, Answer(5_000_000), TOSTIK_SAYS)
    page = read(log_in(Role.ANALYST), f"incidents/{went.incident.id}/trace/")
    assert ">held 50\xa0000\xa0₸</text>" in page
    assert ">went on 100\xa0000\xa0₸</text>" in page


def test_the_incident_has_the_drawing_and_leads_to_the_trace(log_in: LogIn) -> None:
    went, browser = story(), log_in(Role.ANALYST)
    page = read(browser, f"incidents/{went.incident.id}/")
    assert 'class="flow flow-' in page
    assert f"/en/incidents/{went.incident.id}/trace/" in page
    assert "No money has been followed yet." in read(browser, f"incidents/{incident(100).id}/trace/")


def test_every_version_stands_as_it_was_drawn(log_in: LogIn) -> None:
    went, browser = story(), log_in(Role.ANALYST)
    follow_again(went.incident.id, TRACER)
    page = read(browser, f"incidents/{went.incident.id}/trace/?version=1")
    assert "Version 1, as it was drawn" in page
    assert "stolen: 10\xa0000\xa0₸ of 40\xa0000\xa0₸" not in page
    assert page.count("unchanged") == 2
    assert browser.get(f"/en/incidents/{went.incident.id}/trace/?version=9").status_code == 404


def test_of_a_large_trace_the_rest_stands_together_and_leads_to_the_table(log_in: LogIn) -> None:
    of = large(60)
    page = read(log_in(Role.ANALYST), f"incidents/{of.id}/trace/")
    assert "and 48 accounts more" in page
    assert page.count("<rect width=") <= trace_drawing.BOXES + 2
    assert f'href="/en/incidents/{of.id}/trace/#accounts"' in page


def test_the_tables_are_folded_step_by_step_with_their_sums(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    page = read(browser, f"incidents/{large(60).id}/trace/")
    assert page.count('<details class="step" open>') == 1
    assert "60 accounts" in page
    few = read(browser, f"incidents/{story().incident.id}/trace/")
    assert few.count('<details class="step" open>') > 1
    assert 'href="#drawing"' in few  # on a telephone the drawing comes when it is asked for


def test_the_document_is_printed_by_a_button_without_a_script_in_the_page(log_in: LogIn) -> None:
    page = read(log_in(Role.PROSECUTOR), f"incidents/{story().incident.id}/trace/print/")
    assert "<print-page>" in page
    assert "onclick" not in page
    assert page.count('class="court-running"') >= 2  # the incident stands over every table, so on every page


def test_the_document_has_everything_that_a_court_asks_for(log_in: LogIn) -> None:
    went = story()
    page = read(log_in(Role.PROSECUTOR), f"incidents/{went.incident.id}/trace/print/")
    for told in (
        reference(Letter.INCIDENT, went.incident.id),
        "What came first goes first", "every part is rounded down", "150\xa0000,00\xa0₸", "25\xa0000,01\xa0₸",
        f"P-{went.theft}", "has this digest", "Checkpoint of the log", "What went on after the trace was drawn",
        went.incident.traces.get().digest, "accounts masked", "Stolen money came straight from the victim",
    ):  # fmt: skip
        assert told in page, told
    assert PENSIONER.account not in page.replace(" ", "")


def test_accounts_are_shown_in_full_for_a_purpose_with_an_audit_row_for_each(log_in: LogIn) -> None:
    went = story()
    page = in_full(went, log_in(Role.ANALYST), purpose="recovery")
    shown = page.replace(" ", "").replace("\xa0", "")
    assert all(party.account in shown for party in (PENSIONER, DROP, SHOP, CASH))
    looks = Look.objects.filter(what=Look.What.REVEALED, purpose="recovery")
    assert {look.subject for look in looks} >= {f"identifier:{token_of(party).hex}" for party in (PENSIONER, DROP)}
    assert looks.count() == 6


def test_without_a_purpose_nothing_is_shown_in_full(log_in: LogIn) -> None:
    went, browser = story(), log_in(Role.ANALYST)
    answer = browser.post(f"/en/incidents/{went.incident.id}/trace/print/?version=1", {"purpose": ""})
    assert answer.status_code == 422
    assert not Look.objects.filter(what=Look.What.REVEALED).exists()


def test_a_document_of_nothing_is_not_there(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get(f"/en/incidents/{incident(100).id}/trace/print/").status_code == 404


def test_a_held_payment_says_how_much_of_it_is_stolen_and_leads_to_the_incident(log_in: LogIn) -> None:
    went, browser = story(), log_in(Role.ANALYST)
    assert "This payment belongs to the way of stolen money." in read(browser, f"payments/{went.theft}/")
    Payment.objects.filter(sequence=went.let_go).update(stolen=1_000_000)
    page = read(browser, f"payments/{went.let_go}/")
    assert "Hold 10\xa0000\xa0₸ of 40\xa0000\xa0₸: stolen money." in page
    assert f"/en/incidents/{went.incident.id}/" in page
    assert "stolen money." not in read(browser, f"payments/{given()}/")


@pytest.mark.parametrize("room", ["accounts", "drops"])
def test_an_account_says_that_stolen_money_was_followed_into_it(log_in: LogIn, room: str) -> None:
    went, browser = story(), log_in(Role.ANALYST)
    page = read(browser, f"{room}/{token_of(SHOP).hex}/")
    assert "Stolen money was followed into this account: 50\xa0000\xa0₸." in page
    assert f"/en/incidents/{went.incident.id}/" in page
    assert "was followed into this account" not in read(browser, f"{room}/{token_of(PENSIONER).hex}/")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_both_pages_are_there_in_three_languages(log_in: LogIn, language: str) -> None:
    went, browser = story(), log_in(Role.SUPERVISOR)
    for address in ("trace/", "trace/?version=1", "trace/print/", "trace/?accounts=2&payments=1"):
        read(browser, f"incidents/{went.incident.id}/{address}", language)


def test_amounts_in_documents_have_their_tiyn() -> None:
    assert exact(15_000_001) == "150\xa0000,01\xa0₸"
    assert exact(0) == "0,00\xa0₸"
    assert exact(-5) == "−0,05\xa0₸"
