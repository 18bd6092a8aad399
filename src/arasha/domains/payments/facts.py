"""The language of payments: verdicts and what has happened."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple
from uuid import UUID

from arasha.kernel.facts import Fact


class Verdict(IntEnum):
    """What the centre advises; a higher one is the graver."""

    ALLOW = 0
    WARN = 1
    HOLD = 2
    REFUSE = 3

    @property
    def word(self) -> str:
        """The word outside: `allow`, `warn`, `hold`, `refuse`."""
        return self.name.lower()


class PaymentsScreened(Fact, frozen=True, tag="payments.screened"):
    """A group of verdicts was recorded; `root` is the Merkle root over its rows, 64 hex digits."""

    first: int
    last: int
    rows: int
    root: str
    verdicts: dict[str, int]

    @property
    def subject(self) -> str:
        return f"group:{self.first}"


class PaymentHeld(Fact, frozen=True, tag="payments.held"):
    """A payment got the verdict `hold`; `held_amount` when only so many tiyn of it are stolen money, else 0."""

    sequence: int
    institution: str
    debtor: str
    creditor: str
    amount: int
    reasons: list[str]
    held_amount: int = 0

    @property
    def subject(self) -> str:
        return f"payment:{self.sequence}"


class PaymentRefused(Fact, frozen=True, tag="payments.refused"):
    """A payment got the verdict `refuse`."""

    sequence: int
    institution: str
    debtor: str
    creditor: str
    amount: int
    reasons: list[str]

    @property
    def subject(self) -> str:
        return f"payment:{self.sequence}"


class TaintMoved(Fact, frozen=True, tag="payments.taint_moved"):
    """Stolen money went on with a payment that was let go: tiyn of each claim."""

    payment: int
    claims: dict[int, int]

    @property
    def subject(self) -> str:
        return f"payment:{self.payment}"


class ReviewDecided(Fact, frozen=True, tag="payments.review_decided"):
    """A person looked at a payment and decided what it was."""

    sequence: int
    decision: str
    creditor: str

    @property
    def subject(self) -> str:
        return f"payment:{self.sequence}"


class AccountRiskChanged(Fact, frozen=True, tag="payments.account_risk_changed"):
    """An account's standing risk reached another tier; `signs` are the codes of what speaks against it, gravest first.

    `institution` keeps the account; `before` and `after` are tiers.
    """

    token: str
    institution: str
    before: int
    after: int
    signs: list[str]

    @property
    def subject(self) -> str:
        return f"account:{self.token}"


class AccountReviewed(Fact, frozen=True, tag="payments.account_reviewed"):
    """A person looked into an account that may be a drop; `tier` is its tier of risk then."""

    token: str
    tier: int

    @property
    def subject(self) -> str:
        return f"account:{self.token}"


class Decision(StrEnum):
    """What a person found a payment to be."""

    FRAUD = "fraud"
    LEGITIMATE = "legitimate"
    UNCLEAR = "unclear"


class ReviewOrigin(StrEnum):
    """Why a payment came to be reviewed."""

    VERDICT = "verdict"
    LISTED_LATER = "listed_later"


class Outcome(IntEnum):
    """What an institution did with a payment."""

    EXECUTED = 0
    ABANDONED = 1
    HELD = 2
    RELEASED = 3
    REFUSED = 4
    RETURNED = 5

    @property
    def word(self) -> str:
        """The word outside: `executed`, `abandoned`, …"""
        return self.name.lower()


class PatternKind(IntEnum):
    """A shape of laundering that several payments form together."""

    FAN_IN = 1
    FAN_OUT = 2
    GATHER_SCATTER = 3
    SCATTER_GATHER = 4
    CYCLE = 5
    BIPARTITE = 6
    STACK = 7
    TWO_STEPS = 8

    @property
    def word(self) -> str:
        """The word outside: `fan_in`, `fan_out`, …"""
        return self.name.lower()


class TypologyState(StrEnum):
    """Where a typology is in its life."""

    DRAFT = "draft"
    SHADOW = "shadow"
    LIVE = "live"
    RETIRED = "retired"
    REJECTED = "rejected"


class TypologyFact(Fact, frozen=True, tag="payments.typology"):
    """What all facts of a typology say."""

    code: str
    version: int

    @property
    def subject(self) -> str:
        return f"typology:{self.code}"


class TypologyProposed(TypologyFact, frozen=True, tag="payments.typology_proposed"):
    """A typology was written; `institution` when one proposed it, `content` is the SHA-256 of its canonical JSON."""

    institution: str
    content: str


class TypologyEdited(TypologyFact, frozen=True, tag="payments.typology_edited"):
    """A typology says something else from this version on."""

    content: str


class TypologyChanged(TypologyFact, frozen=True, tag="payments.typology_changed"):
    """A typology went from one state to another."""

    before: TypologyState
    after: TypologyState


class ModelStage(StrEnum):
    """Where a model is in its life."""

    DRAFT = "draft"
    SHADOW = "shadow"
    ROLLING_OUT = "rolling_out"
    LIVE = "live"
    RETIRED = "retired"


class ModelFact(Fact, frozen=True, tag="payments.model"):
    """What all facts of a model say; `version` names its content."""

    version: str

    @property
    def subject(self) -> str:
        return f"model:{self.version}"


class ModelRegistered(ModelFact, frozen=True, tag="payments.model_registered"):
    """A model came into the registry; `digest` is the SHA-256 of its files."""

    digest: str


class ModelMoved(ModelFact, frozen=True, tag="payments.model_moved"):
    """A model went from one stage to another; `percent` of the paying accounts are acted on by it."""

    before: ModelStage
    after: ModelStage
    percent: int


# Kinds of payments (`Flow.kind`, in the order of `client.schemas.Kind`) with which stolen money goes out of reach: cash
# at once; and what is bought far from the theft, for whoever sold it in good faith is not the thief.
MERCHANT, CASH_OUT = 1, 2
MERCHANT_HOPS = 2


class Flow(NamedTuple):
    """A payment as it moved money, or would have: `payment` is the sequence of its first question, amount in tiyn.

    `moved` is known from what institutions reported; where nothing was reported, advice to hold counts as heeded.
    """

    payment: int
    at: datetime
    debtor: UUID
    creditor: UUID
    amount: int
    kind: int
    debtor_institution: str
    creditor_institution: str
    moved: bool


class Ledger(NamedTuple):
    """Flows by payment; what lay in each account before; the accounts of which not everything was read."""

    flows: Mapping[int, Flow]
    before: Mapping[UUID, int]
    cut: set[UUID]
