"""What has happened to an incident: opened, its payments found, its money followed, the taint placed and lifted."""

from enum import StrEnum

import msgspec

from arasha.kernel.facts import Fact


class IncidentState(StrEnum):
    """Where an incident is between the report and the money's return."""

    REPORTED = "reported"
    TRIAGED = "triaged"
    TRACED = "traced"
    HOLDING = "holding"
    ANALYSING = "analysing"
    RECALLING = "recalling"
    REFUNDING = "refunding"
    MONITORING = "monitoring"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    UNFOUNDED = "unfounded"
    TRANSFERRED = "transferred"


class ClaimState(StrEnum):
    """Whether a reported payment has been found in the ledger."""

    WAITING = "waiting"
    LOCATED = "located"
    DUPLICATE = "duplicate"
    AMBIGUOUS = "ambiguous"


class IncidentFact(Fact, frozen=True, tag="recovery.incident"):
    """What all facts of an incident say."""

    incident: int

    @property
    def subject(self) -> str:
        return f"incident:{self.incident}"


class IncidentOpened(IncidentFact, frozen=True, tag="recovery.incident_opened"):
    """A report of theft became an incident; `claims` is how many payments it names."""

    complaint: int
    institution: str
    claims: int


class PaymentLocated(IncidentFact, frozen=True, tag="recovery.payment_located"):
    """A reported payment was found in the ledger; `amount` in tiyn."""

    claim: int
    payment: int
    amount: int


class TraceDrawn(IncidentFact, frozen=True, tag="recovery.trace_drawn"):
    """The money was followed; `digest` is the SHA-256 of the trace's canonical JSON, sums in tiyn.

    `ledger` is the sequence up to which the ledger was read: from the same ledger the same trace can be drawn again.
    """

    version: int
    rule: str
    depth: int
    ledger: int
    accounts: int
    stolen: int
    left: int
    digest: str


class TaintedAccount(msgspec.Struct, frozen=True, array_like=True):
    """What lies in an account so many hops from the theft, oldest first: each lot its tiyn and what of it is whose."""

    account: str
    hop: int
    lots: list[tuple[int, list[tuple[int, int]]]]


class TaintPlaced(IncidentFact, frozen=True, tag="recovery.taint_placed"):
    """Stolen money lies in these accounts as of the ledger's sequence; what was known of them is replaced.

    To those `beyond` the trace it came on top of what was known of them. Payments from the sequence `ledger` on are
    counted by whoever follows; `until` (µs) is the end of the watch.
    """

    rule: str
    ledger: int
    until: int
    accounts: list[TaintedAccount]
    beyond: list[TaintedAccount] = msgspec.field(default_factory=list)


class TaintSecured(IncidentFact, frozen=True, tag="recovery.taint_secured"):
    """So much of each claim is held by the account's institution, and runs no more."""

    account: str
    claims: dict[int, int]


class TaintLifted(IncidentFact, frozen=True, tag="recovery.taint_lifted"):
    """These claims count no longer in these accounts: released, expired, or the incident has ended as a whole."""

    accounts: list[str]
    claims: list[int]
    ended: bool = False


TAINT = (TaintPlaced, TaintSecured, TaintLifted)
