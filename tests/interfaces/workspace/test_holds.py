"""Holds on screen: the centre decides, the prosecutor sanctions, an officer answers for his own bank alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from arasha.domains.payments.facts import Verdict as Screened
from arasha.domains.recovery.actions import analysis
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.facts.handling import AnalysisState, HoldState
from arasha.domains.recovery.facts.returning import RecallState, RefundState
from arasha.domains.recovery.models import Evidence, Hold, Recall, Refund
from arasha.domains.recovery.queries import handling
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.references import Letter, reference
from tests.domains.recovery.stolen import (
    FORTUNE,
    STOLEN,
    TOSTIK_SAYS,
    claims,
    held,
    hold,
    incident,
    move,
    wanted,
)
from tests.domains.recovery.stolen import request as ask
from tests.support.cast import DROP
from tests.support.people import LogIn
from tests.support.recorded import given

pytestmark = pytest.mark.usefixtures("db")


def agreed(amount: int = STOLEN) -> Hold:
    return analysis.answer(held(amount).id, Verdict(agreed=True), TOSTIK_SAYS)


def act(browser: Browser, of: Hold, what: str, **typed: object) -> int:
    own = "own/" if browser.get("/en/").status_code == 302 else "incidents/"
    return browser.post(f"/en/{own}holds/{of.id}/act/", {"act": what, **typed}).status_code


def test_the_queue_of_an_institution(log_in: LogIn) -> None:
    asked = hold()
    browser = log_in(Role.ANALYST)
    number = asked.institution_id
    assert (
        reference(Letter.HOLD, asked.id) in browser.get(f"/en/incidents/holds/?institution={number}").content.decode()
    )
    assert "No hold here" in browser.get(f"/en/incidents/holds/?institution={number}&view=held").content.decode()


def test_an_analyst_lets_go_with_a_reason(log_in: LogIn) -> None:
    found, browser = held(), log_in(Role.ANALYST)
    assert act(browser, found, "release", reason=" ") == 422
    assert act(browser, found, "release", reason="mistaken") == 302
    assert Hold.objects.get().state == HoldState.RELEASED


def test_above_the_threshold_the_first_proposes_and_the_second_does(log_in: LogIn) -> None:
    found = held(FORTUNE)
    act(log_in(Role.ANALYST), found, "release", reason="mistaken")
    supervisor = log_in(Role.SUPERVISOR)
    assert (
        "would let it go; a second person decides"
        in supervisor.get(f"/en/incidents/holds/{found.id}/").content.decode()
    )
    act(supervisor, found, "release", reason="so it is")
    assert Hold.objects.get().state == HoldState.RELEASED


def test_from_the_recall_to_the_victim(log_in: LogIn) -> None:
    found, analyst, officer = agreed(), log_in(Role.ANALYST), log_in(Role.INSTITUTION_OFFICER)
    act(analyst, found, "recall")
    prosecutor = log_in(Role.PROSECUTOR)
    assert "Sanction the return" in prosecutor.get(f"/en/incidents/holds/{found.id}/").content.decode()
    prosecutor.post(f"/en/incidents/holds/{found.id}/sanction/", {"how": "sanction"})
    assert Recall.objects.get().state == RecallState.SANCTIONED
    assert "has sanctioned the return" in officer.get(f"/en/own/holds/{found.id}/").content.decode()
    act(officer, found, "return", how="all")
    refund = Refund.objects.get()
    act(officer, found, "paid", refund=refund.id, payment_id="R-77")
    act(analyst, found, "close", refund=refund.id)
    assert Refund.objects.get().state == RefundState.CLOSED


def test_a_sanction_is_refused_with_a_reason(log_in: LogIn) -> None:
    found = agreed()
    act(log_in(Role.ANALYST), found, "recall")
    prosecutor = log_in(Role.PROSECUTOR)
    address = f"/en/incidents/holds/{found.id}/sanction/"
    assert prosecutor.post(address, {"how": "decline"}).status_code == 422
    prosecutor.post(address, {"how": "decline", "reason": "no case"})
    assert Hold.objects.get().state == HoldState.RELEASED


def test_an_officer_answers_for_his_bank(log_in: LogIn) -> None:
    asked, officer = hold(), log_in(Role.INSTITUTION_OFFICER)
    page = officer.get(f"/en/own/holds/{asked.id}/").content.decode()
    assert "and nothing beyond it" in page
    assert act(officer, asked, "answer", how="part", held="12 000,50") == 302
    assert Hold.objects.get().held == 1_200_050
    act(officer, asked, "analyse", how="agree")
    assert Hold.objects.get().analysis == AnalysisState.AGREED


@pytest.mark.parametrize("typed", ["", "abc", "1,5", "-5", "999 999 999", "1e5"])
def test_an_amount_that_cannot_be_comes_back_with_the_reason(log_in: LogIn, typed: str) -> None:
    asked, officer = hold(), log_in(Role.INSTITUTION_OFFICER)
    answer = officer.post(f"/en/own/holds/{asked.id}/act/", {"act": "answer", "how": "part", "held": typed})
    assert answer.status_code == 422
    assert "Hold at most what was asked" in answer.content.decode()


def test_an_officer_sees_his_own_banks_holds_and_nothing_else(log_in: LogIn) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "neighbour", 300)
    [theirs] = ask(of, wanted("neighbour", {claim.id: 300}, institution="ALDARKZA"))
    ours, officer = hold(), log_in(Role.INSTITUTION_OFFICER)
    page = officer.get("/en/own/holds/").content.decode()
    assert reference(Letter.HOLD, ours.id) in page
    assert reference(Letter.HOLD, theirs.id) not in page
    assert officer.get(f"/en/own/holds/{theirs.id}/").status_code == 404
    assert act(officer, theirs, "answer", how="all") == 404
    assert officer.get(f"/en/incidents/holds/{ours.id}/").status_code == 403
    assert officer.get("/en/").headers["Location"] == "/en/own/holds/"


def test_an_officer_may_not_decide_what_is_the_centres(log_in: LogIn) -> None:
    found, officer = held(), log_in(Role.INSTITUTION_OFFICER)
    for what in ("release", "recall", "confirm", "cancel"):
        assert act(officer, found, what, reason="we would like to") == 422
    assert Hold.objects.get().state == HoldState.HELD_FULL


def test_the_centre_writes_down_what_a_bank_says_by_telephone(log_in: LogIn) -> None:
    asked = hold()
    act(log_in(Role.ANALYST), asked, "answer", how="none", refusal="legal_bar")
    assert (Hold.objects.get().state, Hold.objects.get().refusal) == (HoldState.REFUSED, "legal_bar")


def test_the_holders_code_is_shown_once(log_in: LogIn) -> None:
    asked, officer = hold(), log_in(Role.INSTITUTION_OFFICER)
    act(officer, asked, "code")
    page = officer.get(f"/en/own/holds/{asked.id}/").content.decode()
    code = page.split('Code: <span class="mono">')[1].split("<")[0]
    assert handling.opened(reference(Letter.HOLD, asked.id), code) == asked
    assert code not in officer.get(f"/en/own/holds/{asked.id}/").content.decode()


def test_a_document_is_laid_down_opened_with_an_audit_row_and_confirms(log_in: LogIn) -> None:
    found, browser = held(), log_in(Role.ANALYST)
    paper = SimpleUploadedFile("act.pdf", b"%PDF-1.7 an act", "application/pdf")
    assert act(browser, found, "file", file=paper, kind="procedural") == 302
    row = Evidence.objects.get()
    answer = browser.get(f"/en/incidents/files/{row.id}/")
    assert answer.content == b"%PDF-1.7 an act"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Look.objects.filter(subject=f"hold:{found.id}").exists()
    act(browser, found, "confirm", evidence=row.id)
    assert Hold.objects.get().state == HoldState.CONFIRMED


def test_what_is_no_document_is_not_taken(log_in: LogIn) -> None:
    found, browser = held(), log_in(Role.ANALYST)
    page = SimpleUploadedFile("page.html", b"<script>", "text/html")
    assert act(browser, found, "file", file=page) == 422
    assert not Evidence.objects.exists()


def test_the_account_is_masked_for_the_centre_and_named_to_its_own_bank(log_in: LogIn) -> None:
    given(Screened.ALLOW)
    asked, name = hold(), read(Kind.IBAN, DROP.account)
    analysts = log_in(Role.ANALYST).get(f"/en/incidents/holds/{asked.id}/").content.decode()
    officers = log_in(Role.INSTITUTION_OFFICER).get(f"/en/own/holds/{asked.id}/").content.decode()
    assert (name.mask in analysts, name.display in analysts, name.display in officers) == (True, False, True)


def test_what_is_wrong_leads_to_its_field(log_in: LogIn) -> None:
    asked, officer = hold(), log_in(Role.INSTITUTION_OFFICER)
    answer = officer.post(f"/en/own/holds/{asked.id}/act/", {"act": "answer", "how": "part", "held": "much"})
    page = answer.content.decode()
    assert 'href="#id_held"' in page
    assert 'aria-describedby="error_held"' in page


def test_the_centre_has_three_verbs_and_the_telephone_folded(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get(f"/en/incidents/holds/{hold().id}/").content.decode()
    assert '<details class="step card"><summary>The institution telephoned' in page
