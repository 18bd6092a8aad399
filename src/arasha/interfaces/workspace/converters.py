"""How tokens stand in addresses: 32 hex digits, which name nobody."""

from uuid import UUID


class TokenConverter:
    """A token as a UUID inside, as hex outside."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> UUID:
        """From an address."""
        return UUID(hex=value)

    def to_url(self, value: UUID | str) -> str:
        """Into an address."""
        return value.hex if isinstance(value, UUID) else value
