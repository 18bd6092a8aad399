"""A bank's files through the gateway: every payment gets its verdict, and the bank its report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from arasha.app.cli import cli
from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.messages import Statuses
from arasha.interfaces.exchange.iso20022.screening import question
from arasha.interfaces.exchange.iso20022.versions import Message
from tests.client.gateway import MisbehavingGateway, problem
from tests.interfaces.exchange.iso20022.letters import LETTERS, PAYER, RECEIVER, TRANSFERS, transfers
from tests.simulator.gateway import JUDGES, REFUSED
from tests.support.cast import ALDAR, DROP, PENSIONER
from tests.support.door import Door


@pytest.fixture
def gateway() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([JUDGES]) as running:
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five payments, of which one is in another currency."""
    data = documents.write(TRANSFERS, transfers(5)).split(b"\n")
    data[3] = data[3].replace(b'Ccy="KZT"', b'Ccy="USD"')
    path = tmp_path / "pacs008.xml"
    path.write_bytes(b"\n".join(data))
    return path


def arasha(*words: object) -> Result:
    return CliRunner().invoke(cli, ["iso20022", *map(str, words)])


def told(done: Result) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in done.stdout.splitlines()]


def test_every_payment_gets_its_verdict_and_the_others_a_reason(gateway: MisbehavingGateway, file: Path) -> None:
    done = arasha("screen", file, "--url", gateway.url, "--key", "key")
    assert done.exit_code == 0, done.output
    lines = told(done)
    assert [line["transaction"] for line in lines] == [1, 3, 4, 5, 2]
    assert [line["verdict"] for line in lines[:-1]] == ["hold"] * 4
    assert lines[-1]["problem"].startswith("line 4: the currency is not KZT")
    assert "4 payments got a verdict, 1 did not" in done.stderr


def test_the_bank_gets_a_report_that_it_can_read(gateway: MisbehavingGateway, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "pacs002.xml"
    assert arasha("screen", file, "--url", gateway.url, "--key", "key", "--report", out).exit_code == 0
    report = documents.read(out)
    assert isinstance(report.group, Statuses)
    assert (report.group.sender, report.group.receiver) == (RECEIVER, PAYER)
    statuses = report.items()
    assert [each.original.transaction_id for each in statuses] == ["P-1", "P-3", "P-4", "P-5"]
    assert {each.status for each in statuses} == {"PDNG"}
    assert statuses[0].information == ["/VER/hold", "/RSN/LARGE"]


def test_what_the_gateway_refuses_is_told_with_its_number(gateway: MisbehavingGateway, tmp_path: Path) -> None:
    path = tmp_path / "round.xml"
    path.write_bytes(documents.write(TRANSFERS, transfers(2, amount=REFUSED)))
    lines = told(arasha("screen", path, "--url", gateway.url, "--key", "key"))
    assert [line["transaction"] for line in lines] == [1, 2]
    assert "too round a sum" in lines[0]["problem"]


def test_a_gateway_that_does_not_take_the_key_is_one_line(gateway: MisbehavingGateway, file: Path) -> None:
    gateway.does(problem(401, "unauthenticated"))
    done = arasha("screen", file, "--url", gateway.url, "--key", "key")
    assert done.exit_code == 1
    assert "the centre says: " in done.output


def test_only_payments_are_screened(gateway: MisbehavingGateway, tmp_path: Path) -> None:
    path = tmp_path / "camt056.xml"
    path.write_bytes(documents.write(*LETTERS[Message.CANCELLATION_REQUEST]))
    done = arasha("screen", path, "--url", gateway.url, "--key", "key")
    assert done.exit_code == 1
    assert "only payments (pacs.008) are screened, and this is camt.056.001.08" in done.output


def test_reading_shows_what_a_file_says_and_gives_nobody_away(file: Path) -> None:
    done = arasha("read", file)
    group, first, second, *_ = told(done)
    assert (group["message"], group["group"]["id"]) == ("pacs.008.001.08", "M-1")
    assert (first["line"], first["item"]["transaction_id"]) == (3, "P-1")
    assert second["field"] == "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/IntrBkSttlmAmt"
    assert PENSIONER.account not in done.output
    assert DROP.account not in done.output


def test_reading_shows_the_header_too(tmp_path: Path) -> None:
    header, _ = LETTERS[Message.HEADER]
    parts = [documents.write(header), documents.write(TRANSFERS, transfers(1))]
    path = tmp_path / "envelope.xml"
    path.write_bytes(b"<Any>" + b"".join(part.split(b"\n", 1)[1] for part in parts) + b"</Any>")
    assert told(arasha("read", path))[0]["header"]["message_name"] == "pacs.008.001.08"


def test_checking_says_that_a_file_is_in_order_or_where_it_is_not(file: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.xml"
    good.write_bytes(documents.write(*LETTERS[Message.RESOLUTION]))
    done = arasha("check", good, file)
    assert done.exit_code == 1
    assert f"{good}: camt.029.001.09, 1 items, in order" in done.output
    assert f"{file}: line 4: the currency is not KZT" in done.output
    assert "(/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/IntrBkSttlmAmt)" in done.output


def test_the_gateway_takes_a_file_and_the_same_question_in_json_for_one(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(documents.write(TRANSFERS, transfers(1)))
    words = ("screen", path, "--url", door.url, "--key", door.keys[ALDAR.code])
    (first,), (again,) = told(arasha(*words)), told(arasha(*words))
    with door.client(ALDAR) as client:
        asked = client.screen(question(transfers(1)[0], TRANSFERS))  # type: ignore[arg-type]
    assert first == again
    assert (first["id"], first["sequence"], first["receipt"]) == (asked.id, asked.sequence, asked.receipt)
    assert not first["degraded"]
