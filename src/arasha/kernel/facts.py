"""The base of a fact: something that has happened, said once, never changed.

A domain writes its facts as frozen past-tense records (`EntryConfirmed`), subclasses of `Fact`. When a fact
is recorded it gets a place in the one sequence of the centre, and becomes a leaf of the Merkle log
(`kernel.log`): `Recorded.canonical()` gives the very bytes that are hashed there.
"""

import secrets
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from arasha.kernel import clock

_ENCODER = msgspec.json.Encoder(order="sorted")


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="fact"):
    """Something that has happened.

    Subclasses are named in the past tense, carry tokens and never readable identifiers, and state their kind as
    the struct's tag, `domain.past_tense`: `class KeyRevoked(Fact, tag="access.key_revoked")`.
    """

    @property
    def subject(self) -> str:
        """What the fact is about, as a short stable reference (`entry:42`, `payment:1201`)."""
        raise NotImplementedError

    @classmethod
    def kind(cls) -> str:
        """The stable name of this kind of fact."""
        return str(cls.__struct_config__.tag)


F_co = TypeVar("F_co", bound=Fact, covariant=True)


class Recorded(msgspec.Struct, Generic[F_co], frozen=True, kw_only=True):
    """A fact with its place in the sequence: what, who, why, when.

    `sequence` counts from 0 without gaps and is the index of the leaf; `id` is a UUIDv7 (RFC 9562); `actor` is
    `person:NAME`, `institution:CODE` or `process:NAME`; `purpose` is a word of `kernel.access.purposes`.
    """

    sequence: int
    id: UUID
    actor: str
    purpose: str
    occurred_at: datetime
    recorded_at: datetime
    fact: F_co

    def plain(self) -> dict[str, Any]:
        """The leaf as plain values, instants in µs."""
        return {
            "actor": self.actor,
            "fact": msgspec.to_builtins(self.fact, str_keys=True),
            "id": str(self.id),
            "occurred_at": clock.to_us(self.occurred_at),
            "purpose": self.purpose,
            "recorded_at": clock.to_us(self.recorded_at),
            "sequence": self.sequence,
            "subject": self.fact.subject,
        }

    def canonical(self) -> bytes:
        """The bytes of the leaf: JSON with sorted keys and no spaces (RFC 8785 for the value types we use)."""
        return canonical_json(self.plain())


def canonical_json(value: object) -> bytes:
    """JSON that is the same for equal values: sorted keys, no spaces, UTF-8 (RFC 8785; our values hold no floats)."""
    return _ENCODER.encode(value)


def fact_types() -> dict[str, type[Fact]]:
    """Every kind of fact that a loaded domain speaks, by its name."""
    found: dict[str, type[Fact]] = {}
    waiting = list(Fact.__subclasses__())
    while waiting:
        fact = waiting.pop()
        found[fact.kind()] = fact
        waiting.extend(fact.__subclasses__())
    return found


def new_id() -> UUID:
    """A UUIDv7: 48 bits of milliseconds, then randomness, so that ids sort by age (RFC 9562 §5.7)."""
    milliseconds, random = clock.now_us() // 1000, secrets.randbits(74)
    high = milliseconds << 16 | 0x7000 | random >> 62
    low = 0b10 << 62 | random & (1 << 62) - 1
    return UUID(int=high << 64 | low)
