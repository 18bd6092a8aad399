"""Somebody whose money is held reads why on his telephone, objects, adds a receipt and reads the decision.

And an operator of the hotline takes a report by keyboard alone. In three languages, read by axe against WCAG 2.2 AA.
"""

import re

import pytest
from playwright.sync_api import FilePayload

from arasha.domains.complaints.models import Complaint
from arasha.domains.recovery.actions import appeals
from arasha.domains.recovery.actions.holds import new_code
from arasha.domains.recovery.models import Appeal, Evidence, Hold
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from tests.domains.complaints.reports import connected, taken
from tests.domains.recovery.stolen import TOSTIK_SAYS, held, works
from tests.support.cast import DROP
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser

LOOKS = (("kk", "light"), ("ru", "dark"), ("en", "dark"))
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
RECEIPT = FilePayload(name="receipt.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 a stove, sold")


@pytest.fixture
def telephone(reader: Reader) -> Reader:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    return reader


def go_on(reader: Reader) -> None:
    reader.page.locator("main form .button-main").first.click()
    reader.page.wait_for_load_state("load")


def looked(reader: Reader) -> list[str]:
    """What stands in the way of reading the page; it must fit a telephone."""
    assert reader.page.evaluate(FITS), reader.page.url
    return [f"{reader.page.url}: {barrier}" for barrier in reader.barriers()]


def opened(reader: Reader, language: str, hold: Hold) -> None:
    """With the reference and the code that his bank has told him."""
    reader.open(f"/{language}/help/held/")
    reader.page.fill("#id_reference", reference(Letter.HOLD, hold.id))
    reader.page.fill("#id_code", new_code(hold.id, TOSTIK_SAYS).lower())
    go_on(reader)


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_he_reads_why_objects_and_reads_the_decision(telephone: Reader, language: str, theme: str) -> None:
    telephone.wear(theme)
    opened(telephone, language, held())
    found = looked(telephone)
    telephone.page.locator("main .button-start").click()
    telephone.page.fill("#id_text", "Мен пеш саттым.")
    found += looked(telephone)
    go_on(telephone)
    telephone.page.set_input_files("#id_file", files=[RECEIPT])
    found += looked(telephone)
    go_on(telephone)
    assert Evidence.objects.count() == 1
    telephone.open(f"/{language}/help/held/")
    found += looked(telephone)
    analyst = works(Role.ANALYST, "aigerim")
    appeals.decide(Appeal.objects.get().id, upheld=True, reasons="Түбіртек шынайы.", by=analyst)
    telephone.page.reload()
    assert "Түбіртек шынайы." in telephone.page.inner_text("main")
    assert not found + looked(telephone)


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_an_operator_takes_a_report_by_keyboard(reader: Reader, language: str, theme: str) -> None:
    connected()
    reader.log_in(Role.ANALYST, language)
    reader.wear(theme)
    reader.open(f"/{language}/reports/take/")
    found = reader.barriers()
    keys = reader.page.keyboard
    for text, tabs in (("", 1), ("+7 701 000 00 01", 4), ("150 000", 2)):
        keys.type(text)
        for _ in range(tabs):
            keys.press("Tab")
    reader.page.focus("#id_to_0")
    keys.type(DROP.account)
    keys.press("Enter")
    reader.page.wait_for_url(re.compile(rf"/{language}/reports/\d+/$"))
    assert Complaint.objects.get().amount == 15_000_000
    found += reader.barriers()
    for path in ("reports/", f"reports/{taken().complaint}/story/"):
        reader.open(f"/{language}/{path}")
        found += reader.barriers()
    assert not found


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_of_reports_has_to_be_moved_sideways(reader: Reader, width: int) -> None:
    number = taken().complaint
    reader.log_in(Role.SUPERVISOR, "kk")
    reader.page.set_viewport_size({"width": width, "height": 800})
    for path in ("reports/", "reports/take/", f"reports/{number}/", f"reports/{number}/story/"):
        reader.open(f"/kk/{path}")
        assert reader.page.evaluate(FITS), path
