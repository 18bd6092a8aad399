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
from arasha.client.documents import Document, HoldDocument
from arasha.client.handling import Message, StolenPayment, TheftReport, Used, Victim
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
    "Answer", "AsyncClient", "AsyncFraudDesk", "Client", "Document", "FraudDesk", "HoldDocument", "Identifier",
    "Message", "OutcomeReport", "Party", "Payment", "Problem", "Protect", "Protection", "ProtectionEnd",
    "RegistryAnswer", "RiskChange", "RiskChanges", "Session", "StandIn", "StolenPayment", "StoredVerdict",
    "TheftReport", "Trusted", "Used", "Victim",
]  # fmt: skip
