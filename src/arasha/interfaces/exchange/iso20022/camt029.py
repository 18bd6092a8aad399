"""camt.029: the answer to a camt.056."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Resolution, Resolutions
from arasha.interfaces.exchange.iso20022.parts import agent, original, settled
from arasha.interfaces.exchange.iso20022.values import INSTANT, MONEY, TEXTS

LAYOUT = Layout(
    "RsltnOfInvstgtn",
    (
        Field("Assgnmt/Id", "id"),
        *agent("Assgnmt/Assgnr/Agt", "sender"),
        *agent("Assgnmt/Assgne/Agt", "receiver"),
        Field("Assgnmt/CreDtTm", "created", INSTANT),
        Field("RslvdCase/Id", "case"),
        *agent("RslvdCase/Cretr/Agt", "case_by"),
        Field("Sts/Conf", "status"),
    ),
    Resolutions,
    "CxlDtls/TxInfAndSts",
    (
        Field("CxlStsId", "id"),
        Field("RslvdCase/Id", "case"),
        *agent("RslvdCase/Cretr/Agt", "case_by"),
        *original(),
        Field("TxCxlSts", "status"),
        Field("CxlStsRsnInf/Rsn/Cd", "reason"),
        Field("CxlStsRsnInf/Rsn/Prtry", "reason_in_words"),
        Field("CxlStsRsnInf/AddtlInf", "information", TEXTS),
        Field("RsltnRltdInf/IntrBkSttlmAmt", "amount", MONEY),
        *settled(),
    ),
    Resolution,
)
