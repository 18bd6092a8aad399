"""The mail of the tests: the pensioner's payment to the drop, and what the centre and the banks write about it."""

from datetime import date
from typing import Any

import msgspec

from arasha.interfaces.exchange.iso20022.messages import (
    Account,
    Agent,
    Cancellation,
    Cancellations,
    CreditTransfer,
    CreditTransfers,
    Finding,
    Header,
    Investigation,
    Item,
    Original,
    Party,
    Resolution,
    Resolutions,
    Return,
    Returns,
    Status,
    Statuses,
)
from arasha.interfaces.exchange.iso20022.versions import Message
from tests.support.cast import ALDAR, DROP, NOON, PENSIONER, TOSTIK

CENTRE, PAYER, RECEIVER = Agent(bic="ARASKZKA"), Agent(bic=ALDAR.code), Agent(bic=TOSTIK.code)
DAY = date(2026, 11, 20)
UETR = "eb6305c9-1f7f-49de-aed0-16487c27b42d"
AMOUNT = 15_000_000
NAMES: dict[str, Any] = {"end_to_end_id": "E-1", "transaction_id": "P-1", "uetr": UETR}
PLACE: dict[str, Any] = {"message_id": "M-1", "message_name": "pacs.008.001.08", **NAMES}
SPOKEN_OF = Original(**PLACE)
SETTLED = Original(**PLACE, amount=AMOUNT, settled=DAY)

TRANSFERS = CreditTransfers(id="M-1", created=NOON, settled=DAY, sender=PAYER, receiver=RECEIVER)
TRANSFER = CreditTransfer(
    **NAMES,
    amount=AMOUNT,
    accepted=NOON,
    category="CASH",
    debtor=Party(name="Зейнеткер & Ұл <1950>", person="500101300004", mobile="+7-7015550011"),
    debtor_account=Account(iban=PENSIONER.account),
    debtor_agent=PAYER,
    creditor_agent=RECEIVER,
    creditor=Party(name="Drop", person="990101300001"),
    creditor_account=Account(iban=DROP.account),
    purpose="GP2P",
    remittance=["for the \u201csafe account\u201d", "thanks"],
)

LETTERS: dict[Message, tuple[Any, list[Any]]] = {
    Message.CREDIT_TRANSFER: (TRANSFERS, [TRANSFER]),
    Message.STATUS_REPORT: (
        Statuses(id="S-1", created=NOON, sender=CENTRE, receiver=PAYER),
        [Status(id="p-0", original=SPOKEN_OF, status="PDNG", reason="FR01", information=["/VER/hold"])],
    ),
    Message.PAYMENT_RETURN: (
        Returns(id="R-1", created=NOON, settled=DAY, sender=RECEIVER, receiver=PAYER),
        [
            Return(
                id="B-1",
                original=SETTLED,
                amount=4_000_000,
                settled=DAY,
                reason="FOCR",
                information=["/REF/F-000001-0"],
            )
        ],
    ),
    Message.CANCELLATION_REQUEST: (
        Cancellations(id="C-1", created=NOON, sender=CENTRE, receiver=RECEIVER, case="I-000001-3", case_by=CENTRE),
        [
            Cancellation(
                id="H-000001-4",
                case="H-000001-4",
                case_by=CENTRE,
                original=SETTLED,
                reason="FRAD",
                information=["/ACT/HOLD", "/AMT/150000.00"],
                debtor_account=Account(iban=PENSIONER.account),
                creditor_account=Account(iban=DROP.account),
            )
        ],
    ),
    Message.RESOLUTION: (
        Resolutions(
            id="A-1", created=NOON, sender=RECEIVER, receiver=CENTRE, case="I-000001-3", case_by=CENTRE, status="PECR"
        ),
        [
            Resolution(
                id="N-1",
                case="H-000001-4",
                case_by=CENTRE,
                original=SETTLED,
                status="RJCR",
                reason="AM04",
                information=["left at 12:03"],
                amount=100,
            )
        ],
    ),
    Message.INVESTIGATION_REQUEST: (
        Investigation(
            id="Q-1",
            investigation="H-000001-4",
            type="RQFI",
            original=SETTLED,
            sender=CENTRE,
            receiver=RECEIVER,
            reason_in_words="FRAUD",
            cancellation_reason="FRAD",
            amount=AMOUNT,
            account=Account(other="42"),
        ),
        [],
    ),
    Message.INVESTIGATION_RESPONSE: (
        Finding(
            id="Q-2",
            finding="N-2",
            status="CLSD",
            authorised=False,
            amount=7,
            words="the holder sold a car",
            asked="Q-1",
            investigation="H-000001-4",
            type="RQFI",
            original=SETTLED,
            sender=CENTRE,
            receiver=RECEIVER,
        ),
        [],
    ),
    Message.HEADER: (
        Header(id="M-1", created=NOON, sender=PAYER, receiver=CENTRE, message_name="pacs.008.001.08", service="arasha"),
        [],
    ),
}


def transfers(count: int, **changes: object) -> list[Item]:
    """The pensioner's payment so many times, each with names of its own."""
    return [
        msgspec.structs.replace(TRANSFER, **changes, end_to_end_id=f"E-{number}", transaction_id=f"P-{number}")
        for number in range(1, count + 1)
    ]
