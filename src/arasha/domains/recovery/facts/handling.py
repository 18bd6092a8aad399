"""What has happened to holds, their analysis and their clocks. Amounts are tiyn, instants µs."""

from enum import StrEnum

import msgspec

from arasha.domains.recovery.facts.incidents import IncidentFact, IncidentState
from arasha.kernel.facts import Fact


class HoldState(StrEnum):
    """Where the holding of stolen money in one account is."""

    REQUESTED = "requested"
    RECEIVED = "received"
    HELD_FULL = "held_full"
    HELD_PARTIAL = "held_partial"
    NOTHING_LEFT = "nothing_left"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    RELEASED_EXPIRED = "released_expired"
    RELEASED_APPEAL = "released_appeal"
    CONVERTED = "converted_to_recall"


class HoldGround(StrEnum):
    """Why money is held: the account got it from the victim, or further down the trace."""

    STOLEN_RECEIVED = "stolen_received"
    STOLEN_TRACED = "stolen_traced"


class Refusal(StrEnum):
    """Why an institution does not hold what it is asked to."""

    NOT_OURS = "not_ours"
    ACCOUNT_CLOSED = "account_closed"
    SOCIAL_PAYMENTS = "social_payments"
    LEGAL_BAR = "legal_bar"
    OTHER = "other"


class AnalysisState(StrEnum):
    """What the institution that keeps the account finds when it looks into a hold; silence is never consent."""

    NOT_DUE = "not_due"
    WAITING = "waiting"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    ESCALATED = "escalated"


class Disagreement(StrEnum):
    """Why an institution holds that the money is not stolen."""

    HONEST_TRADE = "honest_trade"
    WAGES_OR_BENEFITS = "wages_or_benefits"
    OWN_MONEY = "own_money"
    RETURNED_ALREADY = "returned_already"
    OTHER = "other"


class IncidentAdvanced(IncidentFact, frozen=True, tag="recovery.incident_advanced"):
    """An incident stands elsewhere in its life."""

    before: IncidentState
    after: IncidentState


class TriageDecided(IncidentFact, frozen=True, tag="recovery.triage_decided"):
    """A person looked at a report that was not trusted at once; `trust` in per mille, `signs` why it was not."""

    believed: bool
    trust: int
    signs: list[str]


class HoldFact(Fact, frozen=True, tag="recovery.hold"):
    """What all facts of a hold say: `held` is what is held after it, of `amount` that was asked."""

    hold: int
    incident: int
    state: HoldState
    amount: int
    held: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold}"


class HoldRequested(HoldFact, frozen=True, tag="recovery.hold_requested"):
    """The institution of an account was asked to hold stolen money; asked for more when more had come."""

    account: str
    institution: str
    ground: HoldGround
    hop: int
    claims: dict[int, int]


class HoldReceived(HoldFact, frozen=True, tag="recovery.hold_received"):
    """The institution has the request before it."""


class HoldAnswered(HoldFact, frozen=True, tag="recovery.hold_answered"):
    """The institution said what it holds; `expires_at` is when a hold ends by itself, 0 when nothing is held."""

    institution: str
    expires_at: int
    refusal: str = ""


class HoldTimedOut(HoldFact, frozen=True, tag="recovery.hold_timed_out"):
    """The institution did not answer in time."""

    institution: str


class HoldConfirmed(HoldFact, frozen=True, tag="recovery.hold_confirmed"):
    """A procedural document stands behind a hold; `digest` is its SHA-256."""

    digest: str


class HoldReleaseProposed(HoldFact, frozen=True, tag="recovery.hold_release_proposed"):
    """One person would release a hold above the threshold; a second one decides."""


class HoldReleased(HoldFact, frozen=True, tag="recovery.hold_released"):
    """A hold ended: by decision, by expiry or by appeal, as `state` says. `freed` is what the holder has again."""

    account: str
    institution: str
    freed: int


class HoldConverted(HoldFact, frozen=True, tag="recovery.hold_converted"):
    """Held money is asked back: from now on the recall's clocks run."""

    recall: int


class AnalysisAnswered(HoldFact, frozen=True, tag="recovery.analysis_answered"):
    """The institution that keeps the account said whether it agrees that the money is stolen."""

    analysis: AnalysisState
    disagreement: str = ""
    evidence: list[str] = msgspec.field(default_factory=list)


class AnalysisEscalated(HoldFact, frozen=True, tag="recovery.analysis_escalated"):
    """The institution was silent: a person of the centre takes it up. Silence is not consent."""


class EvidenceKept(Fact, frozen=True, tag="recovery.evidence_kept"):
    """A file was laid to a hold, an appeal or an incident; `digest` is its SHA-256."""

    evidence: int
    about: str
    evidence_kind: str
    digest: str

    @property
    def subject(self) -> str:
        return self.about


class ClockFact(Fact, frozen=True, tag="recovery.clock"):
    """What all facts of a clock say: which of whom, and when it runs out."""

    about: str
    code: str
    institution: str
    due_at: int

    @property
    def subject(self) -> str:
        return self.about


class ClockWarned(ClockFact, frozen=True, tag="recovery.clock_warned"):
    """A clock will soon run out; whoever is to act was told."""


class ClockBreached(ClockFact, frozen=True, tag="recovery.clock_breached"):
    """A clock ran out before it was stopped."""
