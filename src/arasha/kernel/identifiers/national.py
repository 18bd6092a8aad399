"""The 12-digit numbers of Kazakhstan's national registers: what an IIN and a BIN have in common."""

from arasha.kernel.identifiers.base import Identifier, Reason
from arasha.kernel.identifiers.text import dotted, grouped

_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def check_digit(body: str) -> int | None:
    """The twelfth digit that `body`, the first eleven, calls for; None for a body that is never issued.

    The weighted sum modulo 11; where that is 10 the second weights are tried, and where that too is 10 the
    body is passed over (rules of forming identification numbers, Government resolution No. 406 of 22 May
    2007).

    What it misses: the eleventh digit has the weight 11, which is 0 modulo 11, so that a mistake in it is
    noticed only where the second weights decide. A mistake elsewhere is missed only where the second weights
    happen to agree.
    """
    digits = list(map(int, body))
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


class NationalNumber(Identifier):
    """Twelve digits, six that say something and six that tell it from others; the last is a check digit."""

    __slots__ = ()

    @classmethod
    def _read(cls, text: str) -> str:
        number = cls._digits(text, 12)
        cls._check_meaning(number)
        if check_digit(number[:11]) != int(number[11]):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return number

    @classmethod
    def _check_meaning(cls, number: str) -> None:
        """Raise what is wrong with the first digits."""
        raise NotImplementedError

    @property
    def display(self) -> str:
        """Two groups of six."""
        return grouped(self.canonical, 6)

    @property
    def mask(self) -> str:
        """The last four digits, which carry neither date nor sex."""
        return dotted(self.display, tail=4)
