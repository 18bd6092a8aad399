"""Nothing leaves the house that its schema would not take."""

import msgspec
import pytest
from lxml import etree

from arasha.interfaces.exchange.iso20022 import documents, schemas
from arasha.interfaces.exchange.iso20022.messages import Agent, CreditTransfer, Party
from arasha.interfaces.exchange.iso20022.versions import VERSIONS, Message
from arasha.kernel.errors import Malformed
from tests.interfaces.exchange.iso20022.letters import LETTERS, TRANSFER, TRANSFERS

ITEM = "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf"


@pytest.mark.parametrize(("message", "version"), [(message, each) for message, of in VERSIONS.items() for each in of])
def test_what_is_written_is_of_its_schema(message: Message, version: str) -> None:
    assert schemas.whole(version).validate(etree.fromstring(documents.write(*LETTERS[message], version)))


def test_a_message_is_written_in_its_usual_version_unless_another_is_asked_for() -> None:
    assert b"xsd:camt.056.001.08" in documents.write(*LETTERS[Message.CANCELLATION_REQUEST])
    assert b"xsd:camt.056.001.12" in documents.write(*LETTERS[Message.CANCELLATION_REQUEST], "camt.056.001.12")


def test_a_version_that_is_not_spoken_is_not_written() -> None:
    with pytest.raises(Malformed, match=r"send camt\.056\.001\.08 or"):
        documents.write(*LETTERS[Message.CANCELLATION_REQUEST], "camt.056.001.01")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_to_end_id": ""}, f"{ITEM}/PmtId/TxId"),
        ({"amount": 0}, f"{ITEM}/AccptncDtTm"),
        ({"uetr": "1"}, f"{ITEM}/PmtId/UETR"),
        ({"debtor_agent": Agent()}, f"{ITEM}/CdtrAgt"),
        ({"debtor": Party(person="1", organisation="2")}, f"{ITEM}/Dbtr/Id/PrvtId"),
        ({"remittance": ["\x00"]}, "RmtInf/Ustrd"),
        ({"amount": -1}, "IntrBkSttlmAmt"),
    ],
)
def test_what_the_schema_would_not_take_is_refused_with_its_place(changes: dict[str, object], field: str) -> None:
    item: CreditTransfer = msgspec.structs.replace(TRANSFER, **changes)
    with pytest.raises(Malformed) as caught:
        documents.write(TRANSFERS, [item])
    assert caught.value.field == field


def test_a_message_without_payments_is_refused_where_one_is_needed() -> None:
    with pytest.raises(Malformed, match="needs at least one"):
        documents.write(TRANSFERS, [])


def test_a_request_without_payments_is_refused_by_its_schema() -> None:
    with pytest.raises(Malformed, match="something is missing inside this element: add CtrlData, Undrlyg"):
        documents.write(LETTERS[Message.CANCELLATION_REQUEST][0], [])
