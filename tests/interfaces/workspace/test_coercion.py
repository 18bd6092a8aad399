"""Coerced victims on screen: the bank asks, somebody trusted speaks, a supervisor watches over the term."""

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.models import Protection
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import connected
from tests.support.cast import ALDAR, PENSIONER, TOSTIK
from tests.support.people import LogIn
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")

ASKED = {"account": PENSIONER.account, "trusted_name": "Ainur", "trusted_phone": "+7 701 555 12 34"}


def test_an_officer_asks_for_his_own_bank_and_hears_the_trusted_person(log_in: LogIn) -> None:
    connected(ALDAR)
    officer = log_in(Role.INSTITUTION_OFFICER)
    assert officer.post("/en/coercion/", ASKED | {"institution": ALDAR.code}).status_code == 302
    found = Protection.objects.get()
    assert (found.account, found.institution.code) == (token_of(PENSIONER), TOSTIK.code)
    page = officer.get("/en/coercion/").content.decode()
    assert "Payments wait" in page
    assert "Ainur" not in page
    assert "Ainur" in officer.post(f"/en/coercion/{found.id}/trusted/").content.decode()
    assert Look.objects.get().subject == str(found)
    officer.post(f"/en/coercion/{found.id}/end/", {"how": "trusted"})
    assert Protection.objects.get().state == ProtectionState.ENDED_TRUSTED


def test_nobody_but_a_supervisor_lifts_or_renews(log_in: LogIn) -> None:
    officer = log_in(Role.INSTITUTION_OFFICER)
    officer.post("/en/coercion/", ASKED)
    number = Protection.objects.get().id
    for browser in (officer, log_in(Role.ANALYST)):
        assert browser.post(f"/en/coercion/{number}/renew/").status_code == 403
        assert browser.post(f"/en/coercion/{number}/end/", {"how": "lifted"}).status_code == 403
    supervisor = log_in(Role.SUPERVISOR)
    supervisor.post(f"/en/coercion/{number}/renew/")
    assert Protection.objects.get().renewals == 1
    supervisor.post(f"/en/coercion/{number}/end/", {"how": "lifted"})
    assert Protection.objects.get().state == ProtectionState.ENDED_LIFTED


def test_another_banks_victims_are_not_seen(log_in: LogIn) -> None:
    connected(ALDAR)
    analyst = log_in(Role.ANALYST)
    analyst.post("/en/coercion/", ASKED | {"institution": ALDAR.code})
    assert "ALDARKZA" in analyst.get("/en/coercion/").content.decode()
    officer = log_in(Role.INSTITUTION_OFFICER)
    assert "ALDARKZA" not in officer.get("/en/coercion/").content.decode()
    for what in ("end", "trusted"):
        answer = officer.post(f"/en/coercion/{Protection.objects.get().id}/{what}/", {"how": "trusted"})
        assert answer.status_code == 404


@pytest.mark.parametrize("missing", ["account", "trusted_name", "trusted_phone"])
def test_what_is_missing_is_said(log_in: LogIn, missing: str) -> None:
    answer = log_in(Role.INSTITUTION_OFFICER).post("/en/coercion/", ASKED | {missing: ""})
    assert answer.status_code == 422
    assert f"error_{missing}" in answer.content.decode()
    assert not Protection.objects.exists()


def test_an_account_of_another_bank_is_not_stopped(log_in: LogIn) -> None:
    given(Verdict.ALLOW, codes=())
    answer = log_in(Role.INSTITUTION_OFFICER).post("/en/coercion/", ASKED)
    assert answer.status_code == 422
    assert "error_account" in answer.content.decode()
    assert not Protection.objects.exists()
