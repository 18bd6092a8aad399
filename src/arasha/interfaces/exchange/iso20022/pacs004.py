"""pacs.004: money that comes back."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Return, Returns
from arasha.interfaces.exchange.iso20022.parts import agent, original, settled
from arasha.interfaces.exchange.iso20022.values import COUNT, DAY, INSTANT, MONEY, TEXTS

LAYOUT = Layout(
    "PmtRtr",
    (
        Field("GrpHdr/MsgId", "id"),
        Field("GrpHdr/CreDtTm", "created", INSTANT),
        Field("GrpHdr/NbOfTxs", "count", COUNT),
        Field("GrpHdr/IntrBkSttlmDt", "settled", DAY),
        Field("GrpHdr/SttlmInf/SttlmMtd", "settlement"),
        *agent("GrpHdr/InstgAgt", "sender"),
        *agent("GrpHdr/InstdAgt", "receiver"),
    ),
    Returns,
    "TxInf",
    (
        Field("RtrId", "id"),
        *original(),
        *settled(),
        Field("RtrdIntrBkSttlmAmt", "amount", MONEY),
        Field("IntrBkSttlmDt", "settled", DAY),
        Field("RtrRsnInf/Rsn/Cd", "reason"),
        Field("RtrRsnInf/AddtlInf", "information", TEXTS),
    ),
    Return,
)
