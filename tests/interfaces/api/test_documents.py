"""Documents that banks lay down: sealed, bounded, what they say they are, and only where the bank has a part."""

import hashlib
import json
from typing import Any

import pytest
from msgspec.structs import replace

from arasha.client.documents import LARGEST_DOCUMENT, Document, HoldDocument
from arasha.domains.recovery.actions import appeals
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.models import Evidence, Hold, Incident
from arasha.domains.recovery.queries import files
from arasha.kernel import references
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read
from arasha.kernel.references import Letter
from tests.domains.recovery.stolen import held
from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.replies import said
from tests.interfaces.api.test_thefts import reported
from tests.support.cast import BAITAK
from tests.support.centre import connect
from tests.support.people import LogIn

CONTENT = b"%PDF-1.7 a contract of sale"
PAPER = HoldDocument(id="D-1", name="contract.pdf", media_type="application/pdf", content=CONTENT)
LETTER = Document(id="D-1", name="order.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff a photograph")


@pytest.fixture
def hold(aldar: Desk, tostik: Desk) -> Hold:
    """The drop's money is held at Tostik; Aldar had reported the theft."""
    return held()


def of(hold: Hold) -> str:
    return f"holds/{references.reference(Letter.HOLD, hold.id)}/documents"


def test_a_document_is_kept_sealed_and_its_digest_is_in_the_log(tostik: Desk, hold: Hold) -> None:
    kept = said(tostik.post(of(hold), PAPER))
    assert (kept["id"], kept["sha256"], kept["size"]) == ("D-1", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    row = Evidence.objects.get()
    assert (row.about, row.kind, row.kept_by) == (str(hold), "analysis", "institution:TOSTIKZA")
    assert CONTENT not in bytes(row.content)
    assert files.opened(row.id).content == CONTENT
    assert list(read.about(str(hold)))[-1].fact.kind() == "recovery.evidence_kept"


def test_sent_again_it_is_the_same_document(tostik: Desk, hold: Hold) -> None:
    first, again = (tostik.post(of(hold), PAPER).content for _ in range(2))
    assert first == again
    assert said(tostik.post(of(hold), replace(PAPER, id="D-2")))["sha256"] == json.loads(first)["sha256"]
    assert Evidence.objects.count() == 1
    assert said(tostik.post(of(hold), replace(PAPER, name="other.pdf")), 409)["field"] == "id"


def test_the_victim_s_bank_may_lay_an_act_of_an_authority_to_the_hold(aldar: Desk, hold: Hold) -> None:
    said(aldar.post(of(hold), replace(PAPER, kind="procedural")))
    assert Evidence.objects.get().kind == "procedural"


def test_a_bank_without_a_part_learns_nothing(hold: Hold) -> None:
    baitak = Desk(BAITAK, connect(BAITAK))
    absent = references.reference(Letter.HOLD, hold.id + 1)
    strange, nothing = baitak.post(of(hold), PAPER), baitak.post(f"holds/{absent}/documents", PAPER)
    objecting = baitak.post(of(hold), replace(PAPER, laid_to="objection"))
    assert strange.status_code == nothing.status_code == objecting.status_code == 404
    assert strange.content == nothing.content == objecting.content
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"content": b"<html>"}, "file"),
        ({"media_type": "image/png"}, "file"),
        ({"media_type": "text/html"}, "media_type"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_what_is_no_document_is_refused(tostik: Desk, hold: Hold, changes: dict[str, Any], field: str) -> None:
    assert said(tostik.post(of(hold), replace(PAPER, **changes)), 422)["field"] == field
    assert not Evidence.objects.exists()


def test_five_mebibytes_arrive_and_more_do_not(tostik: Desk, hold: Hold) -> None:
    largest = b"%PDF-" + bytes(LARGEST_DOCUMENT - 5)
    assert said(tostik.post(of(hold), replace(PAPER, content=largest)))["size"] == LARGEST_DOCUMENT
    said(tostik.post(of(hold), replace(PAPER, id="D-2", content=largest + b"x")), 413)
    said(tostik.post(of(hold), replace(PAPER, id="D-3", content=bytes(LARGEST_DOCUMENT * 2))), 413)


def test_to_an_objection_it_is_laid_while_one_waits(tostik: Desk, hold: Hold) -> None:
    said(tostik.post(of(hold), replace(PAPER, laid_to="objection")), 404)
    filed = appeals.file(hold.id, Filing("I sold a stove for it", "kk"), HOLDER)
    said(tostik.post(of(hold), replace(PAPER, laid_to="objection")))
    assert Evidence.objects.get().about == f"appeal:{filed.appeal}"


def test_to_a_report_it_is_laid_once_the_money_is_followed_and_people_of_the_centre_open_it(
    aldar: Desk, tostik: Desk, log_in: LogIn
) -> None:
    reference = reported(aldar)["reference"]
    address = f"thefts/{reference}/documents"
    early = aldar.post(address, LETTER)
    assert (early.status_code, early.headers["Retry-After"]) == (503, "1")
    complaint, incident = references.number(Letter.COMPLAINT, reference), held().incident_id
    Incident.objects.filter(id=incident).update(complaint=complaint)
    said(aldar.post(address, LETTER))
    assert tostik.post(address, LETTER).status_code == 404
    row = Evidence.objects.get()
    assert (row.about, row.kind) == (f"incident:{incident}", "report")
    browser = log_in(Role.ANALYST)
    assert f"/incidents/files/{row.id}/" in browser.get(f"/en/reports/{complaint}/").content.decode()
    assert browser.get(f"/en/incidents/files/{row.id}/").content == LETTER.content
    assert Look.objects.filter(subject=f"incident:{incident}").exists()
