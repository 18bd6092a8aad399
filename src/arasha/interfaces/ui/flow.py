"""Money that goes on from account to account, as geometry: columns of boxes, one a step, bands as wide as the money.

A band is drawn twice: faint as wide as whole payments, and full as wide as the part of them in question. The server
lays it out, the same on screen, in print and in a file; it is made of links, so a keyboard walks it, column by column.
Lengths are units of the SVG's view box, which is drawn in its own size: on a narrow screen its frame is moved.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, NODE, HEIGHT, GAP = 1096.0, 208.0, 78.0, 14.0
LEAST, MOST = 64.0, 190.0  # between two columns
TOP, EDGE = 30.0, 2.0
BAR = 5.0
THICKEST, THINNEST, HAIR = 26.0, 2.0, 1.0
LOOP = 46.0  # how far a band swings out that goes back


class Part(NamedTuple):
    """A part of a box's money, in the colours of the money bar."""

    kind: str
    amount: int


class Box(NamedTuple):
    """An account, or several in one: its key in the bands, its column, what stands in it, what became of its money.

    `kind` is its look: nothing, `source`, `end` or `rest`; without a `href` it is no link.
    """

    key: object
    column: int
    lines: Sequence[str]
    title: str
    parts: Sequence[Part] = ()
    kind: str = ""
    href: str = ""


class Band(NamedTuple):
    """Money from one box to another: all of it, and the part in question; `kind` is its look."""

    source: object
    target: object
    whole: int
    part: int
    title: str
    kind: str = ""


class Bar(NamedTuple):
    """A part of the bar at the foot of a box."""

    x: float
    width: float
    kind: str


class Placed(NamedTuple):
    """A box at its place."""

    x: float
    y: float
    box: Box
    bars: list[Bar]


class Drawn(NamedTuple):
    """A band at its place; `whole` and `part` are widths."""

    path: str
    whole: float
    part: float
    band: Band


class Flow(NamedTuple):
    """Everything that the template draws."""

    title: str
    width: float
    height: float
    heads: list[tuple[float, str]]
    boxes: list[Placed]
    bands: list[Drawn]
    size: tuple[float, float] = (NODE, HEIGHT)


def draw(title: str, heads: Sequence[str], boxes: Sequence[Box], bands: Sequence[Band]) -> Flow:
    """The drawing; boxes of a column in the order given, `heads` over the columns from the first on."""
    columns = [[box for box in boxes if box.column == column] for column in range(len(heads))]
    between = _between(len(columns))
    tall = max((_room(column) for column in columns), default=0.0)
    placed = {
        box.key: Placed(EDGE + place * (NODE + between), y, box, _bars(box))
        for place, column in enumerate(columns)
        for box, y in zip(column, _down(column, TOP + tall / 2), strict=True)
    }
    return Flow(
        title=title,
        width=round(2 * EDGE + len(columns) * NODE + max(0, len(columns) - 1) * between, 1),
        height=round(TOP + tall + EDGE + (LOOP if any(_goes_back(band, placed) for band in bands) else 0), 1),
        heads=[(EDGE + place * (NODE + between), head) for place, head in enumerate(heads)],
        boxes=list(placed.values()),
        bands=_drawn(bands, placed, between),
    )


def _between(columns: int) -> float:
    """What is left of the usual width between the columns."""
    room = (WIDTH - 2 * EDGE - columns * NODE) / max(1, columns - 1)
    return round(min(MOST, max(LEAST, room)), 1)


def _room(column: Sequence[Box]) -> float:
    return len(column) * (HEIGHT + GAP) - GAP if column else 0.0


def _down(column: Sequence[Box], middle: float) -> list[float]:
    top = middle - _room(column) / 2
    return [round(top + place * (HEIGHT + GAP), 1) for place in range(len(column))]


def _bars(box: Box) -> list[Bar]:
    """The bar at the foot: it fills the box's width, whatever the rounding."""
    whole, done = sum(part.amount for part in box.parts) or 1, 0
    bars = []
    for part in box.parts:
        start = NODE * done / whole
        done += part.amount
        bars.append(Bar(round(start, 1), round(NODE * done / whole - start, 1), part.kind))
    return [bar for bar in bars if bar.width > 0]


def _goes_back(band: Band, placed: Mapping[object, Placed]) -> bool:
    return placed[band.target].x <= placed[band.source].x


def _drawn(bands: Sequence[Band], placed: Mapping[object, Placed], between: float) -> list[Drawn]:
    """The bands; at either end they stand in the order of the boxes at the other, so that they cross little."""
    seen = [band for band in bands if band.source != band.target]
    largest = max((band.whole for band in seen), default=0) or 1
    leaving = {band[:2]: y for source in placed for band, y in _ports(source, seen, placed, outward=True)}
    coming = {band[:2]: y for target in placed for band, y in _ports(target, seen, placed, outward=False)}
    found = []
    for band in seen:
        start = (placed[band.source].x + NODE, leaving[band[:2]])
        end = (placed[band.target].x, coming[band[:2]])
        whole, part = THICKEST * band.whole / largest, THICKEST * band.part / largest
        found.append(Drawn(_path(start, end, between), round(max(THINNEST, whole), 2), round(max(HAIR, part), 2), band))
    return found


def _ports(
    key: object, bands: Sequence[Band], placed: Mapping[object, Placed], *, outward: bool
) -> list[tuple[Band, float]]:
    """Where the bands of one side of a box begin or end, from its top to its foot."""
    mine = [band for band in bands if (band.source if outward else band.target) == key]
    mine.sort(key=lambda band: placed[band.target if outward else band.source].y)
    step = (HEIGHT - BAR) / (len(mine) + 1)
    return [(band, round(placed[key].y + step * (place + 1), 1)) for place, band in enumerate(mine)]


def _path(start: tuple[float, float], end: tuple[float, float], between: float) -> str:
    swing = max(between, (end[0] - start[0])) / 2 if end[0] > start[0] else LOOP * 2
    return (
        f"M{start[0]:.1f} {start[1]:.1f}"
        f"C{start[0] + swing:.1f} {start[1]:.1f} {end[0] - swing:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    )
