"""pacs.008: payments between institutions on behalf of their customers."""

from arasha.interfaces.exchange.iso20022.layout import Field, Layout
from arasha.interfaces.exchange.iso20022.messages import CreditTransfer, CreditTransfers
from arasha.interfaces.exchange.iso20022.parts import account, agent, party
from arasha.interfaces.exchange.iso20022.values import COUNT, DAY, INSTANT, MONEY, TEXTS

LAYOUT = Layout(
    "FIToFICstmrCdtTrf",
    (
        Field("GrpHdr/MsgId", "id"),
        Field("GrpHdr/CreDtTm", "created", INSTANT),
        Field("GrpHdr/NbOfTxs", "count", COUNT),
        Field("GrpHdr/IntrBkSttlmDt", "settled", DAY),
        Field("GrpHdr/SttlmInf/SttlmMtd", "settlement"),
        *agent("GrpHdr/InstgAgt", "sender"),
        *agent("GrpHdr/InstdAgt", "receiver"),
    ),
    CreditTransfers,
    "CdtTrfTxInf",
    (
        Field("PmtId/InstrId", "instruction_id"),
        Field("PmtId/EndToEndId", "end_to_end_id"),
        Field("PmtId/TxId", "transaction_id"),
        Field("PmtId/UETR", "uetr"),
        Field("PmtTpInf/CtgyPurp/Cd", "category"),
        Field("IntrBkSttlmAmt", "amount", MONEY),
        Field("IntrBkSttlmDt", "settled", DAY),
        Field("AccptncDtTm", "accepted", INSTANT),
        Field("ChrgBr", "charges"),
        *party("Dbtr", "debtor"),
        *account("DbtrAcct", "debtor_account"),
        *agent("DbtrAgt", "debtor_agent"),
        *agent("CdtrAgt", "creditor_agent"),
        *party("Cdtr", "creditor"),
        *account("CdtrAcct", "creditor_account"),
        Field("Purp/Cd", "purpose"),
        Field("RmtInf/Ustrd", "remittance", TEXTS),
    ),
    CreditTransfer,
)

# Since version 13 the instants of a payment stand together.
LAYOUT_13 = LAYOUT._replace(
    fields=tuple(
        field._replace(path="AddtlDtTm/AccptncDtTm") if field.path == "AccptncDtTm" else field
        for field in LAYOUT.fields
    )
)
