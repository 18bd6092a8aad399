"""The form: one thing a page, nothing lost on the way back, sent once, nothing personal in an address."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.domains.complaints import queries
from arasha.domains.complaints.actions import Reporter
from arasha.domains.complaints.facts import Situation, Source
from arasha.domains.complaints.models import Complaint, Draft
from arasha.interfaces.public import visitors
from arasha.kernel import clock
from tests.domains.complaints.reports import connected, fact_of
from tests.interfaces.public.forms import CONTACT, NAMES, PAGES, PAYMENT, RECEIVER, STORY, filled, page, post, sent
from tests.support.cast import ALDAR, PENSIONER

pytestmark = pytest.mark.usefixtures("db", "bank")


@pytest.fixture
def bank(db: None) -> None:
    connected()


def taken() -> Complaint:
    return Complaint.objects.get()


def test_what_was_filled_in_is_the_report_that_the_centre_takes() -> None:
    assert sent(Browser(), "ru").headers["Location"] == "/ru/help/report/done/"
    told = queries.told(taken())
    (payment,) = told.payments
    today = clock.on_screen(clock.now()).date()
    assert (told.source, told.situation, told.language) == (Source.CITIZEN, Situation.SCAM, "ru")
    assert (payment.amount, payment.institution, payment.debtor) == (15_000_000, ALDAR.code, PENSIONER.account)
    assert payment.begin is not None
    assert payment.end is not None
    assert clock.on_screen(payment.begin).date() == today
    assert payment.end - payment.begin == timedelta(days=1)
    assert told.reporter == Reporter(name="Кадиша", phone=CONTACT["phone"])
    assert [named.text for named in told.named] == NAMES.splitlines()
    assert told.story == STORY
    assert fact_of(taken().id).payments[0].amount == 15_000_000


def test_reference_and_code_open_the_report_and_are_shown_until_the_form_goes_away() -> None:
    browser = Browser()
    sent(browser)
    shown = page(browser, "report/done/")
    reference, code = re.findall(r'<dd class="mono">([^<]+)</dd>', shown)
    assert queries.case(reference, code).number == taken().id
    assert code in page(browser, "report/done/")
    browser.post("/en/help/report/leave/")
    assert browser.get("/en/help/report/done/").status_code == 302


def test_sent_twice_it_is_taken_once() -> None:
    browser = Browser()
    sent(browser)
    assert post(browser, "check/", {"true": "1"}).headers["Location"] == "/en/help/report/done/"
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("step", range(len(PAGES)))
def test_each_page_leads_to_the_next_and_comes_again_as_it_was_filled_in(step: int) -> None:
    browser = filled(Browser(), step)
    here = f"/en/help/report/{PAGES[step][0]}"
    assert browser.get("/en/help/report/resume/").headers["Location"] == here
    post(browser, *PAGES[step])
    again = page(browser, f"report/{PAGES[step][0]}")
    for name, value in PAGES[step][1].items():
        if value and name not in {"more", "bank"}:
            assert value.splitlines()[0] in again, name


def test_no_page_is_skipped() -> None:
    browser = filled(Browser(), 1)
    for path in ("payments/", "names/", "story/", "contact/", "check/", "payments/1/receiver/", "payments/2/"):
        assert browser.get(f"/en/help/report/{path}").headers["Location"] == "/en/help/report/payments/1/", path
    assert browser.get("/en/help/report/done/").headers["Location"] == "/en/help/report/payments/1/"


def test_back_leads_to_the_page_before() -> None:
    browser = filled(Browser())
    leads = {"situation/": "", "payments/1/": "situation/", "payments/1/receiver/": "payments/1/"}
    leads |= {"payments/": "payments/1/receiver/", "names/": "payments/", "story/": "names/", "contact/": "story/"}
    for path, back in (leads | {"check/": "contact/"}).items():
        assert f'class="citizen-back" href="/en/help/report/{back}"' in page(browser, f"report/{path}"), path


def test_what_was_changed_at_the_end_leads_back_to_the_end() -> None:
    browser = filled(Browser())
    assert post(browser, "story/", {"story": "Другое"}).headers["Location"] == "/en/help/report/check/"
    assert "Другое" in page(browser, "report/check/")


def test_several_payments_are_told_and_taken_out_again() -> None:
    browser = filled(Browser(), 3)
    assert post(browser, "payments/", {"more": "yes"}).headers["Location"] == "/en/help/report/payments/2/"
    post(browser, "payments/2/", {"amount": "70 000,50", "about": "1", "when": "yesterday", "time": "09:05"})
    post(browser, "payments/2/receiver/", {"to": "8 705 000 00 02", "bank": "", "from": ""})
    listed = page(browser, "report/payments/")
    assert "150\N{NO-BREAK SPACE}000" in listed
    assert "about 70\N{NO-BREAK SPACE}000,50" in listed
    post(browser, "payments/1/remove/", {})
    assert "150\N{NO-BREAK SPACE}000" not in page(browser, "report/payments/")
    for path, form in PAGES[3:]:
        post(browser, path, form)
    post(browser, "check/", {"true": "1"})
    (payment,) = queries.told(taken()).payments
    assert (payment.amount, payment.amount_is_exact, payment.phone) == (7_000_050, False, "8 705 000 00 02")
    assert payment.begin is not None
    assert payment.end is not None
    assert payment.end - payment.begin == timedelta(hours=1)


@pytest.mark.parametrize(
    ("step", "form", "said"),
    [
        (0, {"situation": "magic"}, "Choose what happened."),
        (1, PAYMENT | {"amount": ""}, "Write how much money went."),
        (1, PAYMENT | {"amount": "много"}, "Write the sum in digits"),
        (1, {"amount": "150 000"}, "Choose when the money went."),
        (1, {"amount": "1", "when": "day", "day": "31", "month": "2", "year": "2026"}, "Write the day, the month"),
        (1, {"amount": "1", "when": "day", "day": "1", "month": "1", "year": "2096"}, "has not come yet"),
        (1, {"amount": "1", "when": "day", "day": "1", "month": "1", "year": "2001"}, "more than three years ago"),
        (1, PAYMENT | {"time": "25:00"}, "Write the time as 14:30"),
        (2, RECEIVER | {"bank": "NOSUCH"}, "Choose a bank from the list."),
        (3, {"more": "perhaps"}, "Say whether there was another payment."),
        (6, CONTACT | {"phone": ""}, "Write a telephone number"),
        (6, CONTACT | {"phone": "12"}, "Write the number with its code"),
        (6, CONTACT | {"iin": "123"}, "An IIN is 12 digits."),
    ],
)
def test_what_is_to_be_mended_is_said_on_top_and_leads_to_its_field(step: int, form: dict[str, str], said: str) -> None:
    browser = filled(Browser(), step)
    answer = post(browser, PAGES[step][0], form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in shown
    (field,) = re.findall(r'<li><a href="#(id_\w+)">[^<]*</a></li>', shown[shown.index("mend-title") :][:900])[:1]
    assert f'id="{field}"' in shown
    assert said in shown


def test_without_the_word_that_it_is_true_nothing_is_sent() -> None:
    answer = post(filled(Browser()), "check/", {})
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_a_program_that_fills_in_every_field_is_not_heard() -> None:
    answer = post(filled(Browser()), "check/", {"true": "1", "website": "https://spam.kz"})
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_before_it_is_sent_one_reads_what_was_understood() -> None:
    browser = filled(Browser(), 2)
    post(browser, "payments/1/receiver/", RECEIVER | {"to": "Айдар из банка"})
    for path, form in PAGES[3:]:
        post(browser, path, form)
    shown = page(browser, "report/check/")
    assert "We could not read this number." in shown
    assert "We noticed in it: +7 705 000 00 03" in shown
    post(browser, "names/", {"names": "какой-то Асхат"})
    assert "we could not read it as a number or a link: какой-то Асхат" in page(browser, "report/check/")


def test_a_form_that_has_gone_away_begins_anew_and_says_why() -> None:
    browser = filled(Browser(), 3)
    Draft.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    answer = post(browser, "names/", {"names": NAMES})
    assert answer.headers["Location"] == "/en/help/report/?ended=1"
    assert "has been deleted" in page(browser, "report/?ended=1")


def test_only_begin_keeps_anything() -> None:
    browser = Browser()
    page(browser, "report/")
    assert not Draft.objects.exists()
    assert browser.get("/en/help/report/situation/").headers["Location"] == "/en/help/report/?ended=1"
    assert not Draft.objects.exists()


def test_the_cookie_says_nothing_and_is_hidden_from_scripts() -> None:
    browser = filled(Browser())
    cookie = browser.cookies["arasha_report"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(cookie.value) < 60


def test_whoever_begins_without_end_is_stopped_for_a_while() -> None:
    answers = [post(Browser(), "", {}).status_code for _ in range(visitors.MOST[visitors.Deed.BEGIN] + 1)]
    assert set(answers[:-1]) == {302}
    assert answers[-1] == 429
