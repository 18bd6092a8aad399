"""IIN, ЖСН, ИИН: the number of a person in Kazakhstan."""

from datetime import date
from enum import StrEnum

from arasha.kernel.identifiers.base import Kind, Reason
from arasha.kernel.identifiers.national import NationalNumber


class Sex(StrEnum):
    """The sex that an IIN was issued for."""

    MALE = "male"
    FEMALE = "female"


_CENTURY_AND_SEX = {
    "0": (None, None),
    "1": (19, Sex.MALE),
    "2": (19, Sex.FEMALE),
    "3": (20, Sex.MALE),
    "4": (20, Sex.FEMALE),
    "5": (21, Sex.MALE),
    "6": (21, Sex.FEMALE),
}
_LATEST_CENTURY = 21  # its leap years are a superset of the 20th century's: what a number of no century is held to


class IIN(NationalNumber):
    """Birth date as YYMMDD, a digit for century and sex, four digits of order, a check digit.

    The seventh digit is 1–6; 0, which says neither century nor sex, is met on numbers of foreigners. Since
    resolution No. 853 of 26 August 2013 the number is an opaque one in law and is not reissued when a birth
    date or sex is corrected: the facets tell what the digits say, they prove nothing about the person.

    Law on national registers of identification numbers, No. 223 of 12 January 2007; Government resolution No.
    406 of 22 May 2007.
    """

    __slots__ = ()
    kind = Kind.IIN
    shape = "An IIN is 12 digits: birth date as YYMMDD, century and sex, number, check digit"

    @classmethod
    def _check_meaning(cls, number: str) -> None:
        if number[6] not in _CENTURY_AND_SEX:
            raise cls.unreadable(Reason.PREFIX)
        try:
            _date(number)
        except ValueError:
            raise cls.unreadable(Reason.DATE) from None

    @property
    def century(self) -> int | None:
        """The century of birth: 19, 20 or 21 for 18YY, 19YY, 20YY."""
        return _CENTURY_AND_SEX[self.canonical[6]][0]

    @property
    def sex(self) -> Sex | None:
        """The sex that the seventh digit says."""
        return _CENTURY_AND_SEX[self.canonical[6]][1]

    @property
    def birth_date(self) -> date | None:
        """The date that the first seven digits say; None where they name no century."""
        return _date(self.canonical) if self.century else None


def _date(number: str) -> date:
    century = _CENTURY_AND_SEX[number[6]][0] or _LATEST_CENTURY
    return date((century - 1) * 100 + int(number[:2]), int(number[2:4]), int(number[4:6]))
