"""What the state's portal and the centre say to each other about people who refuse credit.

The portal has asked its user who he is. What it says for him is believed as far as refusing goes; to lift a refusal it
passes on what the person signed, or says that the person stood before an officer. `person` in an address is the token
that `person_named` gives: no IIN ever stands in an address. Amounts are whole tiyn.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.client.credit import Channel, Decision, Product
from arasha.client.handling import OwnId
from arasha.client.schemas import Amount, Code, Instant, Number, Text
from arasha.client.schemas import Message as Known

Scope = Literal["all", "micro_lenders", "remote", "above"]
RefusalState = Literal["none", "set_pending", "active", "lift_requested", "lift_cooling", "lifted"]
GuardianGround = Literal["minor", "incapable"]
GuardianState = Literal["asked", "confirmed", "declined", "ended"]
What = Literal[
    "set", "widened", "lift_asked", "lift_confirmed", "trusted_agreed", "cooling", "cancelled", "trusted_stopped",
    "lapsed", "narrowed", "lifted", "trusted_invited", "trusted_accepted", "trusted_declined", "release_asked",
    "release_cancelled", "trusted_released", "guardian_asked", "guardian_confirmed", "guardian_declined",
    "guardian_ended", "loan_denied", "loan_held", "claim_opened", "claim_disputed", "claim_upheld", "claim_unfounded",
    "claim_written_off", "claim_corrected",
]  # fmt: skip

Short = Annotated[str, Meta(min_length=1, max_length=120)]
Scopes = Annotated[list[Scope], Meta(min_length=1, max_length=4)]
Guardian = Annotated[
    Number, Meta(description="Who acts, when it is not the person: a guardian's IIN or token; it must be confirmed.")
]
InPerson = Annotated[bool, Meta(description="The person stood before an officer, who checked the identity document.")]
Signature = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200_000,
        description="What the person signed, base64: CMS with the text inside, or enveloped XML. The text is one of "
        "`to_sign`.",
    ),
]


class PersonAsked(Known):
    """Who is this? The answer is the token under which everything of a person stands."""

    id: OwnId
    iin: Annotated[str, Meta(min_length=12, max_length=12, description="The person's IIN.")]


class PersonNamed(msgspec.Struct, kw_only=True):
    """A person's token: 32 hex digits, to be used in addresses."""

    person: str


class Refuse(Known):
    """Refuse these loans, at once, besides what is refused already."""

    id: OwnId
    scopes: Scopes
    above: (
        Annotated[Amount, Meta(description="With `above`: larger loans are refused; steps of 50 000 tenge.")] | None
    ) = None
    guardian: Guardian | None = None
    in_person: InPerson = False


class LiftWanted(Known):
    """Ask that less is refused: only `keep`, nothing when it is empty."""

    id: OwnId
    keep: Annotated[list[Scope], Meta(max_length=4)] = msgspec.field(default_factory=list)
    above: Amount | None = None
    guardian: Guardian | None = None
    in_person: InPerson = False


class Confirmation(Known):
    """Confirm what was asked for: by a signature over the text, or because the person stood before an officer."""

    id: OwnId
    signature: Signature | None = None
    guardian: Guardian | None = None
    in_person: InPerson = False


class Said(Known):
    """The person wants this."""

    id: OwnId
    guardian: Guardian | None = None
    in_person: InPerson = False


class TrustedNamed(Known):
    """Name a trusted person. You get a message `credit.trusted` with the code for that telephone: bring it there, and
    show it to nobody else.
    """

    id: OwnId
    name: Short
    phone: Annotated[str, Meta(min_length=1, max_length=40)]
    called: Annotated[str, Meta(min_length=1, max_length=120, description="What the trusted person calls the person.")]
    guardian: Guardian | None = None


class Lift(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A lift under way: what stays refused, and what is still missing."""

    keep: list[Scope]
    asked_at: Instant
    confirmed: bool
    trusted_agreed: bool
    above: int | None = None
    lapses_at: Instant | None = None
    cooling_until: Annotated[Instant, Meta(description="When it happens by itself, unless it is stopped.")] | None = (
        None
    )


class RefusalTold(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A person's refusal as it stands now."""

    person: str
    state: RefusalState
    scopes: list[Scope]
    text: Annotated[Text, Meta(description="What is refused, as part of a sentence.")]
    above: int | None = None
    set_at: Instant | None = None
    in_force_at: Annotated[Instant, Meta(description="From when on lenders are answered by it.")] | None = None
    in_force_from: Annotated[int, Meta(description="The place in the order of all answers from which on.")] | None = (
        None
    )
    lift: Lift | None = None
    to_sign: Annotated[Text, Meta(description="What confirms the lift: sign any one of these.")] | None = None
    trusted: Literal["none", "invited", "accepted", "leaving"]
    trusted_until: Instant | None = None
    release_to_sign: Annotated[Text, Meta(description="What releases the trusted person.")] | None = None
    guardians: Annotated[list[str], Meta(description="Tokens of those who may act for the person.")] = msgspec.field(
        default_factory=list
    )


class Occurrence(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Something that happened to a refusal, and how the person is told."""

    number: int
    at: Instant
    what: What
    title: Text
    text: Text
    until: Instant | None = None


class Asked(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A lender asked about the person, and was answered."""

    sequence: int
    at: Instant
    lender: Code
    lender_name: Text
    channel: Channel
    product: Product
    answer: Decision
    amount: int | None = None
    until: datetime | None = None


class History(msgspec.Struct, kw_only=True):
    """What happened, the newest first; ask on with `before` = `next`, as long as there is one."""

    events: list[Occurrence]
    next: int | None


class Questions(msgspec.Struct, kw_only=True):
    """Who asked, the newest first; ask on with `before` = `next`, as long as there is one."""

    asked: list[Asked]
    next: int | None


class GuardianWanted(Known):
    """Somebody says that he is the guardian of a minor, or of a person whom a court declared incapable."""

    id: OwnId
    guardian: Annotated[str, Meta(min_length=12, max_length=32, description="Your user's IIN, or token.")]
    ward: Annotated[str, Meta(min_length=12, max_length=12, description="The ward's IIN.")]
    ground: GuardianGround
    document: Annotated[str, Meta(min_length=1, max_length=80, description="Number of the certificate or decision.")]
    confirmed: Annotated[bool, Meta(description="You have looked into the state's registers, and they say so.")] = False


class GuardianDecided(Known):
    """What the state's registers say of a guardianship."""

    id: OwnId
    confirmed: bool


class Ended(Known):
    """The state's registers say that a guardianship is no more."""

    id: OwnId


class GuardianTold(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A guardianship as it stands now; `guardian` and `ward` are tokens."""

    number: int
    guardian: str
    ward: str
    ground: GuardianGround
    state: GuardianState
    asked_at: Instant
    ends_at: Annotated[Instant, Meta(description="When the ward comes of age.")] | None = None
    guardian_iin: Annotated[str, Meta(description="While it waits to be looked up.")] | None = None
    ward_iin: str | None = None
    document: str | None = None


class GuardiansTold(msgspec.Struct, kw_only=True):
    """Guardianships that wait to be looked up in the state's registers, the oldest first."""

    guardianships: list[GuardianTold]
    next: int
    more: bool
