"""camt.111: the answer to a camt.110."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Finding
from arasha.interfaces.exchange.iso20022.parts import agent, original, settled
from arasha.interfaces.exchange.iso20022.values import FLAG, MONEY, TEXTS

DATA = "InvstgtnRspn/InvstgtnData/RspnData"

LAYOUT = Layout(
    "InvstgtnRspn",
    (
        Field("InvstgtnRspn/MsgId", "id"),
        Field("InvstgtnRspn/RspndrInvstgtnId", "finding"),
        Field("InvstgtnRspn/InvstgtnSts/Sts", "status"),
        Field("InvstgtnRspn/InvstgtnSts/StsRsn/Cd", "status_reason"),
        Field(f"{DATA}/DbtAuthstn/DbtAuthstn", "authorised", FLAG),
        Field(f"{DATA}/DbtAuthstn/AmtToDbt", "amount", MONEY),
        Field(f"{DATA}/DbtAuthstn/Rsn", "words"),
        Field(f"{DATA}/RspnNrrtv", "narrative", TEXTS),
        Field("OrgnlInvstgtnReq/MsgId", "asked"),
        Field("OrgnlInvstgtnReq/RqstrInvstgtnId", "investigation"),
        Field("OrgnlInvstgtnReq/InvstgtnTp/Cd", "type"),
        *original("OrgnlInvstgtnReq/Undrlyg/IntrBk/"),
        *settled("OrgnlInvstgtnReq/Undrlyg/IntrBk/"),
        *agent("OrgnlInvstgtnReq/Rqstr/Agt", "sender"),
        *agent("OrgnlInvstgtnReq/Rspndr/Agt", "receiver"),
    ),
    Finding,
)
