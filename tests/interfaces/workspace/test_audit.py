"""The audit: who looked, what people did, whether the log holds."""

import pytest
from django.test import Client as Browser

from arasha.domains.payments.actions import typologies
from arasha.domains.registry import actions
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from arasha.kernel.log.models import SignedCheckpoint
from arasha.kernel.outbox import read
from tests.domains.registry.entries import propose
from tests.support.cast import DANIYAR, DROP
from tests.support.people import LogIn
from tests.support.recorded import given, token_of
from tests.support.typologies import AUTHOR, draft


@pytest.fixture
def prosecutor(log_in: LogIn) -> Browser:
    return log_in(Role.PROSECUTOR)


def looks(browser: Browser, query: str = "") -> list[str]:
    return [row["look"].subject for row in browser.get(f"/en/audit/{query}").context["rows"]]


def acts(browser: Browser, query: str = "") -> list[str]:
    return [row["fact"].fact.kind() for row in browser.get(f"/en/audit/acts/{query}").context["rows"]]


def test_every_look_is_seen_with_who_what_and_what_for(log_in: LogIn, prosecutor: Browser) -> None:
    sequence = given()
    log_in(Role.ANALYST).get(f"/en/payments/{sequence}/")
    page = prosecutor.get("/en/audit/").content.decode()
    for said in ("analyst-of-the-cast", "Opened", f"Payment {sequence}", "Review of payments"):
        assert said in page


def test_the_address_narrows_the_looks(log_in: LogIn, prosecutor: Browser) -> None:
    sequence, token = given(), token_of(DROP).hex
    log_in(Role.ANALYST).get(f"/en/payments/{sequence}/")
    log_in(Role.SUPERVISOR).get(f"/en/accounts/{token}/")
    log_in(Role.SUPERVISOR).post(f"/en/reveal/{token}/", {"purpose": "appeal"})
    payment, account = f"payment:{sequence}", f"identifier:{token}"
    assert looks(prosecutor) == [account, account, payment]
    assert looks(prosecutor, "?person=analyst-of-the-cast") == [payment]
    assert looks(prosecutor, "?what=revealed&purpose=appeal") == [account]
    assert looks(prosecutor, f"?subject={account}&period=24h") == [account, account]
    assert looks(prosecutor, "?person=nobody") == []


def test_looks_go_on_where_they_ended(log_in: LogIn, prosecutor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arasha.interfaces.workspace.views.audit.PAGE", 2)
    analyst, sequences = log_in(Role.ANALYST), [given() for _ in range(5)]
    for sequence in sequences:
        analyst.get(f"/en/payments/{sequence}/")
    seen, query = list[str](), "?"
    while query:
        seen += looks(prosecutor, query)
        query = prosecutor.get(f"/en/audit/{query}").context["following"]
    assert seen == [f"payment:{sequence}" for sequence in reversed(sequences)]


def test_a_person_is_never_named_by_an_identifier_in_the_audit(log_in: LogIn, prosecutor: Browser) -> None:
    given()
    token = token_of(DROP).hex
    log_in(Role.ANALYST).get(f"/en/accounts/{token}/")
    page = prosecutor.get("/en/audit/").content.decode()
    assert DROP.account not in page
    assert f"Identifier {token[:4]}…{token[-4:]}" in page


def test_what_people_did_is_seen_the_newest_first(prosecutor: Browser) -> None:
    entry = propose()
    actions.confirm_entry(entry.id, DANIYAR)
    given()  # facts of the gateway, which is nobody
    assert acts(prosecutor, "?person=daniyar") == ["registry.entry_confirmed"]
    found = acts(prosecutor)
    assert found.index("registry.entry_confirmed") < found.index("registry.entry_added")
    assert acts(prosecutor, "?act=registry.entry_added") == ["registry.entry_added"]
    assert "payments.screened" not in found


def test_an_act_has_a_receipt_that_proves_it(prosecutor: Browser) -> None:
    (fact,) = read.about(f"entry:{propose().id}")
    assert "Nothing has been changed" in prosecutor.get(f"/en/audit/acts/{fact.sequence}/").content.decode()
    file = prosecutor.get(f"/en/audit/acts/{fact.sequence}.json").content
    assert receipts.verify(receipts.parse(file), ledger.signer().verifier).index == fact.sequence


def test_a_fact_that_no_person_made_has_no_receipt_here(prosecutor: Browser) -> None:
    given()
    (screened,) = read.since(0, ["payments.screened"])
    assert prosecutor.get(f"/en/audit/acts/{screened.sequence}.json").status_code == 404
    assert prosecutor.get("/en/audit/acts/99999.json").status_code == 404


def test_a_sound_log_is_said_to_hold(prosecutor: Browser) -> None:
    for _ in range(3):
        propose()
        ledger.sign_checkpoint()
    page = prosecutor.get("/en/audit/log/").content.decode()
    assert "The log holds" in page
    assert str(ledger.signer().verifier) in page.replace("&#x27;", "'")


def test_a_log_that_was_rewritten_is_said_not_to_hold(prosecutor: Browser) -> None:
    propose()
    first = ledger.sign_checkpoint()
    propose()
    ledger.sign_checkpoint()
    other = first.note.replace(first.note.splitlines()[2], "A" * 43 + "=")
    SignedCheckpoint.objects.filter(size=first.size).update(note=other)
    page = prosecutor.get("/en/audit/log/").content.decode()
    assert "The log does not hold." in page


def test_what_people_did_to_typologies_is_told_and_leads_to_them(prosecutor: Browser) -> None:
    typologies.propose(draft(), AUTHOR)
    typologies.to_shadow("T_LARGE_AT_NIGHT", AUTHOR)
    assert acts(prosecutor)[:2] == ["payments.typology_changed", "payments.typology_proposed"]
    page = prosecutor.get("/en/audit/acts/").content.decode()
    assert "Described a scheme" in page
    assert "/en/typologies/T_LARGE_AT_NIGHT/" in page


def test_an_empty_log_is_said_to_be_empty(log_in: LogIn) -> None:
    assert "has not been signed yet" in log_in(Role.PROSECUTOR).get("/en/audit/log/").content.decode()
