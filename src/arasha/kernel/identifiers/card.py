"""The number of a payment card, shown to nobody."""

from enum import StrEnum

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.checks import passes_luhn


class Network(StrEnum):
    """The payment network that a card number belongs to."""

    VISA = "visa"
    MASTERCARD = "mastercard"
    MAESTRO = "maestro"
    AMERICAN_EXPRESS = "american-express"
    UNIONPAY = "unionpay"
    MIR = "mir"
    JCB = "jcb"
    DISCOVER = "discover"
    DINERS_CLUB = "diners-club"
    UNKNOWN = "unknown"


# First and last prefix of each range, as the networks publish them; the first range that fits counts.
_RANGES = (
    ("2200", "2204", Network.MIR),
    ("2221", "2720", Network.MASTERCARD),
    ("300", "305", Network.DINERS_CLUB),
    ("3095", "3095", Network.DINERS_CLUB),
    ("34", "34", Network.AMERICAN_EXPRESS),
    ("3528", "3589", Network.JCB),
    ("36", "36", Network.DINERS_CLUB),
    ("37", "37", Network.AMERICAN_EXPRESS),
    ("38", "39", Network.DINERS_CLUB),
    ("4", "4", Network.VISA),
    ("50", "50", Network.MAESTRO),
    ("51", "55", Network.MASTERCARD),
    ("56", "58", Network.MAESTRO),
    ("6011", "6011", Network.DISCOVER),
    ("62", "62", Network.UNIONPAY),
    ("644", "659", Network.DISCOVER),
    ("60", "69", Network.MAESTRO),
)


class Card(Identifier):
    """A primary account number: 12 to 19 digits, the last a Luhn check digit (ISO/IEC 7812-1).

    Neither `display` nor `mask` nor `repr` shows more than the last four digits (PCI DSS 4.0 requirement 3.4
    would allow the first six too); so `parse(display)` cannot give the card back, alone among the kinds.
    """

    __slots__ = ()
    kind = Kind.CARD
    shape = "A card number is 12 to 19 digits as embossed on the card, the first of them not 0"

    @classmethod
    def _read(cls, text: str) -> str:
        number = cls._digits(text, *range(12, 20))
        if number.startswith("0"):
            raise cls.unreadable(Reason.PREFIX)
        if not passes_luhn(number):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return number

    @property
    def last4(self) -> str:
        """The four digits that a holder knows the card by."""
        return self.canonical[-4:]

    @property
    def network(self) -> Network:
        """The payment network by the first digits."""
        number = self.canonical
        fitting = (network for low, high, network in _RANGES if low <= number[: len(low)] <= high)
        return next(fitting, Network.UNKNOWN)

    @property
    def display(self) -> str:
        """The same as the mask."""
        return self.mask

    @property
    def mask(self) -> str:
        """The last four digits."""
        return f"•••• {self.last4}"
