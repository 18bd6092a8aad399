"""The +7 numbering plan, which Kazakhstan and Russia share, as of November 2026.

National numbers have ten digits. By the agreement of 11 June 2006 zones 6 and 7 are Kazakhstan's, zone 0
since 2024; 3, 4, 8 and 9 are Russia's; 1, 2 and 5 are nobody's. Codes 80x are dialled inside either country
and belong to neither. Ranges and their operators are those of libphonenumber's metadata, 9.0; what it calls
invalid but the plan gives to Kazakhstan (0xx, 6xx) is Kazakhstan's here, on an unknown line.
"""

from enum import StrEnum


class Line(StrEnum):
    """What a number rings."""

    MOBILE = "mobile"
    FIXED = "fixed"
    TOLL_FREE = "toll-free"
    PREMIUM = "premium"
    SPECIAL = "special"
    UNKNOWN = "unknown"


class Operator(StrEnum):
    """A mobile operator of Kazakhstan, by its public brand."""

    KCELL = "Kcell/Activ"
    BEELINE = "Beeline"
    T2 = "T2/Altel"
    KULAN = "Kulan"
    NURSAT = "Nursat"
    ARNA = "Arna"
    TWO_DAY = "2Day"
    DARKHAN = "Darkhan"


_PLACES = {
    ("KZ", Line.UNKNOWN): "0 6 7",
    ("KZ", Line.FIXED): "71 72",
    ("KZ", Line.MOBILE): "70 747 760 761 762 763 764 77 785",
    ("KZ", Line.SPECIAL): "75 76",
    ("RU", Line.FIXED): "3 4 8",
    ("RU", Line.MOBILE): "9",
    (None, Line.UNKNOWN): "80",
    (None, Line.TOLL_FREE): "800 804",
    (None, Line.PREMIUM): "803 809",
    (None, Line.SPECIAL): "808",
}
_OPERATORS = {
    Operator.T2: "700 707 708 747 761",
    Operator.KCELL: "701 702 775 778",
    Operator.BEELINE: "705 706 771 776 777",
    Operator.KULAN: "760",
    Operator.NURSAT: "762",
    Operator.ARNA: "763",
    Operator.TWO_DAY: "764",
    Operator.DARKHAN: "785",
}
_PLACE_BY_PREFIX = {prefix: place for place, prefixes in _PLACES.items() for prefix in prefixes.split()}
_OPERATOR_BY_CODE = {code: operator for operator, codes in _OPERATORS.items() for code in codes.split()}


def _longest_prefix(code: str) -> str | None:
    return next((code[:size] for size in (3, 2, 1) if code[:size] in _PLACE_BY_PREFIX), None)


_PLACE_BY_CODE = {
    code: _PLACE_BY_PREFIX[prefix]
    for code in (f"{number:03}" for number in range(1000))
    if (prefix := _longest_prefix(code))
}


def place(national: str) -> tuple[str | None, Line] | None:
    """Whose a ten-digit number is and what it rings, by its longest prefix in the plan; None for nobody's."""
    return _PLACE_BY_CODE.get(national[:3])


def operator(national: str) -> Operator | None:
    """To whom the range of a ten-digit mobile number of Kazakhstan was given; None for other ranges."""
    return _OPERATOR_BY_CODE.get(national[:3])
