"""What has happened to institutions, their keys and people."""

from arasha.kernel.facts import Fact


class InstitutionConnected(Fact, frozen=True, tag="access.institution_connected"):
    """An institution joined the centre."""

    code: str
    institution_kind: str

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class StandInChanged(Fact, frozen=True, tag="access.stand_in_changed"):
    """An institution chose what counts as the answer when none comes in time."""

    code: str
    stand_in: str

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class KeyIssued(Fact, frozen=True, tag="access.key_issued"):
    """An institution was given a key."""

    code: str
    key_id: str
    scopes: list[str]

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class KeyRevoked(Fact, frozen=True, tag="access.key_revoked"):
    """A key stopped being good."""

    code: str
    key_id: str

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class KeyReplaced(Fact, frozen=True, tag="access.key_replaced"):
    """A key is being replaced by a new one and ends sooner, at `good_until` (µs since 1970)."""

    code: str
    key_id: str
    good_until: int

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class PersonAdded(Fact, frozen=True, tag="access.person_added"):
    """Somebody was let into the workspace."""

    username: str
    role: str

    @property
    def subject(self) -> str:
        return f"person:{self.username}"
