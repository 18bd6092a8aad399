"""What a connected institution uses: the messages, and a small client that may be taken as an example.

    from arasha.client import Client, Party, Payment

    with Client("https://gateway.example", key) as centre:
        answer = centre.screen(payment)
        if answer.verdict in ("hold", "refuse"):
            ...

Nothing here depends on the rest of Arasha.
"""

from arasha.client.asynchronous import AsyncClient, AsyncFraudDesk
from arasha.client.calls import Problem, StandIn
from arasha.client.credit import CreditAnswer, CreditCheck
from arasha.client.credit_desks import AsyncBureauDesk, AsyncLendingDesk, BureauDesk, LendingDesk
from arasha.client.documents import Document, HoldDocument
from arasha.client.handling import Message, StolenPayment, TheftReport, Used, Victim
from arasha.client.home_register import HomeRegister
from arasha.client.portal import AsyncCreditPortal, CreditPortal
from arasha.client.protecting import Protect, Protection, ProtectionEnd, Trusted
from arasha.client.schemas import (
    Answer,
    Identifier,
    OutcomeReport,
    Party,
    Payment,
    RegistryAnswer,
    RiskChange,
    RiskChanges,
    Session,
    StoredVerdict,
)
from arasha.client.synchronous import Client, FraudDesk

__all__ = [
    "Answer", "AsyncBureauDesk", "AsyncClient", "AsyncCreditPortal", "AsyncFraudDesk", "AsyncLendingDesk",
    "BureauDesk", "Client", "CreditAnswer", "CreditCheck", "CreditPortal", "Document", "FraudDesk", "HoldDocument",
    "HomeRegister", "Identifier", "LendingDesk", "Message", "OutcomeReport", "Party", "Payment", "Problem", "Protect",
    "Protection", "ProtectionEnd", "RegistryAnswer", "RiskChange", "RiskChanges", "Session", "StandIn",
    "StolenPayment", "StoredVerdict", "TheftReport", "Trusted", "Used", "Victim",
]  # fmt: skip
