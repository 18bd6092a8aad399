"""An analyst finds a drop in the list, sees why, and proposes it for the registry."""

import pytest

from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState
from arasha.kernel.access.roles import Role
from tests.interfaces.workspace.test_account import at_work
from tests.support.cast import DROP, SHOP
from tests.support.chromium import Reader
from tests.support.recorded import token_of
from tests.support.standing import stands

pytestmark = pytest.mark.browser


def test_a_candidate_is_opened_by_keyboard_understood_and_proposed(reader: Reader) -> None:
    at_work()
    stands(DROP)
    reader.log_in(Role.ANALYST)
    page = reader.page
    page.click("nav >> text=Drops")
    page.wait_for_url("**/drops/")
    reader.press("j")
    reader.press("Enter")
    page.wait_for_url(f"**/drops/{token_of(DROP).hex}/")
    page.wait_for_selector("text=Passes on what comes in; Many strangers pay in.")
    assert page.locator("svg.lanes .shaft").count() == 3
    page.click("text=Propose for the registry")
    page.click("main button:has-text('Propose')")
    page.wait_for_selector("text=You proposed it; somebody else must confirm it.")
    (entry,) = queries.entries()
    assert (entry.state, entry.token) == (EntryState.PROVISIONAL, token_of(DROP))


def test_money_is_followed_from_lane_to_lane_by_keyboard(reader: Reader) -> None:
    at_work()
    reader.log_in(Role.ANALYST)
    reader.open(f"/en/drops/{token_of(DROP).hex}/")
    reader.page.focus(f"svg.lanes a[href*='{token_of(SHOP).hex}']")
    reader.press("Enter")
    reader.page.wait_for_url(f"**/accounts/{token_of(SHOP).hex}/")
