"""camt.110: a question about one payment or account, and how much might be debited."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Investigation
from arasha.interfaces.exchange.iso20022.parts import account, agent, original, settled
from arasha.interfaces.exchange.iso20022.values import MONEY

DATA = "InvstgtnData/AddtlReqData"

LAYOUT = Layout(
    "InvstgtnReq",
    (
        Field("InvstgtnReq/MsgId", "id"),
        Field("InvstgtnReq/RqstrInvstgtnId", "investigation"),
        Field("InvstgtnReq/InvstgtnTp/Cd", "type"),
        *original("InvstgtnReq/Undrlyg/IntrBk/"),
        *settled("InvstgtnReq/Undrlyg/IntrBk/"),
        *account("InvstgtnReq/Undrlyg/Acct", "about"),
        *agent("InvstgtnReq/Rqstr/Agt", "sender"),
        *agent("InvstgtnReq/Rspndr/Agt", "receiver"),
        Field("InvstgtnData/Rsn/Cd", "reason"),
        Field("InvstgtnData/Rsn/Prtry", "reason_in_words"),
        Field(f"{DATA}/ReqdDbtAuthstn/CxlRsn/Cd", "cancellation_reason"),
        Field(f"{DATA}/ReqdDbtAuthstn/AmtToDbt", "amount", MONEY),
        *account(f"{DATA}/ReqdDbtAuthstn/Acct", "account"),
        Field(f"{DATA}/ReqNrrtv", "question"),
    ),
    Investigation,
)
