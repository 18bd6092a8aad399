"""Plots as SVG, drawn here: bars beside each other, a pyramid, a map of circles. Colours follow the reader's theme."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, ROW, LABEL, GAP = 720, 22, 190, 6
THIN = "\N{NARROW NO-BREAK SPACE}"
LETTER, LINE = 6.4, 13  # about how wide a letter of a label is, and how high
PUBLISHED, SIMULATED = "published", "simulated"


class Series(NamedTuple):
    """Bars of one colour: a value for each label."""

    css: str
    values: Sequence[float]


def bars(title: str, labels: Sequence[str], series: Sequence[Series], form: str = "{:,.0f}") -> str:
    """Horizontal bars, one beneath the other, a group for each label; `form` writes a value, thousands apart."""
    most = max((value for each in series for value in each.values), default=0) or 1
    room, thick = WIDTH - LABEL - 90, (ROW - GAP) / len(series)
    parts = []
    for place, label in enumerate(labels):
        top = place * ROW + GAP / 2
        parts.append(f'<text x="{LABEL - 8}" y="{top + 12}" class="label">{escape(label)}</text>')
        for turn, each in enumerate(series):
            long, y = room * each.values[place] / most, top + turn * thick
            parts.append(
                f'<rect x="{LABEL}" y="{y:.1f}" width="{long:.1f}" height="{thick - 1:.1f}" class="{each.css}"/>'
            )
        value = form.format(series[-1].values[place]).replace(",", THIN)
        parts.append(
            f'<text x="{LABEL + room * series[-1].values[place] / most + 6:.1f}" y="{top + 12}">{value}</text>'
        )
    return _svg(title, len(labels) * ROW + GAP, parts)


def columns(title: str, labels: Sequence[str], values: Sequence[float]) -> str:
    """Upright bars, as for hours of a day."""
    most, high = max([*values, 1]), 180
    wide = WIDTH / max(1, len(values))
    parts = []
    for place, value in enumerate(values):
        tall = high * value / most
        x = place * wide
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{high - tall + 4:.1f}" width="{wide - 2:.1f}" height="{tall:.1f}" '
            f'class="simulated"><title>{escape(labels[place])}: {value:,.0f}</title></rect>'
        )
        if place % max(1, len(values) // 12) == 0:
            parts.append(f'<text x="{x + 2:.1f}" y="{high + 20}">{escape(labels[place])}</text>')
    return _svg(title, high + 28, parts)


def pyramid(title: str, labels: Sequence[str], left: Sequence[Series], right: Sequence[Series]) -> str:
    """Two sides of bars with the labels between them, the first label at the bottom."""
    most = max(value for each in (*left, *right) for value in each.values) or 1
    middle, half = WIDTH / 2, WIDTH / 2 - 90
    thick, parts = (ROW - GAP) / len(left), []
    for place, label in enumerate(reversed(labels)):
        row, top = len(labels) - 1 - place, place * ROW + GAP / 2
        parts.append(f'<text x="{middle}" y="{top + 12}" class="middle">{escape(label)}</text>')
        for side, sign in ((left, -1), (right, 1)):
            for turn, each in enumerate(side):
                long = half * each.values[row] / most
                x = middle + 40 if sign > 0 else middle - 40 - long
                parts.append(
                    f'<rect x="{x:.1f}" y="{top + turn * thick:.1f}" width="{long:.1f}" height="{thick - 1:.1f}" '
                    f'class="{each.css}"><title>{each.values[row]:.2%}</title></rect>'
                )
    return _svg(title, len(labels) * ROW + GAP, parts)


class Spot(NamedTuple):
    """A place on a map: longitude, latitude, name, how much."""

    x: float
    y: float
    name: str
    value: float


def chart(title: str, spots: Sequence[Spot]) -> str:
    """A map of circles, their areas as the values, between 45° and 88° East and 40° and 57° North."""
    most, parts, taken = max(spot.value for spot in spots) or 1, list[str](), list[Box]()
    for spot in sorted(spots, key=lambda each: -each.value):
        x, y = (spot.x - 45) / 43 * WIDTH, (57 - spot.y) / 17 * 380
        radius = 34 * (spot.value / most) ** 0.5
        box = _free(Box(x, y, LETTER * len(spot.name) / 2, LINE / 2), radius, taken)
        taken.append(box)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="spot"><title>{escape(spot.name)}: '
            f"{spot.value:.1%}</title></circle>"
            f'<text x="{box.x:.1f}" y="{box.y + 4:.1f}" class="middle">{escape(spot.name)}</text>'
        )
    return _svg(title, 380, parts)


class Box(NamedTuple):
    """Where a name is written: its middle, half its width and half its height."""

    x: float
    y: float
    half: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Do two names lie upon each other?"""
        return abs(self.x - other.x) < self.half + other.half and abs(self.y - other.y) < self.high + other.high


def _free(box: Box, radius: float, taken: Sequence[Box]) -> Box:
    """The first place in, above, below or beside a circle where no name stands yet; in it, if there is none."""
    up, aside = radius + box.high, radius + box.half
    tried = (
        box._replace(x=box.x + right, y=box.y + down)
        for right, down in ((0, 0), (0, -up), (0, up), (aside, 0), (-aside, 0), (0, -2 * up), (0, 2 * up))
    )
    return next((place for place in tried if not any(map(place.meets, taken))), box)


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title, quote=True)}">\n{body}\n</svg>'
    )
