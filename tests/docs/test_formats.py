"""The pages of formats are enough: a reader that knows only them reads a journal and verifies a receipt."""

import json
import re
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arasha.domains.payments.actions.review import decide
from arasha.domains.payments.facts import Decision
from arasha.domains.payments.queries.payments import by_sequence
from arasha.domains.payments.queries.receipts import receipt_of
from arasha.kernel.journal.writer import Journal
from arasha.kernel.log import ledger
from arasha.kernel.outbox import read, receipts
from tests.docs.pages import ROOT
from tests.docs.receipt import check
from tests.support.cast import AIGERIM
from tests.support.recorded import given

JOURNAL = (ROOT / "docs" / "reference" / "journal.md").read_text()
HEADER = struct.Struct(re.findall(r"format\s+`([^`]+)`", JOURNAL)[0])

Seen = tuple[int, int, int, bytes, bool]


def test_a_journal_is_read_by_its_page_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path, 1 << 20)
    journal.write(1, 3, b"three verdicts")
    journal.write(3, 1, b"")
    journal.sync()
    journal.write(2, 2, b"two outcomes")
    journal.sync()
    journal.close()
    (path,) = tmp_path.glob("*.journal")
    assert path.name == "00000000000000000000.journal"
    frames, end = frames_of(path.read_bytes())
    assert not any(path.read_bytes()[end:])
    assert frames == [
        (1, 0, 3, b"three verdicts", False), (3, 3, 1, b"", True), (2, 4, 2, b"two outcomes", False),
    ]  # fmt: skip


def frames_of(data: bytes) -> tuple[list[Seen], int]:
    """Kind, first, rows, payload and joined of each frame, as the page says; and where the last one ends."""
    frames, at = list[Seen](), 0
    while data[at : at + 4] == b"1JRA":
        _, kind, version, rows, length, first, written_at, crc, zero = HEADER.unpack_from(data, at)
        payload = data[at + HEADER.size : at + HEADER.size + length]
        assert crc == zlib.crc32(struct.pack("<HIQqI", kind, rows, first, written_at, length), zlib.crc32(payload))
        assert (version, zero) == (1, 0)
        assert abs(written_at / 1e6 - datetime.now(UTC).timestamp()) < 3600
        frames.append((kind & 0x7FFF, first, rows, payload, bool(kind >> 15)))
        at += -(-(HEADER.size + length) // 8) * 8
    return frames, at


@pytest.mark.django_db
def test_receipts_of_a_verdict_and_of_a_fact_are_verified_by_their_page_alone() -> None:
    sequence, verifier = given(), str(ledger.signer().verifier)
    verdict = by_sequence(sequence)
    assert verdict is not None
    of_verdict = json.loads(receipt_of(verdict).encode())
    check(of_verdict, verifier)
    decide(sequence, Decision.FRAUD, AIGERIM)
    (decided,) = [fact for fact in read.about(f"payment:{sequence}") if fact.fact.kind() == "payments.review_decided"]
    of_fact = json.loads(receipts.receipt_of(decided).encode())
    assert "group" not in of_fact
    check(of_fact, verifier)
    of_verdict["statement"]["score"] += 1
    with pytest.raises(AssertionError):
        check(of_verdict, verifier)
