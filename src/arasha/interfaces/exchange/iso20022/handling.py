"""What messages mean when stolen money is held and returned: our requests as camt.056, and what comes back to them.

Pure mappings between messages of institutions and the words of recovery. A request carries our reference as its case,
so that an answer can be matched whatever else the institution says; how much is asked and until when stand in code
words, because a camt.056 speaks of whole payments.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from arasha.client.handling import HoldAnalysis, HoldAnswer, RecallAnswer, RefundPaid, StolenPayment
from arasha.domains.recovery.facts.handling import Disagreement, Refusal
from arasha.domains.recovery.facts.returning import Rejection
from arasha.interfaces.exchange.iso20022 import codes
from arasha.interfaces.exchange.iso20022.codes import Ground, Outcome
from arasha.interfaces.exchange.iso20022.codewords import Word, line, words
from arasha.interfaces.exchange.iso20022.messages import (
    Account,
    Agent,
    Cancellation,
    Cancellations,
    CreditTransfer,
    Finding,
    Investigation,
    Original,
    Resolution,
    Resolutions,
    Return,
)
from arasha.interfaces.exchange.iso20022.values import instant, on_paper, tenge
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IBAN, UnreadableIdentifier

IN_A_DAY = timedelta(days=1)
NOT_PROVIDED = "NOTPROVIDED"  # an EndToEndId that says that there is none (ISO 20022 payments guide)


class Action(StrEnum):
    """What an institution is asked to do."""

    HOLD = "HOLD"
    RECALL = "RECALL"


# Kinds of messages of `kernel.deliveries` that become a camt.056.
ACTIONS = {"hold.requested": Action.HOLD, "recall.opened": Action.RECALL}


class Asked(NamedTuple):
    """What one institution is asked about one account. `reference` is H-… or R-…, `amount` is tiyn.

    A recall says of which `hold` it asks the money back; its account is the hold's.
    """

    action: Action
    reference: str
    amount: int
    account: str = ""
    due: datetime | None = None
    hold: str = ""
    original: Original = Original()


class Answer(NamedTuple):
    """What an institution answered: `amount` is tiyn, 0 when it names none; `code` is its reason as it came."""

    reference: str
    outcome: Outcome
    amount: int
    code: str
    note: str

    def had(self, asked: int) -> int:
        """How much of what was asked is held or returned, as far as is known."""
        match self.outcome:
            case Outcome.ACCEPTED:
                return min(asked, self.amount or asked)
            case Outcome.ACCEPTED_PART:
                return min(asked, self.amount)
            case Outcome.REJECTED | Outcome.PENDING:
                return 0

    @property
    def told(self) -> str:
        """Code and words of the institution together, as a note."""
        return " ".join(filter(None, (self.code, self.note)))

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing is held; None when something is, or when there is just nothing left."""
        if self.outcome is not Outcome.REJECTED or self.code == codes.NO_BALANCE:
            return None
        return codes.HOLD_REFUSAL.get(self.code, Refusal.OTHER)

    @property
    def rejection(self) -> Rejection | None:
        """Why nothing is returned."""
        if self.outcome is not Outcome.REJECTED:
            return None
        return codes.RECALL_REJECTION.get(self.code, Rejection.OTHER)


class Paid(NamedTuple):
    """Money that came back. `reference` is ours where the institution says it; `payment` is the return's own id."""

    reference: str
    payment: str
    original: Original
    amount: int
    settled: date | None
    ground: Ground


def asked_of(kind: str, told: dict[str, Any]) -> Asked:
    """What a message of ours to an institution asks, read from its body; `Malformed` for kinds that ask nothing."""
    if kind not in ACTIONS:
        raise Malformed(f"only {' and '.join(ACTIONS)} become a camt.056", field="type")
    due = told.get("answer_due")
    return Asked(
        ACTIONS[kind],
        told["reference"],
        told["amount"],
        account=told.get("account", ""),
        due=instant(due) if due else None,
        hold=told.get("hold", ""),
    )


def request_of(asked: Sequence[Asked], group: Cancellations) -> tuple[Cancellations, list[Cancellation]]:
    """A camt.056 that asks one institution for all of it; `group` has its id, its time and both parties."""
    return group, [_cancellation(each, group.sender) for each in asked]


def _cancellation(asked: Asked, centre: Agent) -> Cancellation:
    lines = [line(Word.ACTION, asked.action), line(Word.AMOUNT, tenge(asked.amount))]
    if asked.due is not None:
        lines.append(line(Word.DUE, on_paper(asked.due)))
    if asked.hold:
        lines.append(line(Word.HOLD, asked.hold))
    return Cancellation(
        id=asked.reference,
        case=asked.reference,
        case_by=centre,
        original=asked.original,
        reason=codes.FRAUD,
        information=lines,
        creditor_account=_account(asked.account),
    )


def inquiry_of(asked: Asked, group: Cancellations) -> Investigation:
    """A camt.110 that asks whether the institution agrees that what it holds is stolen, and may be debited."""
    account = _account(asked.account)
    return Investigation(
        id=group.id,
        investigation=asked.reference,
        type=codes.INFORMATION,
        about=account,
        sender=group.sender,
        receiver=group.receiver,
        reason_in_words=codes.ANALYSIS,
        cancellation_reason=codes.FRAUD,
        amount=asked.amount,
        account=account,
    )


def analysis_of(finding: Finding) -> tuple[str, HoldAnalysis]:
    """What a camt.111 says of one hold: of which, and how it is told to the API."""
    if finding.authorised is None:
        raise Malformed(
            "the response says neither yes nor no: say it in RspnData/DbtAuthstn/DbtAuthstn",
            field="/Document/InvstgtnRspn/InvstgtnRspn/InvstgtnData/RspnData",
        )
    said = words([finding.words]).get(Word.DISAGREEMENT, "").lower()
    reason = next((each for each in Disagreement if each.value == said), Disagreement.OTHER)
    return finding.investigation, HoldAnalysis(
        id=_own_id(finding.id, finding.investigation),
        agreed=finding.authorised,
        disagreement=None if finding.authorised else reason.value,
        note=" ".join(filter(None, (finding.words, *finding.narrative))),
    )


def answer_of(group: Resolutions, item: Resolution | None = None) -> Answer:
    """What a camt.029 answers on one payment, or on its whole case when it names no payment.

    Raises `Malformed` when it says neither yes nor no, or accepts a part without saying how much.
    """
    item = item or Resolution()
    outcome = codes.OUTCOME.get(item.status or group.status)
    if outcome is None:
        raise Malformed(
            f"the answer is none of {', '.join(codes.OUTCOME)}: say in TxCxlSts what becomes of the request",
            field="/Document/RsltnOfInvstgtn/CxlDtls/TxInfAndSts/TxCxlSts",
        )
    if outcome is Outcome.ACCEPTED_PART and not item.amount:
        raise Malformed(
            "a part is accepted, but not how much: say it in RsltnRltdInf/IntrBkSttlmAmt",
            field="/Document/RsltnOfInvstgtn/CxlDtls/TxInfAndSts/RsltnRltdInf/IntrBkSttlmAmt",
        )
    note = " ".join(filter(None, (item.reason_in_words, *item.information)))
    return Answer(item.case or group.case, outcome, item.amount, item.reason, note)


def hold_answer(answer: Answer, asked: int, message: str) -> HoldAnswer:
    """An answer as the API takes it; `asked` is what the request asked, `message` the id of the camt.029."""
    return HoldAnswer(
        id=_own_id(message, answer.reference),
        held=answer.had(asked),
        asked=asked,
        refusal=answer.refusal.value if answer.refusal else None,
        note=answer.told,
    )


def recall_answer(answer: Answer, asked: int, message: str) -> RecallAnswer:
    """An answer to a recall as the API takes it."""
    return RecallAnswer(
        id=_own_id(message, answer.reference),
        accepted=answer.had(asked),
        rejection=answer.rejection.value if answer.rejection else None,
        note=answer.told,
    )


def refund_of(paid: Paid, message: str) -> tuple[str, RefundPaid]:
    """A return as the payment of a refund: of which, and how it is told to the API."""
    if not paid.reference or not paid.payment:
        raise Malformed(
            f"the return does not say which refund it pays: add a line /{Word.REFERENCE}/F-… and a RtrId",
            field="/Document/PmtRtr/TxInf/RtrRsnInf/AddtlInf",
        )
    return paid.reference, RefundPaid(id=_own_id(message, paid.reference), payment_id=paid.payment)


def _own_id(message: str, reference: str) -> str:
    """The id of an answer: the same file gives the same one, so that it may be sent twice."""
    return f"{message}/{reference}"


def payment_of(item: Return) -> Paid:
    """What a payment of a pacs.004 brings back."""
    said = words(item.information)
    return Paid(
        said.get(Word.REFERENCE, ""),
        item.id or item.original.transaction_id,
        item.original,
        item.amount,
        item.settled,
        codes.GROUND.get(item.reason, Ground.OTHER),
    )


def stolen_of(item: CreditTransfer | Cancellation, at: datetime) -> StolenPayment:
    """A payment that an institution reports as stolen, by its pacs.008 or by a camt.056 of its own.

    `at` is when it was made, or when the message was, to the day: the ledger is searched a day around it.
    """
    named = item if isinstance(item, CreditTransfer) else item.original
    return StolenPayment(
        payment_id=named.transaction_id or None,
        end_to_end_id=None if named.end_to_end_id in {"", NOT_PROVIDED} else named.end_to_end_id,
        amount=named.amount or None,
        begin=at - IN_A_DAY,
        end=at + IN_A_DAY,
        debtor=item.debtor_account.number or None,
        creditor=item.creditor_account.number or None,
        creditor_institution=item.creditor_agent.code or None if isinstance(item, CreditTransfer) else None,
    )


def _account(number: str) -> Account:
    """An account in the field of its kind."""
    try:
        return Account(iban=IBAN.parse(number).canonical) if number else Account()
    except UnreadableIdentifier:
        return Account(other=number)
