"""BIN, БСН, БИН: the number of a company, branch or joint enterprise in Kazakhstan."""

from datetime import date
from enum import StrEnum

from arasha.kernel.identifiers.base import Kind, Reason
from arasha.kernel.identifiers.national import NationalNumber


class EntityKind(StrEnum):
    """What was registered: the fifth digit of a BIN."""

    RESIDENT = "resident"
    NON_RESIDENT = "non-resident"
    JOINT_ENTREPRENEUR = "joint-entrepreneur"


class Division(StrEnum):
    """Which part of it: the sixth digit of a BIN."""

    HEAD = "head"
    BRANCH = "branch"
    REPRESENTATIVE_OFFICE = "representative-office"
    FARM = "farm"


_ENTITY_KINDS = dict(zip("456", EntityKind, strict=True))
_DIVISIONS = dict(zip("0123", Division, strict=True))
_OLDEST = 1950  # two-digit years count from here: registers older than the republic were taken over


class BIN(NationalNumber):
    """Month of registration as YYMM, kind of entity, division, five digits of order, a check digit.

    The fifth digit, 4–6, tells a BIN from an IIN, whose fifth digit is the ten of a day: 0–3.

    Law on national registers of identification numbers, No. 223 of 12 January 2007; Government resolution No.
    406 of 22 May 2007.
    """

    __slots__ = ()
    kind = Kind.BIN
    shape = "A BIN is 12 digits: month as YYMM, kind of entity (4–6), division (0–3), number, check digit"

    @classmethod
    def _check_meaning(cls, number: str) -> None:
        if not "01" <= number[2:4] <= "12":
            raise cls.unreadable(Reason.DATE)
        if number[4] not in _ENTITY_KINDS or number[5] not in _DIVISIONS:
            raise cls.unreadable(Reason.PREFIX)

    @property
    def registered_month(self) -> date:
        """The first day of the month of registration; two-digit years are read as 1950–2049."""
        year = int(self.canonical[:2])
        return date(_OLDEST + (year - _OLDEST) % 100, int(self.canonical[2:4]), 1)

    @property
    def entity_kind(self) -> EntityKind:
        """Resident, non-resident or joint entrepreneur."""
        return _ENTITY_KINDS[self.canonical[4]]

    @property
    def division(self) -> Division:
        """Head office, branch, representative office or farm."""
        return _DIVISIONS[self.canonical[5]]
