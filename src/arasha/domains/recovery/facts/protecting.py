"""What has happened to the protection of victims who pay under coercion. Instants are µs."""

from enum import StrEnum

from arasha.kernel.facts import Fact


class ProtectionState(StrEnum):
    """Where the protection of a coerced victim is."""

    ACTIVE = "active"
    RENEWED = "renewed"
    ENDED_TRUSTED = "ended_trusted"
    ENDED_LIFTED = "ended_lifted"
    ENDED_EXPIRED = "ended_expired"


class ProtectionFact(Fact, frozen=True, tag="recovery.protection"):
    """What all facts of a protection say; `token` is the protected account."""

    protection: int
    token: str

    @property
    def subject(self) -> str:
        return f"coercion:{self.protection}"


class VictimProtected(ProtectionFact, frozen=True, tag="recovery.victim_protected"):
    """Payments out of a coerced victim's account wait for a trusted person, until µs `until`; said again if renewed."""

    until: int


class ProtectionEnded(ProtectionFact, frozen=True, tag="recovery.protection_ended"):
    """The victim's account pays again: on the trusted person's word, lifted by the centre, or by expiry."""

    state: ProtectionState
