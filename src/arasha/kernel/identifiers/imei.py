"""IMEI: a telephone set, whichever card is in it."""

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.checks import luhn, passes_luhn
from arasha.kernel.identifiers.text import dotted, grouped

_FULL = 15  # with the check digit that is printed on the set but never sent by it


class IMEI(Identifier):
    """Type allocation code of 8 digits and serial number of 6 (3GPP TS 23.003 §6.2).

    Taken as 14 digits, as 15 with the Luhn check digit, or as the 16 of an IMEISV, whose last two count
    software versions; canonical are the 14 that all three share.
    """

    __slots__ = ()
    kind = Kind.IMEI
    shape = "An IMEI is 15 digits as *#06# shows them; 14 without check digit, 16 with software version"

    @classmethod
    def _read(cls, text: str) -> str:
        number = cls._digits(text, 14, _FULL, 16)
        if len(number) == _FULL and not passes_luhn(number):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        if not int(number[:14]):
            raise cls.unreadable(Reason.RESERVED)
        return number[:14]

    @property
    def tac(self) -> str:
        """The type allocation code: maker and model."""
        return self.canonical[:8]

    @property
    def display(self) -> str:
        """As printed on the set, check digit included."""
        return grouped(self.canonical + luhn(self.canonical), 2, 6, 6, 1)

    @property
    def mask(self) -> str:
        """The model without the serial number."""
        return dotted(self.display, head=9)
