"""IBAN: an account that any bank of the world can find."""

import re
from functools import cache

from arasha.kernel.identifiers.base import Identifier, Kind, Reason, UnreadableIdentifier
from arasha.kernel.identifiers.iban_structures import STRUCTURES
from arasha.kernel.identifiers.text import compact, dotted, grouped

_CLASSES = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
_VALUES = {char: str(int(char, 36)) for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_IMPOSSIBLE_CHECK_DIGITS = ("00", "01", "99")


class IBAN(Identifier):
    """Country, two check digits modulo 97, and the number that the country's banks agreed on (ISO 13616-1).

    The check notices every digit taken for another digit and letter for another letter, and every swap of two
    digits or two letters side by side; a letter and a digit that are confused or swapped pass once in about
    97. In Kazakhstan the number is a bank code of 3 digits and 13 letters or digits. Check digits within a
    national number are not looked at.
    """

    __slots__ = ()
    kind = Kind.IBAN
    shape = "An IBAN is a country code, 2 check digits and the account: in Kazakhstan KZ and 18 characters"

    @classmethod
    def _read(cls, text: str) -> str:
        iban = compact(text)
        if not iban.isascii():
            raise cls.unreadable(Reason.CHARACTERS)
        iban = iban.upper()
        if iban[:2] not in STRUCTURES:
            raise cls.unreadable(Reason.COUNTRY)
        if not _structure(iban[:2]).fullmatch(iban):
            raise cls._misbuilt(iban)
        remainder = int("".join(map(_VALUES.__getitem__, iban[4:] + iban[:4]))) % 97
        if remainder != 1 or iban[2:4] in _IMPOSSIBLE_CHECK_DIGITS:
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return iban

    @classmethod
    def _misbuilt(cls, iban: str) -> UnreadableIdentifier:
        sizes = map(int, re.findall("[0-9]+", STRUCTURES[iban[:2]]))
        return cls.unreadable(Reason.CHARACTERS if len(iban) == 4 + sum(sizes) else Reason.LENGTH)

    @property
    def country(self) -> str:
        """The country of the account, ISO 3166-1 alpha-2 (and XK)."""
        return self.canonical[:2]

    @property
    def bank_code(self) -> str:
        """The bank, as its country numbers banks."""
        return _structure(self.country).sub(r"\g<bank>", self.canonical)

    @property
    def account(self) -> str:
        """What follows the bank code: branch, account and national check digits."""
        return _structure(self.country).sub(r"\g<account>", self.canonical)

    @property
    def display(self) -> str:
        """Groups of four, as ISO 13616-1 has it printed."""
        return grouped(self.canonical, 4)

    @property
    def mask(self) -> str:
        """Country and last four characters."""
        return dotted(self.display, head=2, tail=4)


@cache
def _structure(country: str) -> re.Pattern[str]:
    """The pattern of a country's IBANs, its bank code and the rest named."""
    before, bank, after = map(_pattern, re.split(r"[\[\]]", STRUCTURES[country]))
    return re.compile(f"{country}[0-9]{{2}}{before}(?P<bank>{bank})(?P<account>{after})")


def _pattern(structure: str) -> str:
    return re.sub("([0-9]+)([nac])", lambda part: f"{_CLASSES[part[2]]}{{{part[1]}}}", structure)
