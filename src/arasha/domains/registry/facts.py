"""The language of the registry: grounds, states, and what has happened to entries."""

from enum import IntEnum, StrEnum

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
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class EntryFact(Fact, frozen=True, tag="registry.entry"):
    """What all facts of an entry say.

    `token` is 32 hex digits; `effective` is the byte that a look-up of the token answers from now on (`rules.answer`).
    """

    entry: int
    token: str
    effective: int

    @property
    def subject(self) -> str:
        return f"entry:{self.entry}"


class EntryAdded(EntryFact, frozen=True, tag="registry.entry_added"):
    """An identifier was proposed for the registry; it has a soft effect until somebody else confirms it."""

    identifier_kind: str
    tier: int
    ground: int
    expires_at: int


class EntryConfirmed(EntryFact, frozen=True, tag="registry.entry_confirmed"):
    """A second person confirmed an entry: it has its full effect."""

    identifier_kind: str


class EntryWithdrawn(EntryFact, frozen=True, tag="registry.entry_withdrawn"):
    """An entry was taken back and has no effect any more. The reason, free text, stands in the registry."""


class EntryExpired(EntryFact, frozen=True, tag="registry.entry_expired"):
    """An entry's term ended."""
