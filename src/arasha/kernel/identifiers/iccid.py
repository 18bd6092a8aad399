"""ICCID: a SIM card, whichever number it answers to."""

import re

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.checks import passes_luhn
from arasha.kernel.identifiers.text import dotted, grouped

_TELECOM = "89"  # the major industry identifier of ISO/IEC 7812-1 that is telecommunications'
_ISSUER_END = 7  # an issuer identification number has at most seven digits
_COUNTRY_CODE = re.compile(  # ITU-T E.164, list of assigned country codes: one digit, two, else three
    r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}"
)


class ICCID(Identifier):
    """89, country, issuer, account, Luhn check digit: 18 to 20 digits (ITU-T E.118; ETSI TS 102 221 §13.2).

    A filler F, which a card stores after an odd number of digits, is dropped.
    """

    __slots__ = ()
    kind = Kind.ICCID
    shape = "An ICCID is the 18 to 20 digits printed on a SIM card, 89 first"

    @classmethod
    def _read(cls, text: str) -> str:
        number = cls._digits(text.removesuffix("F").removesuffix("f"), 18, 19, 20)
        if not number.startswith(_TELECOM):
            raise cls.unreadable(Reason.PREFIX)
        if not passes_luhn(number):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return number

    @property
    def country_code(self) -> str:
        """The E.164 country code after 89; Kazakhstan's cards have 997 or share 7 with Russia's."""
        code = _COUNTRY_CODE.match(self.canonical, len(_TELECOM))
        return code[0] if code else ""

    @property
    def issuer(self) -> str:
        """The digits from the country code to the seventh: an issuer's code, or one with digits after it."""
        return self.canonical[2 + len(self.country_code) : _ISSUER_END]

    @property
    def display(self) -> str:
        """Groups of four."""
        return grouped(self.canonical, 4)

    @property
    def mask(self) -> str:
        """Country, issuer and last four digits."""
        return dotted(self.display, head=_ISSUER_END + 1, tail=4)
