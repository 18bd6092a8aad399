"""Drawings of a report can be read: names on the map do not lie upon each other."""

import re
from itertools import combinations

import pytest

from arasha.simulator.country.geography import REGIONS
from arasha.simulator.marginals.drawing import LETTER, LINE, Box, Series, Spot, bars, chart

NAME = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)" class="middle">([^<]+)</text>')


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_names_of_regions_stand_beside_each_other(language: str) -> None:
    spots = [
        Spot(region.x, region.y, region.name[language], 0.01 + 0.1 * (at % 3)) for at, region in enumerate(REGIONS)
    ]
    written = NAME.findall(chart("", spots))
    assert len(written) == len(REGIONS)
    boxes = [Box(float(x), float(y), LETTER * len(name) / 2, LINE / 2) for x, y, name in written]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_thousands_stand_apart_without_a_comma() -> None:
    assert "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567</text>" in bars(
        "", ["a"], [Series("simulated", [1_234_567])]
    )
