"""What ISO 20022 messages say, without their XML: the part that the centre exchanges.

A message is a group (who, when, on which case) and its items (one for each payment). Amounts are whole tiyn, 0 where
none is said; texts are "" where none is said; instants are in UTC. Which element a field is, its module says.
"""

from datetime import date, datetime

import msgspec

BIC_OF_THE_BANK = 8  # characters; what follows names a branch


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything that a message is made of."""


class Agent(Part, frozen=True, kw_only=True):
    """A bank or another institution: by its BIC (ISO 9362), or by its number in a clearing system."""

    bic: str = ""
    member: str = ""

    @property
    def code(self) -> str:
        """The institution's code in the centre: the BIC without its branch, else the number."""
        return self.bic[:BIC_OF_THE_BANK] or self.member


class Party(Part, frozen=True, kw_only=True):
    """A payer or receiver: name, IIN of a person or BIN of an organisation, telephones as they were written."""

    name: str = ""
    organisation: str = ""
    person: str = ""
    phone: str = ""
    mobile: str = ""


class Account(Part, frozen=True, kw_only=True):
    """An account: an IBAN, or a number that its institution understands."""

    iban: str = ""
    other: str = ""

    @property
    def number(self) -> str:
        """The number, of whichever kind."""
        return self.iban or self.other


class Original(Part, frozen=True, kw_only=True):
    """The payment that a message speaks of, by the names that it had in its pacs.008."""

    message_id: str = ""
    message_name: str = ""
    instruction_id: str = ""
    end_to_end_id: str = ""
    transaction_id: str = ""
    uetr: str = ""
    amount: int = 0
    settled: date | None = None


class Group(Part, frozen=True, kw_only=True):
    """What is said once for a whole message. `id` is at most 35 characters, unique at the sender.

    `count` is how many items there are, where the message says it; writing fills it in.
    """

    id: str
    created: datetime | None = None
    count: int = 0


class Item(Part, frozen=True, kw_only=True):
    """What is said of one payment."""


class CreditTransfers(Group, frozen=True, kw_only=True):
    """pacs.008, FIToFICustomerCreditTransfer: payments between institutions on behalf of their customers."""

    settled: date | None = None
    settlement: str = "CLRG"  # by a clearing system
    sender: Agent = Agent()
    receiver: Agent = Agent()


class CreditTransfer(Item, frozen=True, kw_only=True):
    """One payment."""

    instruction_id: str = ""
    end_to_end_id: str
    transaction_id: str = ""
    uetr: str = ""
    category: str = ""
    amount: int
    settled: date | None = None
    accepted: datetime | None = None
    charges: str = "SLEV"  # borne as the scheme says
    debtor: Party = Party()
    debtor_account: Account = Account()
    debtor_agent: Agent = Agent()
    creditor_agent: Agent = Agent()
    creditor: Party = Party()
    creditor_account: Account = Account()
    purpose: str = ""
    remittance: list[str] = []


class Statuses(Group, frozen=True, kw_only=True):
    """pacs.002, FIToFIPaymentStatusReport: what is to become of payments."""

    sender: Agent = Agent()
    receiver: Agent = Agent()


class Status(Item, frozen=True, kw_only=True):
    """What is to become of one payment: a status code (ACCP, PDNG, RJCT), a reason, code words."""

    id: str = ""
    original: Original = Original()
    status: str
    reason: str = ""
    information: list[str] = []


class Returns(Group, frozen=True, kw_only=True):
    """pacs.004, PaymentReturn: money that comes back."""

    settled: date | None = None
    settlement: str = "CLRG"
    sender: Agent = Agent()
    receiver: Agent = Agent()


class Return(Item, frozen=True, kw_only=True):
    """One payment that comes back, wholly or in part: `amount` is what comes back."""

    id: str = ""
    original: Original = Original()
    amount: int
    settled: date | None = None
    reason: str = ""
    information: list[str] = []


class Cancellations(Group, frozen=True, kw_only=True):
    """camt.056, FIToFIPaymentCancellationRequest: asks to hold money, or to send it back."""

    sender: Agent = Agent()
    receiver: Agent = Agent()
    case: str = ""
    case_by: Agent = Agent()


class Cancellation(Item, frozen=True, kw_only=True):
    """One payment that was stolen money, and the account at which it arrived."""

    id: str = ""
    case: str = ""
    case_by: Agent = Agent()
    original: Original = Original()
    reason: str = ""
    information: list[str] = []
    debtor_account: Account = Account()
    creditor_account: Account = Account()


class Resolutions(Group, frozen=True, kw_only=True):
    """camt.029, ResolutionOfInvestigation: the answer to a camt.056; `status` is its word for all payments."""

    sender: Agent = Agent()
    receiver: Agent = Agent()
    case: str = ""
    case_by: Agent = Agent()
    status: str = ""


class Resolution(Item, frozen=True, kw_only=True):
    """The answer on one payment: ACCR, RJCR or PDCR, with a reason when it is no; `amount` is what can be had."""

    id: str = ""
    case: str = ""
    case_by: Agent = Agent()
    original: Original = Original()
    status: str = ""
    reason: str = ""
    reason_in_words: str = ""
    information: list[str] = []
    amount: int = 0


class Investigation(Group, frozen=True, kw_only=True):
    """camt.110, InvestigationRequest: a question about one payment or one account, and how much might be debited."""

    investigation: str = ""
    type: str = ""
    original: Original = Original()
    about: Account = Account()
    sender: Agent = Agent()
    receiver: Agent = Agent()
    reason: str = ""
    reason_in_words: str = ""
    cancellation_reason: str = ""
    amount: int = 0
    account: Account = Account()
    question: str = ""


class Finding(Group, frozen=True, kw_only=True):
    """camt.111, InvestigationResponse; `authorised` says whether the account may be debited, None when it does not."""

    finding: str = ""
    status: str
    status_reason: str = ""
    authorised: bool | None = None
    amount: int = 0
    words: str = ""
    narrative: list[str] = []
    asked: str
    investigation: str = ""
    type: str = ""
    original: Original = Original()
    sender: Agent = Agent()
    receiver: Agent = Agent()


class Header(Group, frozen=True, kw_only=True):
    """head.001, BusinessApplicationHeader: who sends which message to whom."""

    sender: Agent = Agent()
    receiver: Agent = Agent()
    message_name: str
    service: str = ""
