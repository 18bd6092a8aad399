"""The language of the registry: grounds, states, evidence, and what has happened to entries."""

from enum import IntEnum, StrEnum

import msgspec

from arasha.kernel.facts import Fact


class Ground(IntEnum):
    """Why an identifier stands in the registry; the number is part of the answer's byte and never reused."""

    REPORT = 1
    ANALYST_FINDING = 2
    CONFIRMED_FRAUD = 3
    POLICE_ACT = 4
    COURT_DECISION = 5

    @property
    def code(self) -> str:
        """The code outside: `report`, `police_act`, …"""
        return self.name.lower()


class EntryState(StrEnum):
    """Where an entry is in its life."""

    PROPOSED = "proposed"
    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REDUCED = "reduced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class EvidenceKind(StrEnum):
    """What an entry may rest on; a closed list."""

    VICTIM_REPORT = "victim_report"
    INSTITUTION_REPORT = "institution_report"
    ANALYST_FINDING = "analyst_finding"
    ENGINE_FINDING = "engine_finding"
    REVIEWED_FRAUD = "reviewed_fraud"
    POLICE_ACT = "police_act"
    COURT_DECISION = "court_decision"


class Care(StrEnum):
    """Why nothing may count against an identifier before a person has looked."""

    MINOR = "minor"
    ELDER = "elder"
    VICTIM = "victim"


class ContestState(StrEnum):
    """Where a person's contest of an entry is in its life; it runs beside the entry's own."""

    FILED = "filed"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    REMOVED = "removed"


class EntryFact(Fact, frozen=True, tag="registry.entry"):
    """What all facts of an entry say.

    `token` is 32 hex digits; `effective` is the byte that a look-up of the token answers from now on
    (`rules.answers`).
    """

    entry: int
    token: str
    effective: int

    @property
    def subject(self) -> str:
        return f"entry:{self.entry}"


class EntryAdded(EntryFact, frozen=True, tag="registry.entry_added"):
    """An identifier was proposed for the registry, by a process without effect, by a person with a soft one at once.

    `evidence` are codes of what it rests on, `care` says why a person must look first; instants are µs.
    """

    identifier_kind: str
    tier: int
    ground: int
    expires_at: int
    state: str = EntryState.PROPOSED
    evidence: list[str] = msgspec.field(default_factory=list)
    care: str = ""


class EvidenceAdded(EntryFact, frozen=True, tag="registry.evidence_added"):
    """Something more speaks for an entry: its kind, and the house that reported it."""

    evidence_kind: str
    reporter: str


class EntryProvisional(EntryFact, frozen=True, tag="registry.entry_provisional"):
    """A person looked at a proposal: it has a soft effect until an instant (µs) and no longer."""

    until: int


class EntryConfirmed(EntryFact, frozen=True, tag="registry.entry_confirmed"):
    """A second person confirmed an entry on enough evidence: it has its full effect until an instant (µs)."""

    identifier_kind: str
    expires_at: int = 0


class EntryReduced(EntryFact, frozen=True, tag="registry.entry_reduced"):
    """An entry stands on with a lower tier."""

    tier: int


class EntryWithdrawn(EntryFact, frozen=True, tag="registry.entry_withdrawn"):
    """An entry was taken back and has no effect any more. The reason, free text, stands in the registry."""


class EntryExpired(EntryFact, frozen=True, tag="registry.entry_expired"):
    """An entry's term ended."""


class NoticeQueued(EntryFact, frozen=True, tag="registry.notice_queued"):
    """A notice for the person waits to be handed over: the entry's reference, and a code that opens it."""


class NoticeHandedOver(EntryFact, frozen=True, tag="registry.notice_handed_over"):
    """The code of a notice was shown, once, to be given to the person."""


class ContestFact(EntryFact, frozen=True, tag="registry.contest"):
    """What all facts of a contest say beside those of its entry."""

    contest: int


class ContestFiled(ContestFact, frozen=True, tag="registry.contest_filed"):
    """A person contests an entry; it is to be decided until an instant (µs). The words stay in the registry, sealed."""

    due_at: int


class ContestSuspended(ContestFact, frozen=True, tag="registry.contest_suspended"):
    """A contested entry has no effect until the contest is decided: a person said so, or the clock ran out."""


class ContestDueSoon(ContestFact, frozen=True, tag="registry.contest_due_soon"):
    """The clock of a contest runs out soon."""


class ContestDecided(ContestFact, frozen=True, tag="registry.contest_decided"):
    """A contest was decided; the reason, which the person reads, stands in the registry."""

    outcome: str


class RemovalAsked(EntryFact, frozen=True, tag="registry.removal_asked"):
    """Institutions, by their codes, were told to forget an entry, and to confirm it until an instant (µs)."""

    institutions: list[str]
    due_at: int


class RemovalConfirmed(EntryFact, frozen=True, tag="registry.removal_confirmed"):
    """An institution confirmed that it has forgotten an entry."""

    institution: str


class RemovalOverdue(EntryFact, frozen=True, tag="registry.removal_overdue"):
    """An institution did not confirm in time that it has forgotten an entry."""

    institution: str


class ProtectionFact(EntryFact, frozen=True, tag="registry.protection"):
    """What all facts of a victim's protection say; `entry` is its number."""

    @property
    def subject(self) -> str:
        return f"protection:{self.entry}"


class VictimProtected(ProtectionFact, frozen=True, tag="registry.victim_protected"):
    """An identifier belongs to a victim: nothing counts against it until an instant (µs), or until it is lifted."""

    until: int


class ProtectionEnded(ProtectionFact, frozen=True, tag="registry.protection_ended"):
    """A victim's protection ended, by its term or by a person who lifted it."""


# The facts after which a look-up may answer something else: whoever keeps answers in memory heeds these.
ANSWERS_CHANGED: tuple[type[EntryFact], ...] = (
    EntryAdded, EntryProvisional, EntryConfirmed, EntryReduced, EntryWithdrawn, EntryExpired,
    ContestSuspended, ContestDecided, VictimProtected, ProtectionEnded,
)  # fmt: skip
