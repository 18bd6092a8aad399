"""Saying who one is by a digital signature: over the shown text, by one's own key, once, for a quarter of an hour."""

from datetime import timedelta

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client as Browser
from django.test import RequestFactory

from arasha.interfaces.public import identified, signing
from arasha.interfaces.public.identified import Identified, Strength
from arasha.kernel import clock
from arasha.kernel.errors import Forbidden
from arasha.kernel.settings import current
from arasha.kernel.signatures.signer import WrongSignature
from tests.interfaces.public.people import OTHER_IIN, PENSIONER_IIN, at_the_page, challenge_in
from tests.support.ca import Authority, Key, as_base64, usage

pytestmark = pytest.mark.usefixtures("db")

ADDRESS = "/en/help/sign-in/"


@pytest.fixture(autouse=True)
def offered(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page offers signing, because there is an authority."""
    believing = msgspec.structs.replace(current(), trust_anchors=authority.folder)
    monkeypatch.setattr("arasha.interfaces.public.views.sign_in.current", lambda: believing)


def asked(browser: Browser, back: str = "/en/help/status/") -> tuple[str, str]:
    answer = browser.get(ADDRESS, {"next": back})
    assert "wss://127.0.0.1:13579" in answer.headers["Content-Security-Policy"]
    return challenge_in(answer.content.decode())


def seen_as(browser: Browser) -> Identified | None:
    request = HttpRequest()
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    return identified.who(request)


def test_a_signature_names_the_person_and_leads_back(authority: Authority) -> None:
    browser = Browser()
    token, text = asked(browser)
    signature = as_base64(authority.person(PENSIONER_IIN).cms(text.encode())).decode()
    answer = browser.post(ADDRESS, {"challenge": token, "signature": signature, "next": "/en/help/status/"})
    assert answer.headers["Location"] == "/en/help/status/"
    found = seen_as(browser)
    assert found is not None
    assert (found.iin, found.strength) == (PENSIONER_IIN, Strength.SIGNATURE)
    assert len(found.person) == 16


@pytest.mark.parametrize("kind", ["cms", "xml", "detached"])
def test_a_file_signed_elsewhere_is_as_good(authority: Authority, kind: str) -> None:
    browser, key = Browser(), authority.person(PENSIONER_IIN)
    token, text = asked(browser)
    saved = browser.post(f"{ADDRESS}text/", {"challenge": token}).content
    assert saved == text.encode()
    signed = key.xml(text) if kind == "xml" else key.cms(saved, inside=kind == "cms")
    browser.post(ADDRESS, {"challenge": token, "signature_file": SimpleUploadedFile("signed.cms", signed)})
    assert seen_as(browser) is not None


def test_a_log_in_key_is_enough_to_sign_in_but_an_organisation_s_is_not(authority: Authority) -> None:
    for key, good in (
        (authority.person(PENSIONER_IIN, usage=usage(commits=False)), True),
        (authority.person(PENSIONER_IIN, bin="990140000384"), False),
    ):
        browser = Browser()
        token, text = asked(browser)
        browser.post(ADDRESS, {"challenge": token, "signature": as_base64(key.cms(text.encode())).decode()})
        assert (seen_as(browser) is not None) is good


def test_a_signature_of_another_text_is_refused_and_the_reason_said(authority: Authority) -> None:
    browser = Browser()
    token, text = asked(browser)
    signature = as_base64(authority.person(PENSIONER_IIN).cms(text.encode() + b" ")).decode()
    answer = browser.post(ADDRESS, {"challenge": token, "signature": signature})
    assert answer.status_code == 422
    assert "Another text was signed" in answer.content.decode()
    assert seen_as(browser) is None


def test_a_signature_serves_once(authority: Authority) -> None:
    browser = Browser()
    token, text = asked(browser)
    form = {"challenge": token, "signature": as_base64(authority.person(PENSIONER_IIN).cms(text.encode())).decode()}
    assert browser.post(ADDRESS, form).status_code == 302
    thief = Browser()
    assert thief.post(ADDRESS, form).status_code == 422
    assert seen_as(thief) is None


def test_a_text_of_ones_own_making_is_refused(authority: Authority) -> None:
    browser = Browser()
    signature = as_base64(authority.person(PENSIONER_IIN).cms(b"my text")).decode()
    for token in ("", "00", "ab" * 200):
        assert browser.post(ADDRESS, {"challenge": token, "signature": signature}).status_code == 422


def test_a_pass_is_good_for_a_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = at_the_page()
    assert seen_as(browser) is not None
    later = clock.now_us() + clock.to_us(clock.from_us(0) + timedelta(minutes=15, seconds=1))
    monkeypatch.setattr(clock, "now_us", lambda: later)
    assert seen_as(browser) is None


def test_a_changed_pass_is_none() -> None:
    browser = at_the_page()
    browser.cookies[identified.COOKIE] = browser.cookies[identified.COOKIE].value[:-2] + "00"
    assert seen_as(browser) is None


def test_one_can_leave() -> None:
    browser = at_the_page()
    browser.post(f"{ADDRESS}leave/")
    assert seen_as(browser) is None


@pytest.mark.parametrize("back", ["https://elsewhere.invalid/", "//elsewhere.invalid/", "javascript:x", "/\\x.invalid"])
def test_the_way_back_stays_with_us(back: str) -> None:
    assert identified.safe(back) in {"/kk/help/", "/en/help/", "/ru/help/"}


def test_a_stand_in_is_nobody_outside_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Browser().post(f"{ADDRESS}stand-in/", {"iin": PENSIONER_IIN}).status_code == 404
    browser = at_the_page(strength=Strength.STAND_IN)
    assert seen_as(browser) is None
    shown = Browser().get(ADDRESS).content.decode()
    assert "Demonstration" not in shown
    showing = msgspec.structs.replace(current(), demonstration=True)
    monkeypatch.setattr(identified, "current", lambda: showing)
    monkeypatch.setattr("arasha.interfaces.public.views.sign_in.current", lambda: showing)
    assert "Demonstration: be anybody" in Browser().get(ADDRESS).content.decode()
    demo = Browser()
    assert demo.post(f"{ADDRESS}stand-in/", {"iin": "1", "next": "/"}).status_code == 422
    demo.post(f"{ADDRESS}stand-in/", {"iin": PENSIONER_IIN, "name": "Somebody", "next": "/"})
    found = seen_as(demo)
    assert found is not None
    assert found.strength is Strength.STAND_IN


def acting(browser: Browser, **form: object) -> HttpRequest:
    """A request in which the person at the page confirms an act."""
    request: HttpRequest = RequestFactory().post("/en/help/", form)
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    return request


LIFT = "I lift my refusal of credit."


def test_an_act_is_confirmed_by_ones_own_key_over_its_very_text(authority: Authority) -> None:
    browser, key = at_the_page(), authority.person(PENSIONER_IIN)
    ask = identified.challenge(acting(browser), LIFT)
    assert ask.whole.startswith(LIFT + "\n\nArasha · ")
    request = acting(browser, challenge=ask.token, signature=as_base64(key.cms(ask.whole.encode())).decode())
    signed = identified.signed_request(request, LIFT)
    assert signed.signer is not None
    assert (signed.method, signed.signer.iin, signed.text) == ("signature", PENSIONER_IIN, ask.whole)
    with pytest.raises(WrongSignature, match="signed already"):
        identified.signed_request(request, LIFT)


def confirming(browser: Browser, key: Key | None, text: str = LIFT) -> HttpRequest:
    """A request in which a key has signed what the page had shown."""
    ask = identified.challenge(acting(browser), text)
    signature = as_base64(key.cms(ask.whole.encode())).decode() if key else ""
    return acting(browser, challenge=ask.token, signature=signature, stand_in="1")


def test_an_act_is_not_confirmed_by_anything_less(authority: Authority) -> None:
    browser, mine = at_the_page(), authority.person(PENSIONER_IIN)
    for key, text, why in (
        (authority.person(OTHER_IIN), LIFT, "another person's"),
        (authority.person(PENSIONER_IIN, usage=usage(commits=False)), LIFT, "for logging in"),
        (mine, "I lift nothing.", "another text"),
        (None, LIFT, "no signature"),
    ):
        with pytest.raises(WrongSignature, match=why):
            identified.signed_request(confirming(browser, key, text), LIFT)
    request = confirming(browser, mine)
    request.COOKIES = {}
    with pytest.raises(Forbidden):
        identified.signed_request(request, LIFT)


def test_what_was_shown_too_long_ago_is_signed_again(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    request = confirming(at_the_page(), authority.person(PENSIONER_IIN))
    monkeypatch.setattr(signing, "LIVES", timedelta(0))
    stale = confirming(at_the_page(), authority.person(PENSIONER_IIN))
    with pytest.raises(WrongSignature, match="too long ago"):
        identified.signed_request(stale, LIFT)
    assert identified.signed_request(request, LIFT).method == "signature"
