"""camt.056: asks to hold money, or to send it back."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Cancellation, Cancellations
from arasha.interfaces.exchange.iso20022.parts import account, agent, original, settled
from arasha.interfaces.exchange.iso20022.values import INSTANT, TEXTS

LAYOUT = Layout(
    "FIToFIPmtCxlReq",
    (
        Field("Assgnmt/Id", "id"),
        *agent("Assgnmt/Assgnr/Agt", "sender"),
        *agent("Assgnmt/Assgne/Agt", "receiver"),
        Field("Assgnmt/CreDtTm", "created", INSTANT),
        Field("Case/Id", "case"),
        *agent("Case/Cretr/Agt", "case_by"),
    ),
    Cancellations,
    "Undrlyg/TxInf",
    (
        Field("CxlId", "id"),
        Field("Case/Id", "case"),
        *agent("Case/Cretr/Agt", "case_by"),
        *original(),
        *settled(),
        Field("CxlRsnInf/Rsn/Cd", "reason"),
        Field("CxlRsnInf/AddtlInf", "information", TEXTS),
        *account("OrgnlTxRef/DbtrAcct", "debtor_account"),
        *account("OrgnlTxRef/CdtrAcct", "creditor_account"),
    ),
    Cancellation,
)
