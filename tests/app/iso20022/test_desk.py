"""A fraud desk that speaks only ISO 20022 lives through a theft: asked, answering, agreeing, paying back, reporting."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from arasha.app.cli import cli
from arasha.client.handling import (
    Hold,
    HoldAnalysis,
    HoldAnswer,
    Messages,
    NumberedMessage,
    Recall,
    RecallAnswer,
    Refund,
    RefundPaid,
    TheftReport,
    TheftTaken,
)
from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.messages import Investigation
from arasha.interfaces.exchange.iso20022.versions import Message
from tests.client.gateway import MisbehavingGateway, problem, says
from tests.interfaces.exchange.iso20022.letters import AMOUNT, LETTERS, TRANSFERS, transfers
from tests.support.cast import DROP, NOON

HOLD, RECALL, REFUND = "H-000001-4", "R-000001-4", "F-000001-0"
STANDS = Hold(
    reference=HOLD, incident="I-000001-3", account="0" * 32, ground="stolen_received", hop=1, state="held_full",
    amount=AMOUNT, held=AMOUNT, analysis="waiting", requested_at=NOON, due={},
)  # fmt: skip
RECALLED = Recall(reference=RECALL, hold=HOLD, state="rejected", amount=AMOUNT, accepted=0, opened_at=NOON)
PAID = Refund(reference=REFUND, recall=RECALL, state="paid", amount=4_000_000, wanted_at=NOON)
ASKS = {
    "reference": HOLD, "incident": "I-000001-3", "amount": AMOUNT, "account": DROP.account, "code": "7KQ2M-XW04T",
    "answer_due": "2026-11-20T13:00:00+05:00",
}  # fmt: skip


@pytest.fixture
def web() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway() as running:
        yield running


def said(sequence: int, kind: str, data: dict[str, Any]) -> NumberedMessage:
    return NumberedMessage(id=f"msg_{sequence}", sequence=sequence, type=kind, timestamp=NOON, data=data)


def arasha(web: MisbehavingGateway, *words: object) -> Result:
    return CliRunner().invoke(cli, ["iso20022", *map(str, words), "--url", web.url, "--key", "key"])


def collected(web: MisbehavingGateway, folder: Path, *messages: NumberedMessage) -> Result:
    """What `collect` did when the centre had these messages."""
    last = messages[-1].sequence if messages else 0
    web.does(says(Messages(messages=list(messages), next=last, more=False)))
    return arasha(web, "collect", folder, "--institution", "TOSTIKZA")


def letter(folder: Path, message: Message, **changes: object) -> Path:
    """A bank's letter, lying in its folder."""
    group, items = LETTERS[message]
    if items:
        items = [msgspec.structs.replace(items[0], **changes)]
    else:
        group = msgspec.structs.replace(group, **changes)
    path = folder / "letter.xml"
    path.write_bytes(documents.write(group, items))
    return path


def test_requests_are_laid_into_the_folder_as_camt_056_with_the_question_beside_them(
    web: MisbehavingGateway, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    done = collected(web, folder, said(7, "hold.requested", ASKS), said(9, "clock.warning", {"about": HOLD}))
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in folder.iterdir()) == [
        "00000007-hold.requested.json", "00000009-clock.warning.json", f"{HOLD}-analysis.xml", f"{HOLD}.xml", "next",
    ]  # fmt: skip
    request = documents.read(folder / f"{HOLD}.xml")
    (item,) = request.items()
    assert (request.version, request.group.id) == ("camt.056.001.08", "ARASHA-00000007")
    assert item.creditor_account.iban == DROP.account
    assert item.information == ["/ACT/HOLD", "/AMT/150000.00", "/DUE/2026-11-20T13:00:00.000+05:00"]
    question = documents.read(folder / f"{HOLD}-analysis.xml").group
    assert isinstance(question, Investigation)
    assert (question.investigation, question.amount) == (HOLD, AMOUNT)


def test_what_lies_in_the_folder_is_for_its_owner_alone(web: MisbehavingGateway, tmp_path: Path) -> None:
    collected(web, tmp_path, said(7, "hold.requested", ASKS))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_collecting_goes_on_where_it_ended(web: MisbehavingGateway, tmp_path: Path) -> None:
    collected(web, tmp_path, said(7, "hold.requested", ASKS))
    collected(web, tmp_path)
    assert [asked.path.partition("?")[2].split("&")[0] for asked in web.asked] == ["after=0", "after=7"]


def test_an_acceptance_without_an_amount_is_of_all_that_was_asked(web: MisbehavingGateway, tmp_path: Path) -> None:
    collected(web, tmp_path, said(7, "hold.requested", ASKS))
    web.does(says(STANDS))
    yes = letter(tmp_path, Message.RESOLUTION, status="ACCR", amount=0, reason="", information=[])
    done = arasha(web, "answer", yes, "--requests", tmp_path)
    assert done.exit_code == 0, done.output
    assert msgspec.json.decode(done.stdout)["state"] == "held_full"
    asked = web.asked[-1]
    assert asked.path == f"/api/v1/holds/{HOLD}/answer"
    assert msgspec.json.decode(asked.body, type=HoldAnswer) == HoldAnswer(id=f"A-1/{HOLD}", held=AMOUNT, asked=AMOUNT)


def test_a_refusal_of_a_recall_says_its_reason(web: MisbehavingGateway, tmp_path: Path) -> None:
    collected(web, tmp_path, said(8, "recall.opened", {"reference": RECALL, "hold": HOLD, "amount": AMOUNT}))
    assert not (tmp_path / f"{RECALL}-analysis.xml").exists()
    web.does(says(RECALLED))
    no = letter(tmp_path, Message.RESOLUTION, case=RECALL, amount=0)
    assert arasha(web, "answer", no, "--requests", tmp_path).exit_code == 0
    assert web.asked[-1].path == f"/api/v1/recalls/{RECALL}/answer"
    assert msgspec.json.decode(web.asked[-1].body, type=RecallAnswer) == RecallAnswer(
        id=f"A-1/{RECALL}", accepted=0, rejection="no_balance", note="AM04 left at 12:03"
    )


def test_later_is_not_sent(web: MisbehavingGateway, tmp_path: Path) -> None:
    done = arasha(web, "answer", letter(tmp_path, Message.RESOLUTION, status="PDCR"), "--requests", tmp_path)
    assert msgspec.json.decode(done.stdout) == {"reference": HOLD, "pending": True}
    assert web.asked == []


@pytest.mark.parametrize(
    ("case", "says_so"),
    [("H-000009-9", "`collect` it first"), ("../../etc/passwd", "names no request"), ("", "names no request")],
)
def test_an_answer_to_nothing_that_was_asked_is_refused(
    web: MisbehavingGateway, tmp_path: Path, case: str, says_so: str
) -> None:
    group, (item,) = LETTERS[Message.RESOLUTION]
    nobody = {"case_by": type(item.case_by)()} if not case else {}
    item = msgspec.structs.replace(item, case=case, **nobody)
    group = msgspec.structs.replace(group, case="", case_by=type(group.sender)()) if not case else group
    path = tmp_path / "letter.xml"
    path.write_bytes(documents.write(group, [item]))
    done = arasha(web, "answer", path, "--requests", tmp_path)
    assert done.exit_code == 1
    assert says_so in done.output
    assert web.asked == []


def test_a_finding_is_sent_as_the_analysis_of_its_hold(web: MisbehavingGateway, tmp_path: Path) -> None:
    web.does(says(STANDS))
    finding = letter(tmp_path, Message.INVESTIGATION_RESPONSE, authorised=True, words="")
    assert arasha(web, "answer", finding, "--requests", tmp_path).exit_code == 0
    assert web.asked[-1].path == f"/api/v1/holds/{HOLD}/analysis"
    assert msgspec.json.decode(web.asked[-1].body, type=HoldAnalysis).agreed


def test_money_that_was_returned_is_told_as_the_payment_of_its_refund(web: MisbehavingGateway, tmp_path: Path) -> None:
    web.does(says(PAID))
    done = arasha(web, "answer", letter(tmp_path, Message.PAYMENT_RETURN), "--requests", tmp_path)
    assert done.exit_code == 0, done.output
    assert web.asked[-1].path == f"/api/v1/refunds/{REFUND}/paid"
    assert msgspec.json.decode(web.asked[-1].body, type=RefundPaid) == RefundPaid(id=f"R-1/{REFUND}", payment_id="B-1")


def test_a_theft_is_reported_by_the_payment_s_own_message(web: MisbehavingGateway, tmp_path: Path) -> None:
    web.does(says(TheftTaken(id="M-1", reference="C-000001-4", state="received", code="7KQ2M-XW04T")))
    done = arasha(web, "report", letter(tmp_path, Message.CREDIT_TRANSFER), "--situation", "scam", "--language", "ru")
    assert done.exit_code == 0, done.output
    assert msgspec.json.decode(done.stdout)["code"] == "7KQ2M-XW04T"
    report = msgspec.json.decode(web.asked[-1].body, type=TheftReport)
    assert (report.id, report.situation, report.language) == ("M-1", "scam", "ru")
    assert (report.payments[0].payment_id, report.payments[0].amount) == ("P-1", AMOUNT)
    assert report.payments[0].begin == datetime(2026, 11, 19, 7, tzinfo=UTC)


def test_a_report_of_too_many_payments_or_of_another_message_is_refused(
    web: MisbehavingGateway, tmp_path: Path
) -> None:
    many = tmp_path / "many.xml"
    many.write_bytes(documents.write(TRANSFERS, transfers(51)))
    assert "at most 50 payments" in arasha(web, "report", many, "--situation", "scam").output
    other = letter(tmp_path, Message.RESOLUTION)
    assert "reports are pacs.008 and camt.056" in arasha(web, "report", other, "--situation", "scam").output
    assert "answers are camt.029" in arasha(web, "answer", many, "--requests", tmp_path).output


def test_what_the_centre_refuses_is_one_line(web: MisbehavingGateway, tmp_path: Path) -> None:
    web.does(problem(409, "conflict"))
    finding = letter(tmp_path, Message.INVESTIGATION_RESPONSE)
    done = arasha(web, "answer", finding, "--requests", tmp_path)
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: {finding}: the centre says: ")
