"""The fraud desk's clients, asynchronous and not: what they ask, and what they make of the answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from arasha.client import (
    AsyncFraudDesk,
    Document,
    FraudDesk,
    HoldDocument,
    Problem,
    Protect,
    Protection,
    ProtectionEnd,
    StolenPayment,
    TheftReport,
    Trusted,
    Victim,
)
from arasha.client import handling as h
from arasha.client.documents import DocumentKept
from arasha.client.handling import Messages, NumberedMessage, Theft, TheftTaken
from arasha.client.hash_lists import HashList, RiceDeltas
from arasha.client.protecting import Protections
from tests.client.gateway import MisbehavingGateway, problem, says, says_bytes

KEY = "arasha_abcdefghjk_secret"
NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
REPORT = TheftReport(
    id="T-1",
    situation="scam",
    payments=[StolenPayment(payment_id="P-1", amount=15_000_000)],
    victim=Victim(phone="+7 701 000 00 00"),
    story="He said that he was from the bank.",
)
TAKEN = TheftTaken(id="T-1", reference="C-000001-4", state="received", code="7KQ2M-X104T")

Call = Callable[[Any], Any]


def synchronously(url: str, call: Call) -> Any:
    with FraudDesk(url, KEY, patience_s=5.0) as desk:
        return call(desk)


def asynchronously(url: str, call: Call) -> Any:
    async def ask() -> Any:
        async with AsyncFraudDesk(url, KEY, patience_s=5.0) as desk:
            return await call(desk)

    with ThreadPoolExecutor(1) as elsewhere:  # this thread may have a loop that runs, a browser's
        return elsewhere.submit(lambda: asyncio.run(ask())).result()


@pytest.fixture(params=[synchronously, asynchronously])
def ask(request: pytest.FixtureRequest) -> Callable[[str, Call], Any]:
    return request.param  # type: ignore[no-any-return]


def test_a_theft_is_reported_and_asked_after(ask: Callable[[str, Call], Any]) -> None:
    theft = Theft(id="T-1", reference="C-000001-4", situation="scam", state="underway", reported_at=NOON)
    with MisbehavingGateway([says(TAKEN), says(theft)]) as web:
        assert ask(web.url, lambda desk: desk.report_theft(REPORT)) == TAKEN
        assert ask(web.url, lambda desk: desk.theft("C-000001-4")) == theft
        told, asked = web.asked
    assert (told.method, told.path) == ("POST", "/api/v1/thefts")
    assert msgspec.json.decode(told.body, type=TheftReport) == REPORT
    assert told.headers["authorization"] == f"Bearer {KEY}"
    assert (asked.method, asked.path) == ("GET", "/api/v1/thefts/C-000001-4")


def test_messages_are_asked_for_from_the_last_one_kept(ask: Callable[[str, Call], Any]) -> None:
    message = NumberedMessage(id="msg_1", sequence=8, type="hold.requested", timestamp=NOON, data={"amount": 1})
    page = Messages(messages=[message], next=8, more=False)
    with MisbehavingGateway([says(page)]) as web:
        assert ask(web.url, lambda desk: desk.messages(after=7, limit=50)) == page
        assert web.asked[0].path == "/api/v1/messages?after=7&limit=50"


HOLD = h.Hold(
    reference="H-000123-3", incident="I-000001-8", account=32 * "a", ground="stolen_received", hop=1,
    state="held_full", amount=1, held=1, analysis="waiting", requested_at=NOON, due={"hold": NOON},
)  # fmt: skip
RECALL = h.Recall(reference="R-1", hold="H-000123-3", state="accepted_full", amount=1, accepted=1, opened_at=NOON)
REFUND = h.Refund(reference="F-1", recall="R-1", state="paid", amount=1, payment_id="P-9", wanted_at=NOON)
REMOVAL = h.Removal(reference="L-1", asked_at=NOON, due_at=NOON)
NOTHING = RiceDeltas(first_value=0, rice_parameter=0, entries_count=-1, encoded_data="")
LIST = HashList(
    name="warn", version=7, partial_update=True, compressed_removals=NOTHING, additions_eight_bytes=NOTHING,
    sha256_checksum="", minimum_wait_s=600, key="", count=0,
)  # fmt: skip
PAPER: Any = {"name": "act.pdf", "media_type": "application/pdf", "content": b"%PDF-1.7 an act"}
SHELTER = Protection(reference="V-1", account=32 * "a", state="active", asked_at=NOON, until=NOON)
KEPT = DocumentKept(id="1", sha256=64 * "a", size=15, kept_at=NOON)
CALLS: list[tuple[Call, Any, str]] = [
    (lambda desk: desk.holds("requested", 3, 5), h.Holds(holds=[HOLD], next=4, more=False),
     "holds?after=3&limit=5&state=requested"),
    (lambda desk: desk.hold("H-000123-3"), HOLD, "holds/H-000123-3"),
    (lambda desk: desk.answer_hold("H-1", h.HoldAnswer(id="1", held=1)), HOLD, "holds/H-1/answer"),
    (lambda desk: desk.analyse_hold("H-1", h.HoldAnalysis(id="1", agreed=True)), HOLD, "holds/H-1/analysis"),
    (lambda desk: desk.answer_recall("R-1", h.RecallAnswer(id="1", accepted=1)), RECALL, "recalls/R-1/answer"),
    (lambda desk: desk.refund_paid("F-1", h.RefundPaid(id="1", payment_id="P-9")), REFUND, "refunds/F-1/paid"),
    (lambda desk: desk.hold_document("H-1", HoldDocument(id="1", **PAPER)), KEPT, "holds/H-1/documents"),
    (lambda desk: desk.theft_document("C-1", Document(id="1", **PAPER)), KEPT, "thefts/C-1/documents"),
    (lambda desk: desk.protect(Protect(id="1", account="KZ1", trusted=Trusted(name="A", phone="1"))), SHELTER,
     "protections"),
    (lambda desk: desk.protections(3, 5), Protections(protections=[SHELTER], next=4, more=False),
     "protections?after=3&limit=5"),
    (lambda desk: desk.protection("V-1"), SHELTER, "protections/V-1"),
    (lambda desk: desk.end_protection("V-1", ProtectionEnd(id="1", trusted_agrees=True)), SHELTER,
     "protections/V-1/end"),
    (lambda desk: desk.hash_list("warn", 7), LIST, "registry/prefixes?list=warn&since=7"),
    (lambda desk: desk.removal_done("L-1", h.RemovalDone(id="1")), REMOVAL, "registry/removals/L-1/confirm"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "answer", "path"), CALLS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_call_goes_to_its_address_and_its_answer_is_read(
    ask: Callable[[str, Call], Any], call: Call, answer: Any, path: str
) -> None:
    with MisbehavingGateway([says(answer)]) as web:
        assert ask(web.url, call) == answer
        assert web.asked[0].path == f"/api/v1/{path}"


def test_what_passes_is_tried_again_and_what_is_refused_is_told(ask: Callable[[str, Call], Any]) -> None:
    with MisbehavingGateway([says_bytes(b"", 503, retry_after="0"), says(TAKEN)]) as web:
        assert ask(web.url, lambda desk: desk.report_theft(REPORT)) == TAKEN
        assert len(web.asked) == 2
        assert web.asked[0].body == web.asked[1].body
    with MisbehavingGateway([problem(409, "conflict", "id")]) as web:
        with pytest.raises(Problem) as refused:
            ask(web.url, lambda desk: desk.report_theft(REPORT))
        assert (refused.value.problem.status, refused.value.problem.field) == (409, "id")
