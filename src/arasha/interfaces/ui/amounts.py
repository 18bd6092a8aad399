"""Amounts in words of the reader's language where the size matters and the digits do not: `4,2 млн ₸`."""

from babel.numbers import format_compact_decimal

from arasha.interfaces.ui.instants import LOCALES
from arasha.kernel.money import TIYN


def short(tiyn: int, language: str) -> str:
    """An amount to two digits or so."""
    tenge, locale = tiyn / TIYN, LOCALES.get(language, LOCALES["en"])
    written = format_compact_decimal(tenge, locale=locale, fraction_digits=1 if tenge >= 1_000_000 else 0)
    return f"{written}\N{NO-BREAK SPACE}₸"
