"""An analyst describes a scheme, sees what it would have done, puts it into shadow; a supervisor makes it live."""

import pytest

from arasha.domains.payments.facts import TypologyState, Verdict
from arasha.domains.payments.queries.typologies import typology
from arasha.kernel.access.roles import Role
from tests.support.chromium import Reader
from tests.support.recorded import given

pytestmark = pytest.mark.browser

WORDS = {
    "title_kk": "Түнгі ірі төлем", "title_ru": "Крупный платёж", "title_en": "A large payment",
    "reason_kk": "Ірі төлем жасалады.", "reason_ru": "Крупный платёж.", "reason_en": "A large payment.",
}  # fmt: skip


def described(reader: Reader) -> None:
    """The analyst fills in the form."""
    page = reader.page
    page.click("nav >> text=Typologies")
    page.click("text=Describe a scheme")
    page.fill("pick-list input", "amount")
    page.select_option("#id_feature-0", "AMOUNT")
    page.wait_for_selector("#id_low-0")
    page.fill("#id_low-0", "400 000")
    page.wait_for_selector("#backtest >> text=Tried on the newest 2 payments")
    assert page.locator("#backtest .figure-value").first.inner_text() == "1"
    page.fill("#id_weight", "350")
    page.wait_for_selector("#backtest >> text=0 % → 50 %")
    page.fill("#id_code", "large amount")
    for field, text in WORDS.items():
        page.fill(f"#id_{field}", text)


def test_a_scheme_is_described_tried_watched_and_made_live_by_two_people(reader: Reader) -> None:
    given(Verdict.ALLOW, codes=(), amount=50_000_000)
    given(Verdict.ALLOW, codes=(), amount=1_000)
    reader.log_in(Role.ANALYST)
    page = reader.page
    described(reader)
    page.click("text=Keep the draft")
    page.wait_for_url("**/typologies/T_LARGE_AMOUNT/")
    page.click("button:has-text('Put into shadow')")
    page.wait_for_selector("text=It is noted on every payment that it fits, and decides nothing.")
    assert page.locator("button:has-text('Make it live')").count() == 0
    page.click("text=Log out")
    reader.log_in(Role.SUPERVISOR)
    reader.open("/en/typologies/T_LARGE_AMOUNT/")
    page.click("button:has-text('Make it live')")
    page.wait_for_selector("text=It counts: its weight adds to the score")
    found = typology("T_LARGE_AMOUNT")
    assert found.state is TypologyState.LIVE
    assert found.author == "person:analyst-at-the-screen"
    assert found.approved_by == "person:supervisor-at-the-screen"


def test_a_row_is_added_and_taken_away_without_losing_what_was_typed(reader: Reader) -> None:
    reader.log_in(Role.ANALYST)
    page = reader.page
    reader.open("/en/typologies/new/")
    page.select_option("#id_feature-0", "AMOUNT")
    page.wait_for_selector("#id_low-0")
    page.fill("#id_low-0", "70 000")
    page.click("text=Add a condition")
    page.wait_for_selector("#id_feature-1")
    page.select_option("#id_feature-1", "NIGHT")
    page.wait_for_selector("select#id_low-1")
    assert page.input_value("#id_low-0") == "70 000"
    page.click("button[name=remove][value='0']")
    page.wait_for_selector("#id_feature-1", state="detached")
    assert page.input_value("#id_feature-0") == "NIGHT"
    assert reader.barriers() == []
