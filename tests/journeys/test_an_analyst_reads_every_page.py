"""Every page can be read by everybody: WCAG 2.2 AA by axe, three languages, light and dark, wide and narrow."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.domains.payments.facts import Verdict
from arasha.kernel.access import actions
from arasha.kernel.access.roles import Role
from tests.support.cast import PASSWORD, SAULE, SHOP
from tests.support.chromium import Reader
from tests.support.recorded import given

pytestmark = pytest.mark.browser

LANGUAGES = ("kk", "ru", "en")
# Each language, each theme and each width, but not all of their combinations; what overflows is looked for in all.
LOOKS = (("kk", "light", 320), ("ru", "dark", 1440), ("en", "dark", 768))
WIDTHS = (320, 390, 768, 1440)
LETTERS = "ӘҒҚҢӨҰҮҺІәғқңөұүһі₸"


def pages(sequence: int) -> list[str]:
    """Every page that an analyst can open."""
    payment = f"payments/{sequence}/"
    return [
        "", "queue/", "queue/?verdict=refuse&from=x", "queue/?verdict=warn", payment, f"{payment}receipt/",
        f"{payment}question/", "search/", "keys/", "purpose/", "condition/", "nowhere/",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_no_page_has_a_barrier_or_has_to_be_moved_sideways(
    reader: Reader, language: str, theme: str, width: int
) -> None:
    sequence = given(Verdict.REFUSE)
    given(creditor=SHOP)
    reader.log_in(Role.ANALYST, language)
    reader.wear(theme)
    reader.page.set_viewport_size({"width": width, "height": 800})
    found = []
    for path in pages(sequence):
        reader.open(f"/{language}/{path}")
        found += reader.moved_sideways(*WIDTHS) + [f"{path}: {barrier}" for barrier in reader.barriers()]
    reader.complaints = [complaint for complaint in reader.complaints if "404" not in complaint]  # one page is missing
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_in_has_no_barrier(reader: Reader, language: str) -> None:
    device = actions.add_person("newcomer", PASSWORD, Role.ANALYST, SAULE)
    found = []
    for confirmed, field in ((True, "#id_code"), (False, ".qr")):
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=confirmed)
        reader.open(f"/{language}/log-in/")
        found += reader.barriers()
        reader.page.fill("#id_username", "newcomer")
        reader.page.fill("#id_password", PASSWORD)
        reader.page.press("#id_password", "Enter")
        reader.page.wait_for_selector(field)
        found += reader.barriers()
    assert not found


def test_every_kazakh_letter_is_drawn_by_our_own_fonts(reader: Reader) -> None:
    reader.open("/kk/log-in/")
    for family in ("Onest", "IBM Plex Mono"):
        loaded = reader.page.evaluate(
            "async ([family, letters]) => (await document.fonts.load(`1rem '${family}'`, letters)).map(f => f.status)",
            [family, LETTERS],
        )
        assert loaded
        assert set(loaded) == {"loaded"}
        assert reader.page.evaluate("([f, t]) => document.fonts.check(`1rem '${f}'`, t)", [family, LETTERS])


def test_the_language_is_changed_without_leaving_the_page(reader: Reader) -> None:
    reader.log_in(Role.ANALYST)
    reader.open("/en/queue/?verdict=warn")
    reader.page.locator(".rail-foot button[value=kk]").click()
    reader.page.wait_for_url("**/kk/queue/?verdict=warn")
    reader.open("/")
    assert reader.page.url.endswith("/kk/")
