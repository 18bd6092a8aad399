"""pacs.002: what is to become of payments."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Status, Statuses
from arasha.interfaces.exchange.iso20022.parts import agent, original
from arasha.interfaces.exchange.iso20022.values import INSTANT, TEXTS

LAYOUT = Layout(
    "FIToFIPmtStsRpt",
    (
        Field("GrpHdr/MsgId", "id"),
        Field("GrpHdr/CreDtTm", "created", INSTANT),
        *agent("GrpHdr/InstgAgt", "sender"),
        *agent("GrpHdr/InstdAgt", "receiver"),
    ),
    Statuses,
    "TxInfAndSts",
    (
        Field("StsId", "id"),
        *original(),
        Field("TxSts", "status"),
        Field("StsRsnInf/Rsn/Cd", "reason"),
        Field("StsRsnInf/AddtlInf", "information", TEXTS),
    ),
    Status,
)
