"""The published figures, as data with their sources."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from arasha.simulator.country.geography import PLACE, REGIONS

FILE = Path(__file__).parents[1] / "data" / "marginals.toml"
WITHIN = 0.10
EVERYBODY = {"kk": "барлығы", "ru": "все", "en": "all"}
SEXES = {
    "m": {"kk": "ер", "ru": "мужчины", "en": "men"},
    "f": {"kk": "әйел", "ru": "женщины", "en": "women"},
    "all": EVERYBODY,
}
COUNTRY = {"kk": "ел бойынша", "ru": "по стране", "en": "the country"}


class Figure(NamedTuple):
    """A published figure: what is measured, of whom, its value, and where it stands."""

    measure: str
    of: str  # a region's code, a sex with two ages, or nothing
    value: float
    unit: str  # share, tenge or count
    names: dict[str, str]  # kk, ru, en
    url: str
    date: str

    def name(self, language: str) -> str:
        """What it is called."""
        return self.names[language].format(of=_of(self.of, language))


@cache
def figures() -> tuple[Figure, ...]:
    """All published figures."""
    read = tomllib.loads(FILE.read_text())
    found = []
    for each in read["figure"]:
        measure, source = read["measure"][each["measure"]], read["source"][each["source"]]
        told = measure["unit"], measure["name"], source["url"], source["date"]
        found.append(Figure(each["measure"], each.get("of", ""), float(each["value"]), *told))
    return tuple(found)


def _of(of: str, language: str) -> str:
    if of in PLACE:
        return REGIONS[PLACE[of]].name[language]
    if " " in of:
        sex, first, last = of.split()
        return f"{SEXES[sex][language]} {first}–{last}"
    return COUNTRY[language]
