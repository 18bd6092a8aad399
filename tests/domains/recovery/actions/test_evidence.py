"""Files that are laid down: sealed, counted once, and never what a browser would run."""

import hashlib

import pytest

from arasha.domains.recovery.actions import evidence, holds
from arasha.domains.recovery.actions.evidence import EvidenceKind, File
from arasha.domains.recovery.facts.handling import HoldConfirmed, HoldState
from arasha.domains.recovery.models import Evidence
from arasha.kernel.errors import Malformed, NotFound, TooLarge
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import ALDAR_SAYS, TOSTIK_SAYS, held

PAPER = File(EvidenceKind.PROCEDURAL, "act.pdf", "application/pdf", b"%PDF-1.7 an act")


def test_a_file_is_sealed_and_its_digest_in_the_log(db: None) -> None:
    found = held()
    row = evidence.keep(str(found), PAPER, TOSTIK_SAYS)
    assert row.digest == hashlib.sha256(PAPER.content).hexdigest()
    assert b"an act" not in bytes(Evidence.objects.get().content)
    assert b"act.pdf" not in bytes(Evidence.objects.get().name)
    assert [each.fact.kind() for each in read.about(str(found))][-1] == "recovery.evidence_kept"


def test_the_same_file_is_kept_once(db: None) -> None:
    found = held()
    assert evidence.keep(str(found), PAPER, TOSTIK_SAYS) == evidence.keep(str(found), PAPER, TOSTIK_SAYS)


@pytest.mark.parametrize(
    "file",
    [
        PAPER._replace(media_type="text/html"),
        PAPER._replace(content=b"<html>"),
        PAPER._replace(name=""),
        PAPER._replace(name="x" * 121),
    ],
)
def test_what_is_no_document_is_refused(db: None, file: File) -> None:
    with pytest.raises(Malformed):
        evidence.keep(str(held()), file, TOSTIK_SAYS)


def test_five_mebibytes_are_the_bound(db: None) -> None:
    with pytest.raises(TooLarge):
        evidence.keep(str(held()), PAPER._replace(content=b"%PDF-" + b"x" * 5 * 1024 * 1024), TOSTIK_SAYS)


@pytest.mark.parametrize("about", ["hold:999999", "appeal:1", "person:1", "hold:x"])
def test_there_must_be_something_that_it_is_laid_to(db: None, about: str) -> None:
    with pytest.raises(NotFound):
        evidence.keep(about, PAPER, TOSTIK_SAYS)


def test_a_document_confirms_the_hold_that_it_is_about(db: None) -> None:
    found, other = held(), held(name="second drop")
    row = evidence.keep(str(found), PAPER, ALDAR_SAYS)
    with pytest.raises(Malformed):
        holds.confirm(other.id, row.id, ALDAR_SAYS)
    confirmed = holds.confirm(found.id, row.id, ALDAR_SAYS)
    assert confirmed.state == HoldState.CONFIRMED
    last = list(read.about(str(found)))[-1].fact
    assert isinstance(last, HoldConfirmed)
    assert last.digest == row.digest
