"""The pages of accounts, the registry, institutions and the audit have no barrier: WCAG 2.2 AA, three languages, light
and dark, wide and narrow.
"""

import pytest

from arasha.domains.payments.actions import models, typologies
from arasha.domains.payments.facts import Verdict
from arasha.domains.registry import actions
from arasha.kernel.access.actions import issue_key
from arasha.kernel.access.models import Institution
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger
from tests.domains.registry.entries import proposal, propose
from tests.support.cast import DANIYAR, DROP, NEIGHBOUR, SHOP, TOSTIK
from tests.support.chromium import Reader
from tests.support.models_kept import registered
from tests.support.recorded import given, token_of
from tests.support.standing import stands
from tests.support.typologies import AUTHOR, draft

pytestmark = pytest.mark.browser

# Every page is read by axe in each language, in each theme and at each width, but not in all of their combinations:
# contrast depends on the theme, what a page says on the language, what is folded on the width. What overflows depends
# on language and width together, and costs little to find: that is looked at in all.
LOOKS = (("kk", "dark", 320), ("ru", "light", 1440), ("en", "light", 768))
WIDTHS = (320, 768, 1440)


def pages() -> dict[Role, list[str]]:
    """Something on every page, and the addresses of them, by who can open them."""
    given(Verdict.REFUSE)
    given(Verdict.WARN, debtor=NEIGHBOUR)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK)
    first, second, contested, gone = propose(), propose(proposal(days=2)), propose(), propose()
    actions.confirm_entry(second.id, DANIYAR)
    actions.file_contest_of(contested.id, "it was not me", DANIYAR)
    actions.withdraw_entry(gone.id, "a namesake", DANIYAR)
    stands(DROP)
    typologies.propose(draft(), AUTHOR)
    typologies.to_shadow("T_LARGE_AT_NIGHT", AUTHOR)
    version, scheme = registered(DANIYAR), "typologies/T_LARGE_AT_NIGHT/"
    models.to_shadow(version, DANIYAR)
    ledger.sign_checkpoint()
    bank = Institution.objects.get(code=TOSTIK.code)
    issue_key(bank, DANIYAR, label="the core system")
    account, token = f"accounts/{token_of(DROP).hex}/", token_of(DROP).hex
    supervisors = [
        account, f"{account}?days=30&way=in", "drops/", "drops/?tier=low&sign=young", f"drops/{token}/",
        "typologies/", scheme, f"{scheme}edit/", "typologies/new/", "models/", f"models/{version}/",
        "registry/", "registry/?within=7d", "registry/?kind=phone",
        f"registry/{first.id}/", f"registry/{second.id}/", f"registry/{contested.id}/",
        f"registry/{gone.id}/", "registry/contests/", "registry/propose/", f"registry/propose/?token={token}",
        "institutions/", f"institutions/{bank.number}/", "audit/", "audit/?what=revealed", "audit/acts/", "audit/log/",
    ]  # fmt: skip
    return {
        Role.SUPERVISOR: supervisors,
        Role.ADMINISTRATOR: ["institutions/", f"institutions/{bank.number}/", "institutions/connect/"],
    }


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_no_page_has_a_barrier_or_has_to_be_moved_sideways(
    reader: Reader, language: str, theme: str, width: int
) -> None:
    found = list[str]()
    for role, paths in pages().items():
        reader.page.context.clear_cookies()
        reader.log_in(role, language)
        reader.wear(theme)
        reader.page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            reader.open(f"/{language}/{path}")
            found += reader.moved_sideways(*WIDTHS)
            reader.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            found += [f"{path}: {barrier}" for barrier in reader.barriers()]
    assert not found
