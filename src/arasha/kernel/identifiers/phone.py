"""A telephone number, +7 in tables of our own, the rest of the world in libphonenumber's."""

import re

from arasha.kernel.identifiers import phone_abroad, phone_plan
from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.phone_plan import Line, Operator
from arasha.kernel.identifiers.text import dotted, grouped, numeral

_OURS = "+7"
_NATIONAL_LENGTH = 10

# How numbers are written, and what goes before the captured digits to make E.164. The first that fits counts:
# after an international prefix a country code must come, or ten digits left over would pass as national.
_SPELLINGS = (
    (re.compile(r"(?:\+|00|810)([1-9][0-9]{6,14})"), ""),
    (re.compile(r"[78]([0-9]{10})"), "7"),
    (re.compile(r"([67][0-9]{9})"), "7"),
)
_PLUS_LOST = re.compile(r"[1-9][0-9]{10,14}")


class Phone(Identifier):
    """A number of ITU-T E.164, at most 15 digits; canonical with plus and country code: `+77011234567`.

    Read are +7, 8 and 7 before ten digits, 810 and 00 before a country code, Kazakhstani national numbers of
    ten digits as they are, and foreign numbers that lost their plus if they are known to exist. Short codes
    (112, 9909) and local numbers without area code are not telephone numbers in this sense.
    """

    __slots__ = ()
    kind = Kind.PHONE
    shape = "A telephone number is + and country code before the number, or the 10 digits of a Kazakhstani one"

    @classmethod
    def _read(cls, text: str) -> str:
        number = numeral(text)
        if not (number.isascii() and number.removeprefix("+").isdigit()):
            raise cls.unreadable(Reason.CHARACTERS)
        for spelling, country_code in _SPELLINGS:
            match = spelling.fullmatch(number)
            if match:
                return cls._dialled(country_code + match[1], certain=True)
        if _PLUS_LOST.fullmatch(number):
            return cls._dialled(number, certain=False)
        raise cls.unreadable(Reason.LENGTH)

    @classmethod
    def _dialled(cls, digits: str, *, certain: bool) -> str:
        if not digits.startswith("7"):
            e164 = phone_abroad.read(digits, certain=certain)
            if not e164:
                raise cls.unreadable(Reason.COUNTRY)
            return e164
        if len(digits) != 1 + _NATIONAL_LENGTH:
            raise cls.unreadable(Reason.LENGTH)
        if phone_plan.place(digits[1:]) is None:
            raise cls.unreadable(Reason.PREFIX)
        return f"+{digits}"

    @property
    def country(self) -> str | None:
        """The country whose number it is, ISO 3166-1 alpha-2; None for codes that no one country has."""
        return self._place[0]

    @property
    def line(self) -> Line:
        """What the number rings, by its range."""
        return self._place[1]

    @property
    def operator(self) -> Operator | None:
        """To whom a Kazakhstani mobile range was given; a ported number may be served by another."""
        return phone_plan.operator(self.canonical[2:]) if self._is_ours else None

    @property
    def display(self) -> str:
        """`+7 701 123 45 67`; abroad as the country groups its numbers."""
        if self._is_ours:
            return f"{_OURS} {grouped(self.canonical[2:], 3, 3, 2)}"
        return phone_abroad.display(self.canonical)

    @property
    def mask(self) -> str:
        """`+7 701 ••• •• 67`: the range and the last two digits."""
        return dotted(self.display, head=6 if self._is_ours else 4, tail=2)

    @property
    def _is_ours(self) -> bool:
        return self.canonical.startswith(_OURS)

    @property
    def _place(self) -> tuple[str | None, Line]:
        if self._is_ours:
            return phone_plan.place(self.canonical[2:]) or (None, Line.UNKNOWN)
        return phone_abroad.country(self.canonical), phone_abroad.line(self.canonical)
