"""Fields that stand in many messages in the same form: agents, parties, accounts, the original payment."""

from arasha.interfaces.exchange.iso20022.layout import Field
from arasha.interfaces.exchange.iso20022.values import DAY, MONEY


def agent(path: str, name: str) -> tuple[Field, ...]:
    """An institution."""
    return (
        Field(f"{path}/FinInstnId/BICFI", f"{name}.bic"),
        Field(f"{path}/FinInstnId/ClrSysMmbId/MmbId", f"{name}.member"),
    )


def party(path: str, name: str) -> tuple[Field, ...]:
    """A payer or receiver; a BIN stands among identifiers of organisations, an IIN among those of persons."""
    return (
        Field(f"{path}/Nm", f"{name}.name"),
        Field(f"{path}/Id/OrgId/Othr/Id", f"{name}.organisation"),
        Field(f"{path}/Id/PrvtId/Othr/Id", f"{name}.person"),
        Field(f"{path}/CtctDtls/PhneNb", f"{name}.phone"),
        Field(f"{path}/CtctDtls/MobNb", f"{name}.mobile"),
    )


def account(path: str, name: str) -> tuple[Field, ...]:
    """An account."""
    return (Field(f"{path}/Id/IBAN", f"{name}.iban"), Field(f"{path}/Id/Othr/Id", f"{name}.other"))


def original(path: str = "") -> tuple[Field, ...]:
    """The names of the payment that is spoken of; without amount and day, which stand elsewhere in each message."""
    return (
        Field(f"{path}OrgnlGrpInf/OrgnlMsgId", "original.message_id"),
        Field(f"{path}OrgnlGrpInf/OrgnlMsgNmId", "original.message_name"),
        Field(f"{path}OrgnlInstrId", "original.instruction_id"),
        Field(f"{path}OrgnlEndToEndId", "original.end_to_end_id"),
        Field(f"{path}OrgnlTxId", "original.transaction_id"),
        Field(f"{path}OrgnlUETR", "original.uetr"),
    )


def settled(path: str = "") -> tuple[Field, ...]:
    """The amount and the day of the payment that is spoken of."""
    return (
        Field(f"{path}OrgnlIntrBkSttlmAmt", "original.amount", MONEY),
        Field(f"{path}OrgnlIntrBkSttlmDt", "original.settled", DAY),
    )
