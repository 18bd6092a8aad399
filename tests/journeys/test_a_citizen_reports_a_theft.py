"""Somebody who has been robbed reports it on a telephone, in three languages, and sees where the report stands.

Every page on the way is read by axe against WCAG 2.2 AA and fits 390 px.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from arasha.domains.complaints import queries
from arasha.domains.complaints.models import Complaint
from tests.domains.complaints.reports import connected
from tests.interfaces.public.forms import CONTACT, NAMES, STORY
from tests.support.cast import ALDAR, DROP
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser

LOOKS = (("kk", "dark"), ("ru", "light"), ("en", "light"))
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def telephone(reader: Reader) -> Reader:
    """The same reader with a screen of 390 × 844."""
    reader.page.set_viewport_size({"width": 390, "height": 844})
    connected()
    return reader


@pytest.fixture
def scriptless(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser that runs no script at all."""
    connected()
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/ru/help/report/")
    yield page
    context.close()


def go_on(page: Page) -> None:
    page.locator("main form .button-main").click()
    page.wait_for_load_state("load")


def amount_and_day(page: Page) -> None:
    page.fill("#id_amount", "150 000")
    page.check("input[name=when][value=day]")
    for name, value in (("day", "20"), ("month", "11"), ("year", "2026"), ("time", "12:05")):
        page.fill(f"#id_{name}", value)


def receiver_and_bank(page: Page) -> None:
    page.fill("#id_to", DROP.account)
    page.select_option("#id_bank", ALDAR.code)


# What is done on each page, from the first on.
DEEDS: tuple[Callable[[Page], None], ...] = (
    lambda _page: None,
    lambda page: page.check("input[name=situation][value=scam]"),
    amount_and_day,
    receiver_and_bank,
    lambda page: page.check("input[name=more][value=no]"),
    lambda page: page.fill("#id_names", NAMES),
    lambda page: page.fill("#id_story", STORY),
    lambda page: page.fill("#id_phone", CONTACT["phone"]),
    lambda page: page.check("#id_true"),
    lambda _page: None,
)


def fill_in(page: Page) -> Iterator[None]:
    """Page by page to the last; stops at each, filled in, for whoever wants to look."""
    for place, deed in enumerate(DEEDS):
        if place:
            go_on(page)
        deed(page)
        yield


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_the_whole_way_has_no_barrier_and_fits_a_telephone(telephone: Reader, language: str, theme: str) -> None:
    telephone.wear(theme)
    telephone.open(f"/{language}/help/")
    found = telephone.barriers()
    telephone.open(f"/{language}/help/report/")
    for _ in fill_in(telephone.page):
        found += [f"{telephone.page.url}: {barrier}" for barrier in telephone.barriers()]
        assert telephone.page.evaluate(FITS), telephone.page.url
    reference, code = telephone.page.locator(".done dd").all_inner_texts()
    assert queries.case(reference, code).number == Complaint.objects.get().id
    telephone.open(f"/{language}/help/status/")
    found += telephone.barriers()
    telephone.page.fill("#id_reference", reference)
    telephone.page.fill("#id_code", code.lower())
    go_on(telephone.page)
    found += telephone.barriers()
    assert telephone.page.url.endswith(f"/{language}/help/status/")
    assert reference in telephone.page.inner_text("main")
    telephone.open(f"/{language}/help/transparency/")
    found += telephone.barriers()
    assert not found


def test_no_script_is_needed(scriptless: Page) -> None:
    for _ in fill_in(scriptless):
        pass
    assert scriptless.url.endswith("/ru/help/report/done/")
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_mistakes_are_said_on_top_in_focus_and_lead_to_their_fields(telephone: Reader, language: str) -> None:
    telephone.open(f"/{language}/help/report/")
    go_on(telephone.page)
    go_on(telephone.page)
    telephone.complaints = [each for each in telephone.complaints if "422" not in each]
    expect(telephone.page.locator(".mend")).to_be_focused()
    assert not telephone.barriers()
    telephone.page.locator(".mend a").first.click()
    assert telephone.page.evaluate("document.activeElement.name") == "situation"


def test_another_day_is_asked_for_only_when_it_is_meant(telephone: Reader) -> None:
    telephone.open("/en/help/report/")
    steps = fill_in(telephone.page)
    for _ in range(2):
        next(steps)
    go_on(telephone.page)
    assert not telephone.page.is_visible("#id_day")
    telephone.page.check("input[name=when][value=day]")
    assert telephone.page.is_visible("#id_day")


def test_the_browser_s_own_back_brings_the_answers_again(telephone: Reader) -> None:
    telephone.open("/en/help/report/")
    steps = fill_in(telephone.page)
    for _ in range(4):
        next(steps)
    telephone.page.go_back()
    assert telephone.page.input_value("#id_amount") == "150 000"
    assert telephone.page.is_checked("input[name=when][value=day]")
