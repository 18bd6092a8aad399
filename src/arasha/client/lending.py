"""What lenders and bureaus tell the centre, and are told: outcomes, claims, marks, loans, the list of all who refuse.

As with `arasha.client.handling`: whatever changes something carries an `id` of yours; the same id and body get the same
answer. Amounts are whole tiyn; instants are RFC 3339 with a time zone.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.client.handling import Note, OwnId, Reference
from arasha.client.schemas import Amount, Code, Instant, Message, Name, Number

Finding = Literal["waiting", "asked", "without_receipt", "against_deny", "against_hold", "asked_another"]
ClaimState = Literal["open", "disputed", "upheld", "written_off", "corrected", "unfounded"]
LoanSource = Literal["lender", "bureau", "person"]
DisputeReason = Literal["asked", "not_lent", "not_refused", "no_credit", "other"]
Noted = Literal["new", "known", "differs"]
Scope = Literal["all", "micro_lenders", "remote", "above"]
MarkNoted = Literal["set", "lifted", "unchanged", "unknown", "not_later"]
ConflictKind = Literal["lifted_here", "bureaus_disagree"]
CorrectionSaid = Literal["corrected", "not_held"]

Person = Annotated[Number, Meta(description="The IIN of the person, or its token.")]


class LoanOutcome(Message):
    """What you did after you had asked. Of a loan say to whom, how much and under which contract."""

    application: Annotated[Name, Meta(description="The application about which you asked.")]
    lent: bool
    at: Annotated[Instant, Meta(description="When you lent, or decided not to.")]
    person: Person | None = None
    amount: Amount | None = None
    contract: (
        Annotated[Name, Meta(description="Your own name of the loan; the application's unless you say.")] | None
    ) = None


class LoanOutcomes(Message):
    """What became of some applications; each at most once."""

    id: OwnId
    outcomes: Annotated[list[LoanOutcome], Meta(min_length=1, max_length=1000)]


class OutcomeNoted(msgspec.Struct, kw_only=True):
    """An outcome as it was noted. `differs`: you said otherwise before, and that stands.

    `waiting`: your check is not in the store yet; it is looked for during a quarter of an hour.
    """

    application: str
    noted: Noted
    finding: Finding | None = None
    claim: Reference | None = None


class OutcomesNoted(msgspec.Struct, kw_only=True):
    """The outcomes in your order."""

    outcomes: list[OutcomeNoted]


class Claim(msgspec.Struct, kw_only=True):
    """That a loan of yours is void, as it stands now."""

    reference: Reference
    state: ClaimState
    ground: Finding
    source: Annotated[LoanSource, Meta(description="Who said that the loan was given.")]
    contract: str
    application: str
    person: Annotated[str, Meta(description="The token of the person.")]
    amount: Annotated[int, Meta(description="Whole tiyn; 0: not known.")]
    lent_at: Instant
    opened_at: Instant
    due_at: Annotated[Instant, Meta(description="Until when whoever is to act now must have acted.")] | None = None
    overdue: bool = False
    dispute: DisputeReason | None = None
    decision: Annotated[str, Meta(description="The supervisor's reasons.")] = ""
    ended_at: Instant | None = None


class Claims(msgspec.Struct, kw_only=True):
    """Claims against you, the oldest first; ask again with `after` = `next`, at once if there are more."""

    claims: list[Claim]
    next: int
    more: bool


class WriteOff(Message):
    """You want nothing of the person any more, and have taken back what you reported to bureaus."""

    id: OwnId


class Dispute(Message):
    """The loan stands, you say, and why; who has a receipt names its application."""

    id: OwnId
    reason: DisputeReason
    application: Name | None = None
    note: Note = ""


class Mark(Message):
    """What your register has of a person: what is refused and since when, or when that was lifted, or both."""

    person: Person
    scopes: Annotated[list[Scope], Meta(max_length=4)] = msgspec.field(default_factory=list)
    above: Annotated[Amount, Meta(description="With the scope `above`: what is larger is refused.")] | None = None
    set_at: Instant | None = None
    lifted_at: Annotated[Instant, Meta(description="Counts when it is later than the last `set_at`.")] | None = None


class Marks(Message):
    """Some of your register, in the order in which it happened. Send what people told you, not what we told you."""

    id: OwnId
    marks: Annotated[list[Mark], Meta(min_length=1, max_length=1000)]


class MarksNoted(msgspec.Struct, kw_only=True):
    """What became of each: `unknown`, nothing was there to lift; `not_later`, it was set after the lift."""

    noted: list[MarkNoted]


class Loan(Message):
    """A loan that a lender reported to you."""

    lender: Annotated[Code, Meta(description="The lender's code with us; any other name when it has none.")]
    contract: Name
    person: Person
    amount: Amount
    at: Annotated[Instant, Meta(description="When it was given; where only the day is known, the day's end.")]
    application: Name | None = None


class Loans(Message):
    """Loans that were given lately."""

    id: OwnId
    loans: Annotated[list[Loan], Meta(min_length=1, max_length=1000)]


class LoansNoted(msgspec.Struct, kw_only=True):
    """What became of each, in your order."""

    noted: list[Noted]


class Correction(msgspec.Struct, kw_only=True):
    """A loan that was written off: strike it from the person's record."""

    number: int
    reference: Reference
    person: Annotated[str, Meta(description="The IIN; empty when we do not know it.")]
    person_token: str
    lender: str
    contract: str
    amount: int
    lent_at: Instant
    due_at: Instant | None = None


class Corrections(msgspec.Struct, kw_only=True):
    """What you have still to strike, the oldest first; ask again with `after` = `next`."""

    corrections: list[Correction]
    next: int
    more: bool


class CorrectionDone(Message):
    """You have struck the loan from the record, or never had it."""

    id: OwnId
    said: CorrectionSaid


class Conflict(msgspec.Struct, kw_only=True):
    """Your register says that credit is refused, and is contradicted. Lift it, or set it anew if you know better."""

    number: int
    kind: ConflictKind
    person: Annotated[str, Meta(description="The IIN; empty when we do not know it.")]
    person_token: str
    found_at: Instant


class Conflicts(msgspec.Struct, kw_only=True):
    """Contradictions about marks of yours that are not settled."""

    conflicts: list[Conflict]


class ListPart(msgspec.Struct, kw_only=True):
    """A file of the list: all rows, or what makes this version of the one before. The note is signed by our log."""

    name: str
    kind: Literal["rows", "changes"]
    version: int
    rows: int
    sha256: str
    note: str


class ListParts(msgspec.Struct, kw_only=True):
    """The files that bring your list up to date, in their order; none when it is."""

    version: int
    key: Annotated[
        str,
        Meta(description="Hexadecimal. A name is 16 bytes of HMAC-SHA256(key, `iin`, 0x00, IIN). Keep it as your own."),
    ]
    parts: list[ListPart]


class ListBlock(msgspec.Struct, kw_only=True):
    """A part of a file, base64; ask again with `offset` = `next` while there is more."""

    data: str
    next: int
    more: bool


class Comparison(Message):
    """You have compared your register with a version of the list: how many people are only in one, or otherwise."""

    id: OwnId
    version: Annotated[int, Meta(ge=1)]
    only_here: Annotated[int, Meta(ge=0, description="Only in the centre's list.")]
    only_there: Annotated[int, Meta(ge=0, description="Only in your register.")]
    otherwise: Annotated[int, Meta(ge=0, description="In both, but other loans are refused.")]


class Compared(msgspec.Struct, kw_only=True):
    """It is noted."""

    at: Instant
