"""What lenders and bureaus are told works: the Python of their pages, in order, against a real web."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from arasha.domains.credit.actions import listing
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Claim, Loan, Standing
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel.access.scopes import Scope as KeyScope
from arasha.kernel.log import ledger
from arasha.kernel.references import Letter, reference
from tests.docs.pages import ROOT, blocks
from tests.domains.credit.lending import ESEP, answered
from tests.support.cast import TAZSHA
from tests.support.centre import connect
from tests.support.credit import STUDENT, person_of, token_of

HERE, GATEWAY, KEY = "http://127.0.0.1:8000", "http://127.0.0.1:8001", "arasha_…"


def played(page: str, url: str, key: str, *, without: str = GATEWAY) -> tuple[dict[str, Any], str]:
    """Run a page's Python from top to bottom, what speaks to the gateway apart; its names, and what it printed."""
    names, said = dict[str, Any](), StringIO()
    for block in blocks(ROOT / "docs" / "how-to" / page, "python"):
        if without not in block:
            with redirect_stdout(said):
                exec(compile(block.replace(HERE, url).replace(KEY, key), page, "exec"), names)
    return names, said.getvalue()


@pytest.fixture
def lender(transactional_db: None) -> str:
    return connect(TAZSHA)


def test_a_lender_says_what_it_did_and_answers_what_follows(lender: str, live_server: LiveServer) -> None:
    answered(TAZSHA, token_of(STUDENT), Answer.DENY, application="A-2026-000017")
    names, said = played("connect-a-lender.md", live_server.url, lender)
    names["desk"].close()
    name = reference(Letter.CLAIM, Claim.objects.get().id)
    assert f"A-2026-000017 new against_deny {name}" in said
    assert "A-2026-000018 new None None" in said
    names, said = played("answer-claims.md", live_server.url, lender)
    names["desk"].close()
    assert f"{name} KR-55-1203 against_deny" in said
    assert Claim.objects.get().state == "corrected"


def test_a_bureau_says_what_it_has_and_keeps_the_list(lender: str, live_server: LiveServer, tmp_path: Path) -> None:
    key = connect(ESEP, KeyScope.CREDIT_BUREAU)
    names, said = played("connect-a-bureau.md", live_server.url, key)
    assert said.splitlines() == ["['set']", "['new']"]
    assert Loan.objects.get().contract == "KR-55-1203"
    everything = effects.own(Refused(Scope.ALL))
    Standing.objects.create(person=person_of(STUDENT), effect=everything, change=1, fact=1)
    listing.publish()
    home = names["updated"](tmp_path, str(ledger.signer().verifier))
    assert (home.version, home.says(STUDENT)) == (1, everything)
    names["desk"].close()
