"""How much crime there is and how people take it: `data/crime/rates.toml`, where each figure has its source."""

import tomllib
from importlib.resources import files

import msgspec


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Figures that the plan and the victims go by; the file says what each means, and whence it comes."""

    registered_a_year: float
    of_people: float
    filed: float
    police_most: float
    police_middle: float
    police_steep: float
    police_days: tuple[float, float]
    quick: float
    quick_to: tuple[float, float, float]
    phone_named: float
    account_named: float
    mistyped: float
    call_seen: float
    alarmed: float
    family_alarmed: float
    pushed_to_lift: float
    second_thoughts: float
    doubt: dict[str, float]
    shares: dict[str, float]


def _read() -> Rates:
    text = files("arasha.simulator").joinpath("data/crime/rates.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rates)


RATES = _read()
