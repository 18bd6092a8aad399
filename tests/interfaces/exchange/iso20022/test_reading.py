"""Files that are wrong are refused with the place, the line and the remedy, and without repeating what they say."""

from pathlib import Path

import pytest

from arasha.interfaces.exchange.iso20022 import documents, parsing
from arasha.interfaces.exchange.iso20022.messages import CreditTransfer
from arasha.interfaces.exchange.iso20022.versions import Message
from arasha.kernel.errors import Malformed, TooLarge
from tests.interfaces.exchange.iso20022.letters import LETTERS, RECEIVER, TRANSFER, TRANSFERS, transfers
from tests.support.cast import DROP

GOOD = documents.write(TRANSFERS, transfers(3))
ROOT = "/Document/FIToFICstmrCdtTrf"
ITEM = f"{ROOT}/CdtTrfTxInf"
BIC = b"<BICFI>TOSTIKZA</BICFI></FinInstnId></CdtrAgt>"
END = b"</FIToFICstmrCdtTrf>"
VERSION, SPACE = b"pacs.008.001.08", b"urn:iso:std:iso:20022:tech:xsd:"


def refusal(source: bytes | Path) -> Malformed:
    """Why a file is refused."""
    with pytest.raises(Malformed) as caught:
        documents.read(source).items()
    return caught.value


@pytest.mark.parametrize(
    ("was", "becomes", "field", "says"),
    [
        (b'Ccy="KZT"', b'Ccy="USD"', f"{ITEM}/IntrBkSttlmAmt", "line 3: the currency is not KZT"),
        (b">150000.00<", b">150000.001<", f"{ITEM}/IntrBkSttlmAmt", "line 3: the amount has a part of a tiyn"),
        (b">150000.00<", b">150 000<", f"{ITEM}/IntrBkSttlmAmt", "line 3: the value is not of the type"),
        (b' Ccy="KZT"', b"", f"{ITEM}/IntrBkSttlmAmt", "line 3: an attribute is missing"),
        (b"<EndToEndId>E-1</EndToEndId>", b"", f"{ITEM}/PmtId/TxId", "line 3: this element is not expected"),
        (b"<ChrgBr>SLEV</ChrgBr>", b"", f"{ITEM}/Dbtr", "expected is PoolgAdjstmntDt, InstdAmt"),
        (b"<ChrgBr>SLEV", b"<ChrgBr>NONE", f"{ITEM}/ChrgBr", "not one of the codes"),
        (b"<TxId>P-1", b"<TxId>" + b"9" * 36, f"{ITEM}/PmtId/TxId", "longer than allowed (35 characters)"),
        (BIC, BIC.replace(b"TOSTIKZA", b"no"), f"{ITEM}/CdtrAgt/FinInstnId/BICFI", "does not have the form"),
        (b"<Purp><Cd>GP2P</Cd></Purp>", b"<Whatever/>", f"{ITEM}/Whatever", "this element is not expected here"),
    ],
)  # fmt: skip
def test_an_item_that_is_wrong_is_told_with_its_place_and_the_others_are_read(
    was: bytes, becomes: bytes, field: str, says: str
) -> None:
    assert was in GOOD
    first, *others = documents.read(GOOD.replace(was, becomes, 1)).entries
    assert isinstance(first.item, Malformed)
    assert first.item.field == field
    assert says in first.item.detail
    assert [entry.item for entry in others] == transfers(3)[1:]


def test_the_number_of_an_item_and_its_line_stay_right_though_those_before_it_are_forgotten() -> None:
    lines = documents.write(TRANSFERS, transfers(500)).split(b"\n")
    lines[401] = lines[401].replace(b'Ccy="KZT"', b'Ccy="EUR"')
    bad = [entry for entry in documents.read(b"\n".join(lines)).entries if isinstance(entry.item, Malformed)]
    assert [(entry.ordinal, entry.line) for entry in bad] == [(400, 402)]
    assert bad[0].item.field == f"{ITEM}[400]/IntrBkSttlmAmt"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("source", "field", "says"),
    [
        (b"", "/", "line 1: this is not well-formed XML"),
        (b"{}", "/", "not well-formed"),
        (GOOD[:-200], f"{ITEM}[3]/CdtrAcct/Id", "line 5: this is not well-formed XML, or it was cut off"),
        (GOOD.replace(VERSION, b"pacs.008.001.02"), "/Document", "send pacs.008.001.08 or pacs.008.001.10"),
        (GOOD.replace(VERSION, b"pain.001.001.09"), "/Document", "not exchanged here: send one of pacs.008"),
        (GOOD.replace(SPACE, b"urn:x:"), "/Document", "no document of ISO 20022"),
        (b"<html/>", "/html", "no document of ISO 20022"),
        (GOOD.replace(b"<MsgId>M-1</MsgId>", b""), f"{ROOT}/GrpHdr/CreDtTm", "expected is MsgId"),
        (GOOD.replace(b">3</NbOfTxs>", b">4</NbOfTxs>"), f"{ROOT}/GrpHdr/NbOfTxs", "4 transactions, and there are 3"),
        (GOOD.replace(b"FIToFICstmrCdtTrf", b"PmtRtr"), ROOT, "does not begin with GrpHdr"),
        (GOOD.replace(END, b"<Junk/>" + END), f"{ROOT}/Junk", "not expected here"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_as_a_whole_is_told_where_and_what_to_send(source: bytes, field: str, says: str) -> None:
    error = refusal(source)
    assert error.field == field
    assert says in error.detail


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE Document SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE Document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        b"<!DOCTYPE Document>",
        b'<!DOCTYPE Document [<!ENTITY a "ha"><!ATTLIST Document x CDATA "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_document_type_with_or_without_entities_is_refused(declaration: bytes) -> None:
    source = GOOD.replace(b"<Document", declaration + b"<Document", 1).replace(b"thanks", b"&c;", 1)
    assert "document type declaration is refused" in refusal(source).detail


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep = b"<Ustrd>" * 300 + b"</Ustrd>" * 300
    assert "not well-formed" in refusal(GOOD.replace(b"<Ustrd>thanks</Ustrd>", deep, 1)).detail


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.xml"
    file.write_bytes(GOOD)
    monkeypatch.setattr(parsing, "LARGEST", len(GOOD) - 1)
    with pytest.raises(TooLarge, match="split it"):
        documents.read(file)


def test_no_error_repeats_a_value_of_the_file() -> None:
    account = DROP.account.encode()
    for broken in (GOOD.replace(account, account + b"/1"), GOOD.replace(b'Ccy="KZT"', b'Ccy="KZ"')):
        error = refusal(broken)
        assert DROP.account not in error.detail
        assert "'" not in error.detail


def test_comments_instructions_and_other_elements_of_the_schema_are_passed_over() -> None:
    more = b"<!-- c --><?go on?><UltmtDbtr><Nm>Somebody</Nm></UltmtDbtr><Dbtr>"
    assert documents.read(GOOD.replace(b"<Dbtr>", more, 1)).items() == transfers(3)


def test_a_message_in_an_envelope_is_read_with_its_header() -> None:
    header, _ = LETTERS[Message.HEADER]
    inside = [documents.write(header), GOOD]
    parts = b"".join(part.split(b"\n", 1)[1] for part in inside)
    document = documents.read(b'<Any xmlns="urn:x"><Inner>\n' + parts + b"</Inner></Any>")
    assert document.header == header
    assert document.items() == transfers(3)


def test_lines_in_an_envelope_are_those_of_the_file() -> None:
    bad = GOOD.split(b"\n", 1)[1].replace(b'Ccy="KZT"', b'Ccy="USD"', 1)
    (first, *_) = documents.read(b"<Any>\n\n\n" + bad + b"</Any>").entries
    assert first.line == 5
    assert isinstance(first.item, Malformed)
    assert first.item.detail.startswith("line 5:")


def test_a_header_that_names_another_message_is_refused() -> None:
    header, _ = LETTERS[Message.HEADER]
    head = documents.write(header).split(b"\n", 1)[1].replace(b"pacs.008.001.08", b"camt.056.001.08")
    assert "says another message" in refusal(b"<Any>" + head + GOOD.split(b"\n", 1)[1] + b"</Any>").detail


def test_a_large_file_is_read_from_the_disk_piece_by_piece(tmp_path: Path) -> None:
    file = tmp_path / "many.xml"
    file.write_bytes(documents.write(TRANSFERS, transfers(3_000)))
    document = documents.read(file)
    seen = 0
    for entry in document.entries:
        seen += isinstance(entry.item, CreditTransfer)
    assert seen == document.group.count == 3_000


def test_several_cancellations_may_stand_in_one_underlying() -> None:
    group, (item,) = LETTERS[Message.CANCELLATION_REQUEST]
    data = documents.write(group, [item, item]).replace(b"</TxInf></Undrlyg>\n<Undrlyg><TxInf>", b"</TxInf><TxInf>")
    assert documents.read(data).items() == [item, item]


def test_an_agent_is_known_by_its_bank_s_bic() -> None:
    assert RECEIVER.code == "TOSTIKZA"
    assert type(RECEIVER)(bic="TOSTIKZAXXX", member="1").code == "TOSTIKZA"
    assert type(RECEIVER)(member="123").code == "123"
    assert TRANSFER.creditor_account.number == DROP.account
