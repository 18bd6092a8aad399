"""Why is my money held: ground, sum, clocks; an objection with documents, sealed and bounded; reasons that are read."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from arasha.domains.recovery.actions import appeals, holds
from arasha.domains.recovery.actions.holds import new_code
from arasha.domains.recovery.models import Appeal, Evidence, Hold
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from tests.domains.complaints.reports import taken
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, held, hold, works

pytestmark = pytest.mark.usefixtures("db")

ADDRESS = "/en/help/held/"
PDF = b"%PDF-1.7 receipt of Aidar"


def opened(found: Hold) -> Browser:
    """The holder's browser, with reference and code shown."""
    browser = Browser()
    code = new_code(found.id, TOSTIK_SAYS)
    answer = browser.post(ADDRESS, {"reference": reference(Letter.HOLD, found.id), "code": code})
    assert answer.headers["Location"] == ADDRESS, answer.content.decode()
    return browser


def page(browser: Browser, path: str = "", language: str = "en") -> str:
    answer = browser.get(f"/{language}/help/held/{path}")
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.content.decode()


def upload(browser: Browser, content: bytes = PDF, name: str = "receipt.pdf") -> int:
    sent = SimpleUploadedFile(name, content, content_type="application/x-anything")
    return browser.post(f"{ADDRESS}documents/", {"file": sent}).status_code


def test_it_says_what_is_held_by_whom_on_which_ground_and_until_when() -> None:
    found = held()
    shown = page(opened(found))
    assert "Money of this account is held" in shown
    assert "150\N{NO-BREAK SPACE}000" in shown
    assert "Bank TOSTIKZA" in shown
    assert "the stolen money came to this account from the victim" in shown
    assert found.expires_at is not None
    assert found.expires_at.isoformat() in shown
    assert "The hold ends by itself" in shown
    assert " left" in shown


def test_a_part_that_is_held_is_told_beside_what_was_asked() -> None:
    found = hold()
    holds.answer(found.id, holds.Answer(STOLEN // 3), TOSTIK_SAYS)
    shown = page(opened(found))
    assert "50\N{NO-BREAK SPACE}000" in shown
    assert "150\N{NO-BREAK SPACE}000" in shown


def test_it_says_nothing_of_the_victim_or_the_case() -> None:
    found = held()
    for language in ("kk", "ru", "en"):
        shown = page(opened(found), language=language)
        assert "ALDARKZA" not in shown
        assert str(found.account) not in shown
        assert found.account.hex not in shown


def test_before_the_bank_has_answered_there_is_nothing_to_object_to() -> None:
    browser = opened(hold())
    assert "It has not answered yet." in page(browser)
    assert "objection/" not in page(browser)
    assert browser.get(f"{ADDRESS}objection/").headers["Location"] == ADDRESS
    assert browser.get(f"{ADDRESS}documents/").headers["Location"] == ADDRESS


def test_an_objection_is_filed_and_its_clock_is_seen() -> None:
    browser = opened(held())
    answer = browser.post(f"{ADDRESS}objection/", {"text": "Я продал печь."})
    assert answer.headers["Location"] == f"{ADDRESS}documents/"
    appeal = Appeal.objects.get()
    assert (appeal.filed_by, appeal.language) == ("process:public", "en")
    shown = page(browser)
    assert "Waits for a decision" in shown
    assert "Your objection is decided" in shown
    assert appeal.due_at.isoformat() in shown
    assert "Я продал печь" not in shown
    assert browser.get(f"{ADDRESS}objection/").headers["Location"] == f"{ADDRESS}documents/"


def test_an_objection_needs_words() -> None:
    browser = opened(held())
    answer = browser.post(f"{ADDRESS}objection/", {"text": " "})
    assert answer.status_code == 422
    assert "Write why the money is yours." in answer.content.decode()
    assert not Appeal.objects.exists()


def test_the_reasons_of_the_decision_are_read_and_the_money_is_free() -> None:
    found = held()
    browser = opened(found)
    browser.post(f"{ADDRESS}objection/", {"text": "Я продал печь."})
    analyst = works(Role.ANALYST, "aigerim")
    appeals.decide(Appeal.objects.get().id, upheld=True, reasons="The receipt is genuine.", by=analyst)
    shown = page(browser)
    assert "The money is free again" in shown
    assert "Granted: the money is yours" in shown
    assert "The receipt is genuine." in shown


def test_a_rejected_objection_can_be_made_again() -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}objection/", {"text": "Моё."})
    appeals.decide(Appeal.objects.get().id, upheld=False, reasons="No proof.", by=works(Role.ANALYST, "aigerim"))
    shown = page(browser)
    assert "No proof." in shown
    assert f"{ADDRESS}objection/" in shown


@pytest.mark.parametrize("content", [PDF, b"\xff\xd8\xff\xe0jpeg", b"\x89PNG\r\n\x1a\npng"])
def test_documents_are_kept_sealed_and_known_by_their_first_bytes(content: bytes) -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}objection/", {"text": "Моё."})
    assert upload(browser, content, "receipt.exe") == 302
    row = Evidence.objects.get()
    assert row.media_type in {"application/pdf", "image/jpeg", "image/png"}
    assert row.kind == "holder"
    assert row.about == f"appeal:{Appeal.objects.get().id}"
    assert content not in bytes(row.content)
    assert b"receipt" not in bytes(row.name)
    assert f"<li>{row.media_type.split('/')[1].upper()}, " in page(browser, "documents/")


@pytest.mark.parametrize("content", [b"<html><script>", b"MZ\x90", b"PK\x03\x04", b"", b" %PDF-"])
def test_what_a_browser_could_run_is_not_taken_whatever_it_is_called(content: bytes) -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}objection/", {"text": "Моё."})
    assert upload(browser, content, "receipt.pdf") == 422
    assert not Evidence.objects.exists()


def test_a_document_that_is_too_large_is_refused_with_the_bound() -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}objection/", {"text": "Моё."})
    sent = SimpleUploadedFile("big.pdf", PDF + bytes(5 * 1024 * 1024))
    answer = browser.post(f"{ADDRESS}documents/", {"file": sent})
    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.content.decode()
    enormous = SimpleUploadedFile("huge.pdf", PDF + bytes(17 * 1024 * 1024))
    assert "at most 5 MB" in browser.post(f"{ADDRESS}documents/", {"file": enormous}).content.decode()
    assert "Choose a file" in browser.post(f"{ADDRESS}documents/", {}).content.decode()
    assert not Evidence.objects.exists()


def test_a_twenty_first_document_is_not_taken() -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}objection/", {"text": "Моё."})
    statuses = [upload(browser, PDF + bytes([number])) for number in range(21)]
    assert statuses == [302] * 20 + [422]


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("", "", "Write the reference that you were told."),
        ("H-1", "x", "A reference looks like"),
        (reference(Letter.RECALL, 1), "x", "A reference looks like"),
        (reference(Letter.HOLD, 999_999), "ABCDE-FGHJK", "Nothing stands under this reference and code."),
        (reference(Letter.LISTING, 999_999), "ABCDE-FGHJK", "Nothing stands under this reference and code."),
    ],
)
def test_what_does_not_fit_opens_nothing(written: str, code: str, said: str) -> None:
    answer = Browser().post(ADDRESS, {"reference": written, "code": code})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_pass_of_a_report_opens_no_hold() -> None:
    held()
    made, browser = taken(), Browser()
    browser.post("/en/help/status/", {"reference": made.reference, "code": made.code or ""})
    assert "Money of this account" not in page(browser)


def test_it_closes_again() -> None:
    browser = opened(held())
    browser.post(f"{ADDRESS}leave/")
    assert "Why is my money held?" in page(browser)


def test_a_clock_that_has_run_out_is_said_to_be_late(monkeypatch: pytest.MonkeyPatch) -> None:
    found = held()
    browser = opened(found)
    later = clock.now() + timedelta(days=30)
    with monkeypatch.context() as patched:
        patched.setattr("arasha.interfaces.public.views.held.clock.now", lambda: later)
        patched.setattr("arasha.interfaces.public.passes.clock.now_us", lambda: 0)
        assert "clock-late" in page(browser)
