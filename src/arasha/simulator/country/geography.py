"""The regions of Kazakhstan, and how many of a country's people live in each, in town or in a village."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import Array

FILE = Path(__file__).parents[1] / "data" / "regions.toml"


class Region(NamedTuple):
    """An oblast or a city of republican significance; shares are of the country."""

    code: str
    kato: str
    name: dict[str, str]  # kk, ru, en
    people: float  # thousands
    urban: float
    wage: int  # thousand tenge a month
    cash: float
    cash_amount: float
    x: float
    y: float


REGIONS = tuple(Region(**each) for each in tomllib.loads(FILE.read_text())["region"])
PLACE = {region.code: place for place, region in enumerate(REGIONS)}
ALMATY, ASTANA, SHYMKENT = PLACE["almaty"], PLACE["astana"], PLACE["shymkent"]


def bounds(places: int) -> tuple[Array, Array]:
    """Divide so many places among the regions: where each begins (and the end), and where its villages begin."""
    shares = np.cumsum([0.0, *(region.people for region in REGIONS)])
    begins = np.rint(shares * places / shares[-1]).astype(np.int64)
    urban = np.array([region.urban for region in REGIONS])
    return begins, begins[:-1] + np.rint(np.diff(begins) * urban).astype(np.int64)
