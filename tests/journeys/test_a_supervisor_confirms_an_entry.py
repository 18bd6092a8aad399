"""A supervisor sees an account at work, finds the analyst's proposal and stands for it as the second person."""

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState
from arasha.kernel.access.roles import Role
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import history, propose
from tests.support.cast import DROP, NEIGHBOUR, SHOP, TOSTIK
from tests.support.chromium import Reader
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.browser


def at_work() -> None:
    """The drop is paid by two people and passes it on."""
    given(Verdict.WARN, amount=60_000_00)
    given(Verdict.HOLD, debtor=NEIGHBOUR, amount=40_000_00)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, amount=50_000_00, asker=TOSTIK)


def test_a_supervisor_confirms_what_an_analyst_proposed(reader: Reader) -> None:
    at_work()
    entry = propose()
    reader.log_in(Role.SUPERVISOR)
    page = reader.page
    page.click("nav >> text=Registry")
    page.click("text=Others proposed")
    page.click(f"table a[href='/en/registry/{entry.id}/'] >> nth=1")
    page.click("button:has-text('Confirm')")
    page.wait_for_selector("text=Two people stand for it")
    assert history(entry) == ["registry.entry_added", "registry.entry_confirmed", "registry.notice_queued"]
    assert queries.tiers({entry.token})[entry.token].tier == Tier.HIGH


def test_the_receipt_of_the_confirmation_is_checked_in_place(reader: Reader) -> None:
    entry = propose()
    reader.log_in(Role.SUPERVISOR)
    reader.open(f"/en/registry/{entry.id}/")
    reader.page.click("text=Check")
    reader.page.wait_for_selector("#sheet >> text=Nothing has been changed since it was recorded.")
    assert reader.barriers() == []
    reader.press("Escape")
    assert reader.page.url.endswith(f"/en/registry/{entry.id}/")


def test_an_account_is_walked_from_payer_to_payee_by_keyboard(reader: Reader) -> None:
    at_work()
    reader.log_in(Role.SUPERVISOR)
    reader.open(f"/en/accounts/{token_of(DROP).hex}/")
    reader.page.focus(f"svg.graph a[href*='{token_of(SHOP).hex}']")
    reader.press("Enter")
    reader.page.wait_for_url(f"**/accounts/{token_of(SHOP).hex}/")


def test_what_is_typed_is_read_back_while_typing_and_then_proposed(reader: Reader) -> None:
    reader.log_in(Role.SUPERVISOR)
    page = reader.page
    reader.open("/en/registry/propose/")
    page.fill("#id_text", "KZ00 125K ZT50 0410 0100")
    page.select_option("#id_kind", "iban")
    page.wait_for_selector("#understood >> text=Its check digits do not fit the rest")
    page.fill("#id_text", DROP.account)
    page.wait_for_selector("#understood >> text=Account (IBAN)")
    page.click("main button:has-text('Propose')")
    page.wait_for_selector("text=You proposed it; somebody else must confirm it.")
    (entry,) = queries.entries()
    assert (entry.state, entry.token) == (EntryState.PROVISIONAL, token_of(DROP))
    assert DROP.account not in page.url
