"""A trace and its document can be read by everybody: WCAG 2.2 AA, three languages, light and dark, wide and narrow."""

import pytest

from arasha.domains.payments.models import Payment
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.models import Hold
from arasha.kernel.access.roles import Role
from tests.domains.recovery.followed import Went, large, story
from tests.domains.recovery.stolen import TOSTIK_SAYS
from tests.support.cast import DROP, SHOP
from tests.support.chromium import Reader
from tests.support.recorded import token_of

pytestmark = pytest.mark.browser

# Each language, each theme and each width, but not all of their combinations; what overflows is looked for in all.
LOOKS = (("kk", "dark", 390), ("ru", "light", 1440), ("en", "dark", 768))
WIDTHS = (390, 768, 1440)


def pages(went: Went) -> list[str]:
    """Every page that shows stolen money on its way."""
    incident = f"incidents/{went.incident.id}/"
    return [
        incident, f"{incident}trace/", f"{incident}trace/?version=1", f"{incident}trace/print/",
        f"incidents/{large(60).id}/trace/", f"payments/{went.let_go}/", f"accounts/{token_of(SHOP).hex}/",
        f"drops/{token_of(SHOP).hex}/",
    ]  # fmt: skip


def followed() -> Went:
    """A theft of which one bank holds a part, and of which a payment would carry more away."""
    went = story()
    holds.answer(Hold.objects.get(account=token_of(DROP)).id, Answer(4_000_000), TOSTIK_SAYS)
    Payment.objects.filter(sequence=went.let_go).update(stolen=1_000_000)
    return went


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_no_page_has_a_barrier_or_has_to_be_moved_sideways(
    reader: Reader, language: str, theme: str, width: int
) -> None:
    paths = pages(followed())
    reader.log_in(Role.ANALYST, language)
    reader.wear(theme)
    reader.page.set_viewport_size({"width": width, "height": 800})
    found = []
    for path in paths:
        reader.open(f"/{language}/{path}")
        found += reader.moved_sideways(*WIDTHS) + [f"{path}: {barrier}" for barrier in reader.barriers()]
    assert not found


def test_the_keyboard_walks_the_drawing_from_the_victim_on_to_an_account(reader: Reader) -> None:
    went = followed()
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/incidents/{went.incident.id}/trace/")
    boxes = reader.page.locator(".flow a")
    assert boxes.count() == 6
    boxes.nth(1).focus()
    reader.press("Enter")
    reader.page.wait_for_url(f"**/en/accounts/{token_of(DROP).hex}/")


def test_the_document_is_printed_with_the_numbers_of_its_pages(reader: Reader) -> None:
    went = followed()
    reader.log_in(Role.ANALYST, "ru")
    reader.open(f"/ru/incidents/{went.incident.id}/trace/print/")
    printed = reader.page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") >= 2
