"""head.001: who sends which message to whom; it stands before a document, in an envelope of the transport."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import Header
from arasha.interfaces.exchange.iso20022.parts import agent
from arasha.interfaces.exchange.iso20022.values import INSTANT

LAYOUT = Layout(
    "AppHdr",
    (
        *agent("Fr/FIId", "sender"),
        *agent("To/FIId", "receiver"),
        Field("BizMsgIdr", "id"),
        Field("MsgDefIdr", "message_name"),
        Field("BizSvc", "service"),
        Field("CreDt", "created", INSTANT),
    ),
    Header,
)
