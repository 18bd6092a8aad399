"""What a fraud desk and the centre say to each other, from a theft to the money back: the one definition of it.

The centre's API decodes with these classes, the client encodes with them, and the OpenAPI document is made from them,
as with `arasha.client.schemas`. Absent and `null` are the same. Amounts are whole tiyn; instants are RFC 3339 with a
time zone. Whatever changes something carries an `id` of yours: the same id and body get the same answer.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from arasha.client.schemas import Amount, Code, IdentifierKind, Instant, Name
from arasha.client.schemas import Message as Known

OwnId = Annotated[
    str, Meta(min_length=1, max_length=64, description="Your own id of this: the same id and body, the same answer.")
]
Tiyn = Annotated[int, Meta(ge=0, le=10**15, description="Whole tiyn; 0: nothing.")]
Note = Annotated[str, Meta(max_length=2000, description="For people; kept sealed.")]
Short = Annotated[str, Meta(max_length=120)]
Reference = Annotated[
    str, Meta(min_length=1, max_length=24, description="A letter, a number, a check digit: `C-000123-8`.")
]

Situation = Literal["scam", "takeover", "coercion", "unauthorised_access", "other"]
Language = Literal["kk", "ru", "en"]
TheftState = Literal["received", "underway", "closed", "withdrawn", "unfounded"]
PaymentState = Literal["waiting", "located", "duplicate", "ambiguous"]

# Shares of what was stolen, coarsely: nothing; under a third; under two thirds; under the whole; the whole.
Share = Literal["none", "some", "half", "most", "all"]

HoldState = Literal[
    "requested", "received", "held_full", "held_partial", "nothing_left", "refused", "timed_out", "confirmed",
    "released", "released_expired", "released_appeal", "converted_to_recall",
]  # fmt: skip
HoldGround = Literal["stolen_received", "stolen_traced"]
Refusal = Literal["not_ours", "account_closed", "social_payments", "legal_bar", "other"]
AnalysisState = Literal["not_due", "waiting", "agreed", "disagreed", "escalated"]
Disagreement = Literal["honest_trade", "wages_or_benefits", "own_money", "returned_already", "other"]
RecallState = Literal[
    "open", "prosecutor_pending", "sanctioned", "declined", "accepted_full", "accepted_part", "rejected", "cancelled"
]
Rejection = Literal["no_balance", "account_closed", "legal_bar", "other"]
RefundState = Literal["wanted", "paid", "closed", "cancelled"]


class StolenPayment(Known):
    """A stolen payment as far as it is known: its id, or an amount and a time, and whatever more."""

    institution: Annotated[Code, Meta(description="The payer's institution; yours unless you say another.")] | None = (
        None
    )
    payment_id: Annotated[Name, Meta(description="The id under which you asked the gateway about it.")] | None = None
    end_to_end_id: Name | None = None
    amount: Amount | None = None
    amount_is_exact: Annotated[bool, Meta(description="If not, it is found within a hundredth.")] = True
    begin: Annotated[Instant, Meta(description="It was made at this instant or later.")] | None = None
    end: Annotated[Instant, Meta(description="It was made before this instant.")] | None = None
    debtor: Annotated[Name, Meta(description="The payer's account: IBAN, card, or your own number.")] | None = None
    creditor: Annotated[Name, Meta(description="The receiver's account.")] | None = None
    creditor_institution: Code | None = None
    phone: Annotated[Short, Meta(description="The receiver's telephone number.")] | None = None


class Victim(Known):
    """Who lost the money, as far as he wants to be known; kept sealed."""

    name: Short = ""
    phone: Short = ""
    iin: Short = ""
    account: Short = ""
    email: Short = ""


class Used(Known):
    """A number, a link or an address that the thief used; without a kind it is guessed from its looks."""

    text: Annotated[str, Meta(min_length=1, max_length=2048)]
    kind: IdentifierKind | None = None


class TheftReport(Known):
    """Money was stolen from a client of yours."""

    id: OwnId
    situation: Situation
    payments: Annotated[list[StolenPayment], Meta(min_length=1, max_length=50)]
    victim: Victim | None = None
    used: Annotated[list[Used], Meta(max_length=50)] = msgspec.field(default_factory=list)
    story: Annotated[str, Meta(max_length=10_000, description="In the victim's words; kept sealed.")] = ""
    language: Annotated[Language, Meta(description="In which the victim wants to be answered.")] = "kk"


class TheftTaken(msgspec.Struct, kw_only=True):
    """The report is taken. Reference and code open the page on which the victim sees what becomes of it."""

    id: str
    reference: Reference
    state: TheftState
    code: Annotated[str, Meta(description="For the victim; it is kept nowhere, so hand it over.")] | None = None


class PaymentSought(msgspec.Struct, kw_only=True):
    """Whether a payment that you reported has been found in the ledger; an ambiguous one needs a report that says more.

    A waiting one attaches itself when it comes; a duplicate belongs to a report that came before.
    """

    state: PaymentState
    fitting: Annotated[int, Meta(description="If ambiguous: how many payments fit; 5: so many or more.")] = 0


class Theft(msgspec.Struct, kw_only=True):
    """What has become of a report of yours."""

    id: str
    reference: Reference
    situation: Situation
    state: TheftState
    reported_at: Instant
    ended_at: Instant | None = None
    held: Annotated[Share, Meta(description="How much of what was stolen is held where it went.")] = "none"
    returned: Annotated[Share, Meta(description="How much has been paid back.")] = "none"
    payments: Annotated[list[PaymentSought], Meta(description="In your order; empty until they are looked for.")] = (
        msgspec.field(default_factory=list)
    )


class HoldAnswer(Known):
    """What you hold of what you were asked to: all, a part, or nothing, with the reason if you refuse."""

    id: OwnId
    held: Tiyn
    asked: (
        Annotated[int, Meta(ge=1, le=10**15, description="The amount you answer to: 409 if more was asked meanwhile.")]
        | None
    ) = None
    refusal: Refusal | None = None
    note: Note = ""


class HoldAnalysis(Known):
    """Whether you agree that the money is stolen; a disagreement has its reason."""

    id: OwnId
    agreed: bool
    disagreement: Disagreement | None = None
    note: Note = ""


class Hold(msgspec.Struct, kw_only=True):
    """A hold at your institution as it stands now. Amounts are tiyn."""

    reference: Reference
    incident: Reference
    account: Annotated[str, Meta(description="The token of the account; the message of the request has it readable.")]
    ground: HoldGround
    hop: Annotated[int, Meta(description="How many institutions the money passed before; 1: it came from the victim.")]
    state: HoldState
    amount: int
    held: int
    refusal: Refusal | None = None
    analysis: AnalysisState
    disagreement: Disagreement | None = None
    requested_at: Instant
    answered_at: Instant | None = None
    expires_at: Annotated[Instant, Meta(description="When it ends by itself.")] | None = None
    ended_at: Instant | None = None
    due: Annotated[dict[str, Instant], Meta(description="The clocks that run, by code, and when they run out.")]


class Holds(msgspec.Struct, kw_only=True):
    """Holds at your institution, the oldest first; ask again with `after` = `next`, at once if there are more."""

    holds: list[Hold]
    next: int
    more: bool


class RecallAnswer(Known):
    """How much you return of what is asked back; nothing has its reason."""

    id: OwnId
    accepted: Tiyn
    rejection: Rejection | None = None
    note: Note = ""


class Recall(msgspec.Struct, kw_only=True):
    """A recall of held money as it stands now."""

    reference: Reference
    hold: Reference
    state: RecallState
    amount: int
    accepted: int
    rejection: Rejection | None = None
    opened_at: Instant
    answered_at: Instant | None = None
    ended_at: Instant | None = None


class RefundPaid(Known):
    """You have paid to the victim."""

    id: OwnId
    payment_id: Annotated[Name, Meta(description="The payment's id, under which the gateway was asked about it.")]


class Refund(msgspec.Struct, kw_only=True):
    """A payment to a victim as it stands now; it is closed when the payment is seen."""

    reference: Reference
    recall: Reference
    state: RefundState
    amount: int
    payment_id: str | None = None
    wanted_at: Instant
    paid_at: Instant | None = None
    ended_at: Instant | None = None


class RemovalDone(Known):
    """You have forgotten the entry that you were asked to forget."""

    id: OwnId


class Removal(msgspec.Struct, kw_only=True):
    """An entry of the registry that you were asked to forget, and until when; `confirmed_at` is when you had."""

    reference: Reference
    asked_at: Instant
    due_at: Instant
    confirmed_at: Instant | None = None


class Envelope(msgspec.Struct, kw_only=True):
    """The body of a message as it is signed."""

    type: str
    timestamp: Instant
    data: dict[str, Any]


class Message(msgspec.Struct, kw_only=True):
    """Something that the centre says to you. It may come twice: under the same id, never under another."""

    id: Annotated[str, Meta(description="The same as in the header `webhook-id`.")]
    type: Annotated[str, Meta(description="What it is: `hold.requested`, `recall.opened`, …")]
    timestamp: Annotated[datetime, Meta(tz=True)]
    data: dict[str, Any]


class NumberedMessage(Message, kw_only=True):
    """A message with its number among yours."""

    sequence: int


class Messages(msgspec.Struct, kw_only=True):
    """Messages in their order; ask again with `after` = `next`, which says that you have kept these."""

    messages: list[NumberedMessage]
    next: int
    more: bool
