"""The screens of credit: claims decided and answered, the league of lenders, contradictions of bureaus, one person."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client as Browser

from arasha.domains.credit.actions import claims, lent, marks
from arasha.domains.credit.actions.claims import Dispute
from arasha.domains.credit.actions.lent import Told
from arasha.domains.credit.facts.lending import ClaimState, DisputeReason, LoanSource
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import BureauRecord, Claim, Conflict, Standing
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope, own
from arasha.kernel import clock
from arasha.kernel.access.models import Institution, Look, Person
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read
from arasha.kernel.references import Letter, reference
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, answered, by, connected, iin_of, person_of, said_of
from tests.support.cast import TAZSHA, TOSTIK, Bank
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def void(bank: Bank = TAZSHA, order: int = 1) -> Claim:
    """A lender lent although it was told to refuse, and says so."""
    connected(bank)
    person = person_of(order)
    check = answered(bank, person, Answer.DENY)
    told = Told(bank.code, f"K-{order}", person, 30_000_000, clock.now(), check.application)
    with transaction.atomic():
        (taken,) = lent.take([told], LoanSource.LENDER, by(bank))
    assert taken.claim is not None
    return taken.claim


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_supervisor_decides_a_disputed_claim_with_reasons(log_in: LogIn) -> None:
    claim, daniyar = void(), log_in(Role.SUPERVISOR)
    claims.dispute(claim.id, Dispute(DisputeReason.NOT_LENT, note="no money left us"), by(TAZSHA))
    path = f"/en/credit/claims/{claim.id}/"
    assert reference(Letter.CLAIM, claim.id) in text(daniyar, "/en/credit/")
    page = text(daniyar, path)
    assert "no money left us" in page
    assert "Do not lend" in page
    assert iin_of(1) not in page
    assert Look.objects.filter(subject=str(claim)).exists()
    wrong = daniyar.post(f"{path}decide/", {"how": "uphold", "reasons": " "})
    assert (wrong.status_code, b'href="#id_reasons"' in wrong.content) == (422, True)
    daniyar.post(f"{path}decide/", {"how": "uphold", "reasons": "the register says otherwise"})
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == (ClaimState.UPHELD, "person:supervisor-of-the-cast")
    assert "the register says otherwise" in text(daniyar, path)
    assert "data-decide" not in text(daniyar, path)
    (decided,) = (each for each in read.about(str(claim)) if each.fact.kind() == "credit.claim_decided")
    assert text(daniyar, f"{path}facts/{decided.sequence}/")
    assert daniyar.get(f"{path}facts/999999/").status_code == 404
    assert "Decided whether a loan is void" in text(daniyar, "/en/audit/acts/")


def test_others_read_and_decide_nothing(log_in: LogIn) -> None:
    claim = void()
    claims.dispute(claim.id, Dispute(DisputeReason.OTHER), by(TAZSHA))
    for role in (Role.ANALYST, Role.PROSECUTOR):
        assert "data-decide" not in text(log_in(role), f"/en/credit/claims/{claim.id}/")


def test_a_receipt_about_somebody_else_is_pointed_out(log_in: LogIn) -> None:
    claim = void()
    other = answered(TAZSHA, person_of(2), Answer.ALLOW)
    claims.dispute(claim.id, Dispute(DisputeReason.ASKED, application=other.application), by(TAZSHA))
    assert "It is about another person" in text(log_in(Role.SUPERVISOR), f"/en/credit/claims/{claim.id}/")


def test_an_officer_sees_and_answers_his_own_bank_s_claims_alone(log_in: LogIn) -> None:
    officer, ours, theirs = log_in(Role.INSTITUTION_OFFICER), void(TOSTIK), void(TAZSHA, 2)
    page = text(officer, "/en/own/claims/")
    assert reference(Letter.CLAIM, ours.id) in page
    assert reference(Letter.CLAIM, theirs.id) not in page
    assert officer.get(f"/en/own/claims/{theirs.id}/").status_code == 404
    assert officer.post(f"/en/own/claims/{theirs.id}/act/", {"how": "write_off"}).status_code == 404
    path = f"/en/own/claims/{ours.id}/"
    wrong = officer.post(f"{path}act/", {"how": "dispute", "reason": "asked", "note": "see it"})
    assert (wrong.status_code, b'href="#id_application"' in wrong.content) == (422, True)
    assert b"see it" in wrong.content
    officer.post(f"{path}act/", {"how": "dispute", "reason": "not_refused"})
    ours.refresh_from_db()
    assert ours.state == ClaimState.DISPUTED
    officer.post(f"{path}act/", {"how": "write_off"})
    ours.refresh_from_db()
    assert ours.state == ClaimState.CORRECTED, "there is no bureau that would have to correct anything"


def test_a_bureau_s_officer_strikes_loans(log_in: LogIn) -> None:
    officer = log_in(Role.INSTITUTION_OFFICER)
    Person.objects.filter(username="officer-of-the-cast").update(institution=connected(ESEP))
    claim = void()
    claims.write_off(claim.id, by(TAZSHA))
    assert reference(Letter.CLAIM, claim.id) in text(officer, "/en/own/claims/")
    officer.post(f"/en/own/claims/{claim.id}/correct/", {"said": "corrected"})
    assert BureauRecord.objects.get().said == "corrected"
    assert "Nothing is to be struck" in text(officer, "/en/own/claims/")


def test_the_league_puts_the_worst_first_and_leads_to_its_loans(log_in: LogIn) -> None:
    void()
    good = answered(TOSTIK, person_of(2), Answer.ALLOW)
    stranger = Told("nobody's lender", "K-9", person_of(3), 1_000_000, clock.now())
    with transaction.atomic():
        lent.take(
            [Told(TOSTIK.code, "K-2", person_of(2), 1, clock.now(), good.application)], LoanSource.LENDER, by(TOSTIK)
        )
    lent.report([stranger], by(ESEP))
    analyst = log_in(Role.ANALYST)
    page = text(analyst, "/en/credit/lenders/")
    assert page.index(TAZSHA.names["en"]) < page.index(TOSTIK.names["en"])
    assert "not connected" in page
    assert '<svg class="plot"' in page
    one = text(analyst, "/en/credit/lenders/one/?code=TAZSHAKZ")
    assert "Lent although told to refuse" in one
    assert text(analyst, "/en/credit/lenders/one/?code=nobody%27s+lender")
    assert analyst.get("/en/credit/lenders/one/?code=unheard+of").status_code == 404


def test_a_supervisor_settles_what_registers_contradict(log_in: LogIn) -> None:
    person, now = person_of(), clock.now()
    said_of(person, own(Refused(Scope.ALL)), now - timedelta(days=9))
    said_of(person, effects.NOTHING, now - timedelta(days=1))
    marks.take(connected(ESEP), [marks.Told(person, Scope.ALL, 0, now - timedelta(days=5))], by(ESEP))
    conflict = Conflict.objects.get()
    assert "settle/" not in text(log_in(Role.ANALYST), "/en/credit/bureaus/")
    daniyar = log_in(Role.SUPERVISOR)
    assert "settle/" in text(daniyar, "/en/credit/bureaus/")
    daniyar.post(f"/en/credit/bureaus/{conflict.id}/settle/", {"how": "overrule"})
    conflict.refresh_from_db()
    assert conflict.settlement == "overruled"
    again = daniyar.post(f"/en/credit/bureaus/{conflict.id}/settle/", {"how": "stands"}, follow=True)
    assert "nothing has changed" in again.content.decode()


def test_a_person_is_found_by_the_number_which_stands_in_no_address(log_in: LogIn) -> None:
    analyst, person = log_in(Role.ANALYST), person_of()
    Standing.objects.create(person=as_uuid(person), effect=own(Refused(Scope.REMOTE)), change=1, fact=1)
    said_of(person, own(Refused(Scope.REMOTE)), clock.now())
    answered(TAZSHA, person, Answer.DENY)
    found = analyst.post("/en/credit/people/", {"iin": iin_of(1)})
    assert (found.status_code, found.headers["Location"]) == (302, f"/en/credit/people/{person.hex()}/")
    page = text(analyst, found.headers["Location"])
    assert "loans over the internet" in page
    assert TAZSHA.names["en"] in page
    assert iin_of(1) not in page
    looked = set(Look.objects.values_list("what", flat=True))
    assert looked == {"searched", "opened"}
    wrong = analyst.post("/en/credit/people/", {"iin": "470315400011"})
    assert (wrong.status_code, b"look for a slip" in wrong.content) == (422, True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_speaks_the_reader_s_language(log_in: LogIn, language: str) -> None:
    claim, daniyar = void(), log_in(Role.SUPERVISOR)
    for path in ("", f"claims/{claim.id}/", "lenders/", "lenders/one/?code=TAZSHAKZ", "bureaus/", "people/"):
        page = text(daniyar, f"/{language}/credit/{path}")
        assert ("waits for" in page or "Lender" in page or "One person" in page) == (language == "en"), path
    assert Institution.objects.filter(code=TAZSHA.code).exists()
