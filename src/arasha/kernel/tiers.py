"""How much is known against an identifier or a payment, in one word that all answers share."""

from enum import IntEnum


class Tier(IntEnum):
    """From nothing known to confirmed; institutions see the word and never the story."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4

    @property
    def word(self) -> str:
        """The word outside: `none`, `low`, `medium`, `high`, `very_high`."""
        return self.name.lower()
