"""Payments of a pacs.008 as questions to the centre, and its verdicts as a pacs.002."""

import msgspec

from arasha.client.schemas import Answer, Kind, Payment, Side
from arasha.interfaces.exchange.iso20022 import codes
from arasha.interfaces.exchange.iso20022.codewords import Word, line
from arasha.interfaces.exchange.iso20022.handling import NOT_PROVIDED
from arasha.interfaces.exchange.iso20022.messages import (
    Account,
    Agent,
    CreditTransfer,
    CreditTransfers,
    Original,
    Party,
    Status,
)
from arasha.kernel.clock import ALMATY
from arasha.kernel.errors import Malformed

LONGEST_PURPOSE = 210

# ExternalPurpose1Code and ExternalCategoryPurpose1Code that say what kind of payment it is.
KINDS: dict[str, Kind] = {
    "CASH": "cash_out",
    "CSDB": "cash_out",
    "LOAN": "loan_disbursement",
    "TOPG": "top_up",
    "MTUP": "top_up",
    "GDDS": "merchant",
    "SCVE": "merchant",
    "IHRP": "merchant",
    "MP2B": "merchant",
    "GP2P": "p2p",
    "MP2P": "p2p",
    "INTC": "own_transfer",
}


def question(item: CreditTransfer, group: CreditTransfers, side: Side = "outgoing") -> Payment:
    """A payment as it is asked about; `Malformed` names the element that is missing.

    Its id is the TxId, else the UETR, else the EndToEndId; its time is that of acceptance, else of the message.
    """
    moment = item.accepted or group.created
    if moment is None:
        raise Malformed("the message has no time: say it in GrpHdr/CreDtTm", field="GrpHdr/CreDtTm")
    fields = {
        "id": item.transaction_id or item.uetr or item.end_to_end_id,
        "time": moment.astimezone(ALMATY),
        "debtor": _side(item.debtor, item.debtor_account, item.debtor_agent, "Dbtr"),
        "creditor": _side(item.creditor, item.creditor_account, item.creditor_agent, "Cdtr"),
        "amount": item.amount,
        "kind": kind_of(item),
        "side": side,
        "end_to_end_id": None if item.end_to_end_id == NOT_PROVIDED else item.end_to_end_id,
        "purpose": " ".join(item.remittance)[:LONGEST_PURPOSE] or None,
    }
    try:
        return msgspec.convert(fields, Payment)
    except msgspec.ValidationError as error:
        raise Malformed(f"the payment cannot be asked about: {str(error).replace(' - at `$.', ': field `')}") from None


def kind_of(item: CreditTransfer) -> Kind:
    """What kind of payment it is: by its purpose, else by who is paid."""
    known = KINDS.get(item.purpose) or KINDS.get(item.category)
    if known is not None:
        return known
    if item.debtor.person and item.debtor.person == item.creditor.person:
        return "own_transfer"
    return "merchant" if item.creditor.organisation else "p2p"


def report(item: CreditTransfer, group: CreditTransfers, version: str, answer: Answer) -> Status:
    """A verdict as the status of a payment: ACCP, PDNG or RJCT, with the rules that fired as code words."""
    original = Original(
        message_id=group.id,
        message_name=version,
        instruction_id=item.instruction_id,
        end_to_end_id=item.end_to_end_id,
        transaction_id=item.transaction_id,
        uetr=item.uetr,
    )
    return Status(
        id=answer.receipt or "",
        original=original,
        status=codes.STATUS[answer.verdict],
        reason=codes.STATUS_REASON[answer.verdict],
        information=[line(Word.VERDICT, answer.verdict), *_reasons(answer)] if answer.verdict != "allow" else [],
    )


def _reasons(answer: Answer) -> list[str]:
    return [line(Word.REASON, reason.code) for reason in answer.reasons if reason.weight > 0]


def _side(party: Party, account: Account, agent: Agent, tag: str) -> dict[str, str | None]:
    if not account.number:
        raise Malformed(f"the account is missing: say it in {tag}Acct/Id", field=f"{tag}Acct")
    if not agent.code:
        raise Malformed(f"the institution is missing: say its BIC in {tag}Agt/FinInstnId/BICFI", field=f"{tag}Agt")
    return {
        "account": account.number,
        "institution": agent.code,
        "scheme": "iban" if account.iban else "auto",
        "party": "company" if party.organisation else "person" if party.person else "unknown",
        "phone": party.mobile or party.phone or None,
        "person": party.person or party.organisation or None,
    }
