"""Sums, dates and times as people here write them."""

import re
from datetime import date, time

from arasha.kernel.identifiers.text import clean
from arasha.kernel.money import TIYN

_CURRENCY = re.compile(r"(₸|тг\.?|tg\.?|тенге|теңге|tenge|kzt)$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[ .,']\d{3})+")
_DECIMAL = re.compile(r"(?P<whole>\d[\d ']*?)(?:[.,](?P<part>\d{1,2}))?")
_TIME = re.compile(r"(\d{1,2})[:.\- ](\d{2})")
LONGEST_SUM = 13


def tiyn(written: str) -> int | None:
    """A sum in tenge as tiyn: `150 000`, `150000,50`, `150.000 тг`; None when it is no sum above nothing."""
    bare = _CURRENCY.sub("", clean(written).replace("\N{NO-BREAK SPACE}", " ").strip()).strip()
    whole, part = bare, ""
    if not _GROUPED.fullmatch(bare):
        match = _DECIMAL.fullmatch(bare)
        if match is None:
            return None
        whole, part = match["whole"], match["part"] or ""
    digits = re.sub(r"\D", "", whole)
    if len(digits) > LONGEST_SUM:
        return None
    return int(digits) * TIYN + int(f"{part:0<2}") or None


def day_of(day: str, month: str, year: str) -> date | None:
    """A date from its three numbers; a year of two digits is one of this century. None when there is no such day."""
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None


def time_of(written: str) -> time | None:
    """A time of day: `14:30`, `14.30`, `9 05`; None when it is none."""
    match = _TIME.fullmatch(clean(written))
    try:
        return time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None
