"""The page of a drop candidate: why, how money moves, whom a hold would touch; opening it is audited."""

import numpy as np
import pytest

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision, PatternKind, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.models import AccountIdentifier, PatternAccount, Payment, PaymentPattern
from arasha.domains.payments.rules.codes import Shared
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.themes import Theme
from arasha.domains.registry.actions import confirm_entry
from arasha.kernel import clock
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import proposal, propose
from tests.interfaces.workspace.test_account import at_work, minutes
from tests.support.cast import AIGERIM, ALDAR, DANIYAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.people import LogIn
from tests.support.recorded import given, token_of
from tests.support.standing import stands

ADDRESS = f"/en/drops/{token_of(DROP).hex}/"

pytestmark = pytest.mark.usefixtures("db")


def page_of(log_in: LogIn, language: str = "en") -> str:
    answer = log_in(Role.ANALYST).get(ADDRESS.replace("/en/", f"/{language}/"))
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_sentence_says_how_grave_it_is_since_when_and_why(log_in: LogIn) -> None:
    at_work()
    stands(DROP)
    page = page_of(log_in)
    assert "High risk for 1 day: Passes on what comes in; Many strangers pay in." in page
    assert "lead-grave" in page


def test_an_account_against_which_nothing_stands_is_said_to_be_so(log_in: LogIn) -> None:
    given(Verdict.ALLOW, codes=())
    assert "Nothing stands against this account." in page_of(log_in)


def test_every_drawing_has_a_table_as_its_twin(log_in: LogIn) -> None:
    at_work()
    stands(DROP)
    page = page_of(log_in)
    assert page.count("<svg class=") - page.count('<svg class="icon"') - page.count('<svg class="meter"') >= 3
    assert page.count("The same as a table") == 3


def test_every_payment_is_an_arrow_and_a_row_that_leads_to_it(log_in: LogIn) -> None:
    at_work()
    page = page_of(log_in)
    assert page.count('class="shaft shaft-') == 3
    assert page.count('class="shaft shaft-warn"') == 1
    for party in (PENSIONER, NEIGHBOUR, SHOP):
        assert page.count(f'<a href="/en/accounts/{token_of(party).hex}/">') >= 3


def test_no_account_can_be_read_on_it(log_in: LogIn) -> None:
    at_work()
    stands(DROP)
    page = page_of(log_in)
    for party in (DROP, PENSIONER, NEIGHBOUR, SHOP):
        assert party.account not in page
        assert party.account[-6:] not in page


def test_what_a_hold_would_touch_and_how_often_alerts_were_wrong_is_said(log_in: LogIn) -> None:
    at_work()
    wrong, right = given(Verdict.WARN), given(Verdict.WARN)
    review.decide(wrong, Decision.LEGITIMATE, AIGERIM)
    review.decide(right, Decision.FRAUD, AIGERIM)
    answer = log_in(Role.ANALYST).get(ADDRESS)
    held, decided = answer.context["held"], answer.context["decided"]
    assert (held.payers, held.payees, held.amount_out) == (2, 1, 90_000_00)
    assert decided == (2, 1)


def test_opening_it_leaves_an_audit_row(log_in: LogIn) -> None:
    given()
    page_of(log_in)
    look = Look.objects.get()
    assert (look.what, look.subject) == ("opened", f"identifier:{token_of(DROP).hex}")


def test_an_account_that_nobody_asked_about_is_nowhere(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get(f"/en/drops/{token_of(ALDAR.account(9)).hex}/").status_code == 404


def test_only_those_who_may_are_offered_to_propose_it(log_in: LogIn) -> None:
    given()
    stands(DROP, Tier.VERY_HIGH)
    for role, offered in ((Role.ANALYST, True), (Role.PROSECUTOR, False)):
        page = log_in(role).get(ADDRESS).content.decode()
        assert (f"registry/propose/?token={token_of(DROP).hex}" in page) is offered


def test_a_pattern_is_shown_with_the_payments_that_form_it(log_in: LogIn) -> None:
    into = [given(Verdict.ALLOW, debtor=debtor, ago=minutes(ago)) for debtor, ago in ((PENSIONER, 30), (NEIGHBOUR, 20))]
    out = given(Verdict.WARN, debtor=DROP, creditor=SHOP, asker=TOSTIK, ago=minutes(10))
    kind = PatternKind.GATHER_SCATTER
    pattern = PaymentPattern.objects.create(sequence=9_000_001, payment_id=out, kind=kind, members=into, partial=True)
    PatternAccount.objects.create(token=token_of(DROP), pattern=pattern)
    page = page_of(log_in)
    assert "Gathered, then scattered" in page
    assert "more payments belong to it than are shown" in page
    assert page.count('class="shaft shaft-') == 6  # once as the pattern, once among all
    for sequence in (*into, out):
        assert page.count(f'href="/en/payments/{sequence}/"') >= 2


def test_what_the_model_saw_is_told_by_theme(log_in: LogIn) -> None:
    seen = given(Verdict.WARN)
    given(Verdict.WARN)
    features = np.zeros((1, WIDTH), np.int64)
    features[0, F.DROP_SCORE] = 8_310
    why = Theme.PASSED_ON | Theme.STRANGERS << 8
    Payment.objects.filter(sequence=seen).update(why=why, features=group.pack(features))
    answer = log_in(Role.ANALYST).get(ADDRESS)
    ((told, probability, themes),) = answer.context["model_words"]
    assert (told.sequence, told.credit, probability) == (seen, True, "83.1\N{NO-BREAK SPACE}%")
    assert themes == ["Money is passed on soon after it comes", "Strangers pay in, or are paid"]


def test_who_looked_into_it_and_what_he_found_stays_with_it(log_in: LogIn) -> None:
    given()
    stands(DROP)
    browser = log_in(Role.ANALYST)
    empty = browser.post(f"{ADDRESS}review/", {"note": " "})
    assert empty.status_code == 422
    assert "Write what you found, in a sentence." in empty.content.decode()
    assert browser.post(f"{ADDRESS}review/", {"note": "a courier, by the pattern"}).status_code == 302
    page = page_of(log_in)
    assert "a courier, by the pattern" in page
    assert "analyst-of-the-cast" in page


def test_an_account_of_which_nothing_was_seen_cannot_be_looked_into(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).post(f"{ADDRESS}review/", {"note": "nothing"}).status_code == 404


def test_who_shares_a_phone_is_drawn_and_told_and_leads_to_his_page(log_in: LogIn) -> None:
    given()
    entry = propose(proposal())
    confirm_entry(entry.id, DANIYAR)
    for party in (SHOP, DROP):
        AccountIdentifier.objects.create(
            identifier=77,
            account=token_of(party),
            kind=Shared.PHONE,
            first_at=clock.now(),
            last_at=clock.now(),
            payments=4,
        )
    page = log_in(Role.ANALYST).get(f"/en/drops/{token_of(DROP).hex}/").content.decode()
    assert "Who shares a phone, device or address" in page
    assert page.count(f'href="/en/drops/{token_of(SHOP).hex}/"') == 2  # the graph and its twin
    given(creditor=SHOP)
    page = log_in(Role.ANALYST).get(f"/en/drops/{token_of(SHOP).hex}/").content.decode()
    assert "edge edge-refuse" in page.partition('id="shared"')[2]  # the drop is listed
