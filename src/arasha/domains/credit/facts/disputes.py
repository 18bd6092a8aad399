"""What was given out for disputes. People are tokens."""

from arasha.kernel.facts import Fact


class BundleMade(Fact, frozen=True, tag="credit.bundle_made"):
    """Everything that the register holds of a person was given out; `digest` is SHA-256 of the archive."""

    person: str
    pieces: int
    digest: str

    @property
    def subject(self) -> str:
        return f"credit-bundle:{self.person}"
