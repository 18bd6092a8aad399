"""An analyst reads where stolen money went on a telephone and at a desk, and prints it for the court.

In three languages, read by axe against WCAG 2.2 AA; nothing overflows, and what is drawn has its table.
"""

import pytest

from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.models import Hold
from arasha.kernel.access.roles import Role
from tests.domains.recovery.followed import Went, story
from tests.domains.recovery.stolen import TOSTIK_SAYS
from tests.support.cast import DROP
from tests.support.chromium import Reader
from tests.support.recorded import token_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOO_WIDE = """[...document.querySelectorAll('.table-frame')].filter(e => e.scrollWidth > e.clientWidth + 1)
  .map(e => e.getAttribute('aria-label'))"""


@pytest.fixture
def went(reader: Reader) -> Went:
    found = story()
    holds.answer(Hold.objects.get(account=token_of(DROP)).id, Answer(5_000_000), TOSTIK_SAYS)
    return found


def pages(went: Went) -> list[str]:
    number = went.incident.id
    hold = Hold.objects.get(account=token_of(DROP)).id
    return [
        "incidents/?view=all", f"incidents/{number}/", f"incidents/{number}/trace/", f"incidents/{number}/trace/print/",
        "incidents/holds/?view=all", f"incidents/holds/{hold}/",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 390), ("en", 1280)])
def test_every_page_fits_and_is_read_without_barriers(reader: Reader, went: Went, language: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 844})
    reader.log_in(Role.ANALYST, language)
    found = list[str]()
    for path in pages(went):
        reader.open(f"/{language}/{path}")
        for wide in (390, 1280):
            found += reader.moved_sideways(wide)
            reader.page.set_viewport_size({"width": wide, "height": 844})
            assert "print" in path or not reader.page.evaluate(TOO_WIDE), path
        reader.page.set_viewport_size({"width": width, "height": 844})
        found += [f"{path}: {barrier}" for barrier in reader.barriers()]
    assert not found


def test_on_a_telephone_the_tables_come_first_and_the_drawing_when_it_is_asked_for(reader: Reader, went: Went) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/incidents/{went.incident.id}/trace/")
    drawing = reader.page.locator("svg.flow")
    assert not drawing.is_visible()
    assert reader.page.locator("details.step summary").first.is_visible()
    reader.page.get_by_role("link", name="Show the drawing").click()
    assert drawing.is_visible()


def test_the_document_is_printed_by_its_button(reader: Reader, went: Went) -> None:
    reader.log_in(Role.PROSECUTOR)
    reader.open(f"/en/incidents/{went.incident.id}/trace/print/")
    reader.page.evaluate("window.print = () => { document.title = 'printed' }")
    reader.page.get_by_role("button", name="Print").click()
    assert reader.page.title() == "printed"
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".court-tools").is_visible()
    assert reader.page.locator(".court-running").first.is_visible()


def test_keys_do_nothing_in_what_is_folded(reader: Reader) -> None:
    went = story()
    asked = Hold.objects.filter(incident=went.incident, answered_at=None).first()
    assert asked
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/incidents/holds/{asked.id}/")
    reader.press("1")  # the institution's answer is folded: nobody has read what 1 would say
    reader.page.wait_for_timeout(200)
    asked.refresh_from_db()
    assert asked.answered_at is None
