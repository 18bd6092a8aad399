"""Amounts in words of the reader's language where the size matters and the digits do not: `4,2 млн ₸`."""

from arasha.kernel.money import TIYN

# What a thousand, a million, a milliard are called in short; how they follow the number; the decimal mark.
WORDS: dict[str, tuple[tuple[str, str, str], str]] = {
    "kk": (("\N{NO-BREAK SPACE}мың", "\N{NO-BREAK SPACE}млн", "\N{NO-BREAK SPACE}млрд"), ","),
    "ru": (("\N{NO-BREAK SPACE}тыс.", "\N{NO-BREAK SPACE}млн", "\N{NO-BREAK SPACE}млрд"), ","),
    "en": (("K", "M", "B"), "."),
}


def short(tiyn: int, language: str) -> str:
    """An amount to two digits or so, rounded half up; from a million on with a decimal where it says more."""
    words, mark = WORDS.get(language, WORDS["en"])
    tenge = (tiyn + TIYN // 2) // TIYN
    for power in (3, 2, 1):
        unit = 1000**power
        if tenge >= unit:
            tenths = (tenge * 10 + unit // 2) // unit
            fine = power > 1 and tenths < 1000 and tenths % 10
            number = f"{tenths // 10}{mark}{tenths % 10}" if fine else str((tenge + unit // 2) // unit)
            return f"{number}{words[power - 1]}\N{NO-BREAK SPACE}₸"
    return f"{tenge}\N{NO-BREAK SPACE}₸"
