"""The person's page: refusing at once, lifting by signature and time, and everything that is read there."""

import base64
from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser

from arasha.domains.credit.actions import finishing, guardians
from arasha.domains.credit.actions.acting import CLOCK
from arasha.domains.credit.facts.refusing import RefusalState
from arasha.domains.credit.models import Check, Claim, Guardianship, RefusalEvent
from arasha.domains.credit.queries.history import evidence_of
from arasha.domains.credit.queries.refusals import standing
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.interfaces.public import identified
from arasha.interfaces.public.identified import Strength
from arasha.kernel import clock
from arasha.kernel.money import tenge
from arasha.kernel.store import vault
from tests.domains.credit.refusing import (
    APAI,
    CHILD,
    DAUGHTER,
    SON,
    actor,
    cools,
    happened,
    heed,
    in_time,
    letters,
    person,
    portal,
    refuses,
    row,
    trusting,
)
from tests.domains.recovery.stolen import connected
from tests.interfaces.public.forms import page
from tests.interfaces.public.people import at_the_page, challenge_in
from tests.support.ca import Authority
from tests.support.cast import ALDAR

pytestmark = pytest.mark.usefixtures("db")

MINE = "/en/help/credit/mine/"


@pytest.fixture
def apai(db: None) -> Browser:
    """Her browser; she is logged in."""
    return at_the_page(APAI)


def post(browser: Browser, path: str, language: str = "en", **form: Any) -> Any:
    return browser.post(f"/{language}/help/credit/{path}", form)


def signed(browser: Browser, path: str, authority: Authority, iin: str = APAI) -> Any:
    """Sign what a page shows."""
    token, whole = challenge_in(page(browser, f"credit/{path}"))
    signature = base64.b64encode(authority.person(iin, "ОЙДАН АПАЙ").cms(whole.encode())).decode()
    return post(browser, path, challenge=token, signature=signature)


def test_it_is_explained_to_everybody_and_nothing_personal_is_shown_to_nobody() -> None:
    assert "Sign in and refuse" in page(Browser(), "credit/")
    answer = Browser().get(MINE)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/en/help/sign-in/")


def test_two_clicks_refuse_everything(apai: Browser) -> None:
    assert "You do not refuse credit" in page(apai, "credit/mine/")
    answer = post(apai, "mine/refuse/", which="all")
    assert (answer.status_code, answer.headers["Location"]) == (302, MINE)
    assert "being passed to the lenders" in page(apai, "credit/mine/")
    heed()
    shown = page(apai, "credit/mine/")
    assert "You refuse credit" in shown
    assert "all loans" in shown
    assert APAI not in shown


def test_whoever_acts_is_kept_under_seal_so_that_notices_find_him(apai: Browser) -> None:
    to = portal()
    page(apai, "credit/mine/")
    assert vault.kind_of(identified_as(APAI)) == "", "a look keeps nothing"
    post(apai, "mine/refuse/", which="all")
    (notice,) = letters(to)
    assert notice["data"]["iin"] == APAI


def test_a_minor_s_own_page_lifts_nothing() -> None:
    child = at_the_page(CHILD)
    post(child, "mine/refuse/", which="all")
    answer = post(child, "mine/lift/", how_much="whole")
    assert "Only your guardian can lift this refusal." in answer.content.decode()


def test_some_loans_are_refused_and_more_later(apai: Browser) -> None:
    post(apai, "mine/refuse/", which="some", scopes=["remote", "above"], above=str(tenge(200_000)))
    assert standing(person()).refused == Refused(Scope.REMOTE | Scope.ABOVE, tenge(200_000))
    post(apai, "mine/refuse/", which="some", scopes=["micro_lenders"])
    assert Scope.MICRO_LENDERS in standing(person()).refused.scope
    assert "Refuse more" in page(apai, "credit/mine/")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose one of the two."),
        ({"which": "some"}, "Tick at least one kind of loan."),
        ({"which": "some", "scopes": "above"}, "Choose from which sum on."),
        ({"which": "some", "scopes": "above", "above": "1"}, "Choose from which sum on."),
    ],
)
def test_what_is_missing_is_said_at_its_field(apai: Browser, form: dict[str, str], said: str) -> None:
    answer = post(apai, "mine/refuse/", **form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert happened() == []


def test_a_lift_is_signed_and_waits_and_can_be_stopped(apai: Browser, authority: Authority) -> None:
    refuses()
    answer = post(apai, "mine/lift/", how_much="whole")
    assert answer.headers["Location"] == "/en/help/credit/mine/lift/confirm/"
    assert standing(person()).state is RefusalState.LIFT_REQUESTED
    assert signed(apai, "mine/lift/confirm/", authority).headers["Location"] == MINE
    shown = page(apai, "credit/mine/")
    assert "the lift is waiting" in shown
    assert "23 h" in shown
    assert evidence_of(_event("cooling")) is not None
    post(apai, "mine/lift/stop/")
    assert row().state == RefusalState.ACTIVE
    assert "this was stopped" in page(apai, "credit/mine/history/")


def test_another_s_signature_lifts_nothing(apai: Browser, authority: Authority) -> None:
    refuses()
    post(apai, "mine/lift/", how_much="some", scopes="remote")
    answer = signed(apai, "mine/lift/confirm/", authority, iin=SON)
    assert answer.status_code == 422
    assert "another person" in answer.content.decode()
    assert row().state == RefusalState.LIFT_REQUESTED


def test_whoever_hurries_is_named_a_thief_before_anything_is_asked(apai: Browser) -> None:
    refuses()
    shown = page(apai, "credit/mine/lift/")
    assert shown.index("ever asks you to lift") < shown.index('name="how_much"')


def test_less_than_nothing_is_not_lifted(apai: Browser) -> None:
    refuses(wish=Refused(Scope.REMOTE))
    answer = post(apai, "mine/lift/", how_much="some", scopes="micro_lenders")
    assert "Choose less than what is refused now." in answer.content.decode()


def test_who_asked_is_shown_with_the_answer(apai: Browser) -> None:
    lender = connected(ALDAR)
    Check.objects.create(
        sequence=7, group=0, lender=lender, application="A-1", person=person(), at=clock.now(), amount=40_000_000,
        channel=0, product=1, answer=3, reasons=1, effect=1, register=0,
    )  # fmt: skip
    for path in ("credit/mine/", "credit/mine/asked/"):
        shown = page(apai, path)
        assert "Bank ALDARKZA" in shown
        assert "Told that you refuse" in shown
        assert "A-1" not in shown


def test_a_loan_that_was_not_taken_becomes_a_claim(apai: Browser) -> None:
    connected(ALDAR)
    refuses()
    day = clock.on_screen(clock.now()).date()
    loan: dict[str, Any] = {
        "lender": ALDAR.code,
        "amount": "300 000",
        "day": day.day,
        "month": day.month,
        "year": day.year,
    }
    assert post(apai, "mine/claim/", **(loan | {"lender": ""})).status_code == 422
    answer = post(apai, "mine/claim/", **loan)
    assert answer.status_code == 302, answer.content.decode()
    assert Claim.objects.get().person == person()
    shown = page(apai, "credit/mine/")
    assert "The lender must answer" in shown
    assert "300\N{NO-BREAK SPACE}000" in shown


def test_a_trusted_person_is_named_and_the_code_shown_once_where_nobody_can_bring_it(apai: Browser) -> None:
    refuses()
    form = {"name": DAUGHTER.name, "phone": DAUGHTER.phone, "called": DAUGHTER.of}
    assert post(apai, "mine/trusted/", **(form | {"phone": ""})).status_code == 422
    shown = post(apai, "mine/trusted/", **form).content.decode()
    code = shown.partition('<dd class="mono">')[2][:11]
    assert DAUGHTER.name in page(apai, "credit/mine/trusted/")
    assert code not in page(apai, "credit/mine/trusted/")
    daughter = Browser()
    assert post(daughter, "trusted/", code="00000-00000").status_code == 422
    assert post(daughter, "trusted/", code=code.lower().replace("-", " ")).status_code == 302
    assert "asks you to be the trusted person" in page(daughter, "credit/trusted/")
    post(daughter, "trusted/decide/", deed="accept")
    assert "You are the trusted person" in page(daughter, "credit/trusted/")
    assert happened() == ["set", "trusted_invited", "trusted_accepted"]


@pytest.mark.parametrize(("deed", "state"), [("agree", "lift_cooling"), ("object", "active")])
def test_the_trusted_person_decides_on_a_page_of_his_own(deed: str, state: str) -> None:
    code, daughter = trusting(), Browser()
    cools()
    post(daughter, "trusted/", code=code)
    assert "Speak with the person first" in page(daughter, "credit/trusted/")
    post(daughter, "trusted/decide/", deed=deed)
    assert row().state == state
    assert page(daughter, "credit/trusted/")


def test_without_the_code_nobody_decides() -> None:
    trusting()
    cools()
    post(Browser(), "trusted/decide/", deed="agree")
    assert row().state == RefusalState.LIFT_REQUESTED


def test_a_trusted_person_is_released_by_signature_and_stays_if_she_says_so(
    apai: Browser, authority: Authority
) -> None:
    code, daughter = trusting(), Browser()
    assert signed(apai, "mine/trusted/release/", authority).status_code == 302
    assert "is asked no longer from" in page(apai, "credit/mine/trusted/")
    post(daughter, "trusted/", code=code)
    post(daughter, "trusted/decide/", deed="stay")
    assert row().release_at is None


def test_a_parent_acts_for_a_child_once_it_is_confirmed() -> None:
    son = at_the_page(SON)
    assert post(son, "wards/", ground="minor", ward=APAI, document="1").status_code == 422
    assert post(son, "wards/", ground="minor", ward=CHILD, document="АА-000000 ойдан").status_code == 302
    assert "Is being checked" in page(son, "credit/wards/")
    number = Guardianship.objects.get().id
    post(son, f"wards/{number}/")
    assert "You act for your ward" not in page(son, "credit/mine/"), "not confirmed"
    guardians.confirm(number, CLOCK)
    post(son, f"wards/{number}/")
    assert "You act for your ward" in page(son, "credit/mine/")
    post(son, "mine/refuse/", which="all")
    assert row(CHILD).state == RefusalState.ACTIVE
    post(son, "wards/oneself/")
    assert "You do not refuse credit" in page(son, "credit/mine/")
    post(at_the_page(APAI), f"wards/{number}/end/")
    assert Guardianship.objects.get().state == "confirmed", "not hers"
    post(son, f"wards/{number}/end/")
    assert Guardianship.objects.get().state == "ended"


def test_a_log_in_alone_makes_nobody_a_guardian() -> None:
    son = at_the_page(SON, Strength.OIDC)
    assert "sign in with your digital signature" in page(son, "credit/wards/")
    assert post(son, "wards/", ground="minor", ward=CHILD, document="1").status_code == 422


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("state", ["none", "pending", "active", "requested", "cooling", "lifted"])
def test_every_state_has_its_page_in_every_language(apai: Browser, state: str, language: str) -> None:
    if state != "none":
        refuses()
    if state in {"cooling", "lifted"}:
        cools()
    if state == "active":
        heed()
    if state == "requested":
        post(apai, "mine/lift/", how_much="whole")
    if state == "lifted":
        in_time(cooling_until=clock.now())
        finishing.finish_due()
    shown = page(apai, "credit/mine/", language)
    assert f'<html lang="{language}"' in shown
    assert "%(" not in shown
    assert "<script" not in shown


def identified_as(iin: str) -> UUID:
    """The token of somebody who is at the page, and of whom nothing is kept yet."""
    return UUID(bytes=identified.named(iin, "", Strength.SIGNATURE).person)


def _event(what: str) -> Any:
    return RefusalEvent.objects.get(what=what, person=actor().row)
