"""What institutions and the centre say to each other: the one definition of every message of the gateway.

The gateway decodes with these classes, the client encodes with them, and the OpenAPI document is made from them.
Absent and `null` are the same. Amounts are whole tiyn; instants are RFC 3339 with a time zone.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(min_length=1, max_length=64)]
Code = Annotated[str, Meta(min_length=1, max_length=35)]
Instant = Annotated[datetime, Meta(tz=True)]
Amount = Annotated[int, Meta(ge=1, le=10**15, description="Whole tiyn: 1 500 tenge is 150000.")]
Currency = Annotated[
    str, Meta(min_length=3, max_length=3, description="ISO 4217; the amount is its equivalent in tiyn.")
]
Number = Annotated[
    str, Meta(min_length=1, max_length=64, description="As written, or its token: 32 lower-case hex digits.")
]

Scheme = Literal["auto", "iban", "card", "wallet", "other"]
Side = Literal["outgoing", "incoming"]
Kind = Literal["p2p", "merchant", "cash_out", "top_up", "loan_disbursement", "crypto_purchase", "own_transfer"]
Channel = Literal["unknown", "mobile", "web", "branch", "atm", "pos", "call_centre", "api"]
PartyKind = Literal["unknown", "person", "entrepreneur", "company", "state"]
Verdict = Literal["allow", "warn", "hold", "refuse"]
Tier = Literal["none", "low", "medium", "high", "very_high"]
Outcome = Literal["executed", "abandoned", "held", "released", "refused", "returned"]


class Message(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The form of all messages: only known fields, defaults left out."""


class Party(Message):
    """One side of a payment: an account and what is known of its holder."""

    account: Name
    institution: Code
    scheme: Scheme = "auto"
    party: PartyKind = "unknown"
    phone: Number | None = None
    person: Annotated[Number, Meta(description="IIN or BIN, or its token.")] | None = None


class Session(Message):
    """What the payer's institution sees of the session in which the order was given."""

    active_call: Annotated[bool, Meta(description="A telephone call is going on on the payer's device.")] = False
    remote_access: Annotated[bool, Meta(description="A tool for remote control is running on the device.")] = False
    new_device: Annotated[bool, Meta(description="The device has been used for this account for less than a day.")] = (
        False
    )
    sim_swap_days: Annotated[int, Meta(ge=0, le=30_000, description="Days since the SIM card was changed.")] | None = (
        None
    )
    step_up_passed: Annotated[bool, Meta(description="A further identification (biometrics) was passed.")] | None = None


class Payment(Message):
    """A payment to be screened, asked about by the payer's institution (outgoing) or the payee's (incoming)."""

    id: Annotated[Name, Meta(description="The asking institution's own id: the same id and body get the same answer.")]
    time: Annotated[Instant, Meta(description="When the order was given.")]
    debtor: Party
    creditor: Party
    amount: Amount
    kind: Kind
    side: Side = "outgoing"
    end_to_end_id: (
        Annotated[
            Name, Meta(description="ISO 20022 EndToEndId: by it both sides' questions are one payment, counted once.")
        ]
        | None
    ) = None
    currency: Currency = "KZT"
    channel: Channel = "unknown"
    device: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    ip: Annotated[str, Meta(min_length=2, max_length=45)] | None = None
    session: Session | None = None
    purpose: Annotated[str, Meta(max_length=210)] | None = None


class Batch(Message):
    """Payments to be screened together, in this order."""

    payments: Annotated[list[Payment], Meta(min_length=1, max_length=1000)]


class Text(Message):
    """The same sentence in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str


class Reason(Message):
    """A rule that fired: its code, what it weighs, and what it means; a negative weight speaks for the payer."""

    code: str
    weight: int
    text: Text


class Answer(msgspec.Struct, kw_only=True):
    """The centre's verdict on a payment."""

    id: str
    verdict: Verdict
    tier: Tier
    score: Annotated[int, Meta(ge=0, le=1000)]
    reasons: list[Reason]
    expires_at: Annotated[datetime, Meta(tz=True, description="Until when the verdict stands.")]
    held_amount: Annotated[int, Meta(description="Only so many tiyn of it are stolen: hold these.")] | None = None
    sequence: Annotated[int, Meta(description="The verdict's place in the centre's journal.")] | None = None
    receipt: Annotated[str, Meta(description="Names the proof: GET /v1/payments/{institution}/{id} has it.")] | None = (
        None
    )
    degraded: Annotated[
        bool,
        Meta(description="No verdict in time: this is the institution's own stand-in policy, and it is not recorded."),
    ] = False
    unread: Annotated[
        list[str], Meta(description="Fields whose identifiers could not be read; they were kept as given.")
    ] = []


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What went wrong, as RFC 9457 says it; `field` names the place in the request."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None


class ItemProblem(msgspec.Struct, kw_only=True):
    """A payment of a batch that got no verdict: its place in the batch, and why. The others got theirs."""

    index: int
    id: str
    problem: Problem


class Answers(msgspec.Struct, kw_only=True):
    """The verdicts of a batch in its order, `null` where there is a problem instead."""

    answers: list[Answer | None]
    problems: list[ItemProblem]


class OutcomeReport(Message):
    """What the institution did with a payment after the verdict."""

    id: Name
    outcome: Outcome
    time: Instant


class Outcomes(Message):
    """Several outcomes together."""

    outcomes: Annotated[list[OutcomeReport], Meta(min_length=1, max_length=1000)]


class OutcomeAnswer(msgspec.Struct, kw_only=True):
    """Each outcome: recorded now or before, or there is no such payment."""

    id: str
    status: Literal["recorded", "unknown_payment"]


class OutcomeAnswers(msgspec.Struct, kw_only=True):
    """What became of the reported outcomes, in their order."""

    outcomes: list[OutcomeAnswer]


IdentifierKind = Literal[
    "iin",
    "bin",
    "iban",
    "card",
    "account",
    "phone",
    "device",
    "imei",
    "iccid",
    "email",
    "ip",
    "domain",
    "url",
    "crypto",
    "social",
]


class Identifier(Message):
    """An identifier to be looked up: readable, or as its token."""

    kind: IdentifierKind
    value: Annotated[str, Meta(min_length=1, max_length=2048)]


class RegistryCheck(Message):
    """Identifiers to be looked up in the registry."""

    identifiers: Annotated[list[Identifier], Meta(min_length=1, max_length=1000)]
    counters: Annotated[
        bool,
        Meta(description="Give counters too, for at most 100 identifiers; they come from the store, in milliseconds."),
    ] = False


class Windows(msgspec.Struct, kw_only=True):
    """A count over three windows that end now, rounded up to 0, 1, 5, 10, 50, 100, 500, 1000 …"""

    days_3: int
    days_30: int
    days_180: int


class Counters(msgspec.Struct, kw_only=True, omit_defaults=True):
    """How often something happened with an identifier, or with all identifiers of its owner."""

    reports: Annotated[Windows, Meta(description="It was reported.")]
    confirmed: Annotated[Windows, Meta(description="An entry was confirmed.")]
    rejected: Annotated[Windows, Meta(description="An entry was taken back as wrong.")]
    settlements: Annotated[Windows, Meta(description="A payment to it was let pass; for accounts.")] | None = None


class Standing(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the registry says of one identifier: a tier and the code of the ground, never the story."""

    tier: Tier
    ground: str | None = None
    unread: (
        Annotated[str, Meta(description="Why the identifier could not be read; it was looked up as given.")] | None
    ) = None
    counters: Annotated[Counters, Meta(description="Of the identifier; where they were asked for.")] | None = None
    owner_counters: (
        Annotated[Counters, Meta(description="Of all identifiers of its owner, where the registry knows him.")] | None
    ) = None


class RegistryAnswer(msgspec.Struct, kw_only=True):
    """The answers, in the order of the question; `as_of` is the registry's version."""

    answers: list[Standing]
    as_of: int


class StoredVerdict(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A verdict as it was given, and its proof once the log holds it (within a second or so)."""

    answer: Answer
    institution: str
    decided_at: datetime
    receipt: dict[str, Any] | None = None
    outcomes: list[OutcomeReport] = []


class RiskChange(msgspec.Struct, kw_only=True):
    """The standing risk of an account of yours came to another tier, and the kinds of things that speak against it."""

    sequence: Annotated[int, Meta(description="The change's place in the centre's log.")]
    account: Annotated[str, Meta(description="The token of the account: 32 lower-case hex digits.")]
    before: Tier
    after: Tier
    signs: Annotated[list[str], Meta(description="Codes of what speaks against the account, gravest first.")]
    payments: Annotated[
        dict[str, str],
        Meta(description="How many payments spoke against it in 3, 30 and 180 days, coarsely: `0`, `1-2`, `3-9` …"),
    ]
    time: Instant


class RiskChanges(msgspec.Struct, kw_only=True):
    """Changes in the order in which they happened; ask again with `after` = `next`, at once if there are more."""

    changes: list[RiskChange]
    next: int
    more: bool


class Health(msgspec.Struct, kw_only=True):
    """Can the gateway keep its promises? `degraded` names what it does without."""

    status: Literal["ok", "degraded", "failing"]
    version: str
    rules: int
    next_sequence: int
    registry_as_of: int
    checks: dict[str, str]
