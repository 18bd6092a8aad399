"""Money that goes on from account to account, as geometry: columns of boxes, one a step, bands as wide as the money.

A band is drawn twice: faint as wide as whole payments, and full as wide as the part of them in question. The server
lays it out, the same on screen, in print and in a file; it is made of links, so a keyboard walks it, column by column.
Lengths are units of the SVG's view box, which is drawn in its own size, of four columns a little smaller
where there is less room: on a narrow screen its frame is moved.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, NODE, HEIGHT, GAP = 1020.0, 200.0, 94.0, 12.0
LEAST, MOST = 48.0, 190.0  # between two columns
TOP, EDGE = 30.0, 2.0
BAR = 5.0
THICKEST, THINNEST, HAIR = 26.0, 2.0, 1.0
LOOP = 34.0  # how far a band swings out that stays in its column
HEAD = 7.0


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
    """A band at its place; `whole` and `part` are widths. `head` is the point of one that does not go to the right."""

    path: str
    head: str
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
        width=round(2 * EDGE + len(columns) * (NODE + between) - between + LOOP, 1),
        height=round(TOP + tall + EDGE, 1),
        heads=[(EDGE + place * (NODE + between), head) for place, head in enumerate(heads)],
        boxes=list(placed.values()),
        bands=_drawn(bands, placed),
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


class _End(NamedTuple):
    """One end of a band: at which side of which box, and how high its other end is."""

    band: Band
    box: object
    right: bool
    starts: bool
    other: float


def _drawn(bands: Sequence[Band], placed: Mapping[object, Placed]) -> list[Drawn]:
    """The bands; at either end they stand in the order of the boxes at the other, so that they cross little."""
    seen = [band for band in bands if band.source != band.target]
    largest = max((band.whole for band in seen), default=0) or 1
    ports = _ports([end for band in seen for end in _ends(band, placed)], placed)
    found = []
    for band in seen:
        onward = placed[band.target].x > placed[band.source].x
        path = _path(ports[band.source, band.target, True], ports[band.source, band.target, False], onward=onward)
        x, y = ports[band.source, band.target, False]
        head = (
            "" if onward else f"M{x + HEAD:.1f} {y - HEAD / 2:.1f}L{x:.1f} {y:.1f}L{x + HEAD:.1f} {y + HEAD / 2:.1f}Z"
        )
        whole, part = THICKEST * band.whole / largest, THICKEST * band.part / largest
        found.append(Drawn(path, head, round(max(THINNEST, whole), 2), round(max(HAIR, part), 2), band))
    return found


def _ends(band: Band, placed: Mapping[object, Placed]) -> tuple[_End, _End]:
    """A band leaves a box at the side towards the other, and one in its own column at the right."""
    source, target = placed[band.source], placed[band.target]
    return (
        _End(band, band.source, target.x >= source.x, True, target.y),
        _End(band, band.target, target.x <= source.x, False, source.y),
    )


Port = tuple[float, float]


def _ports(ends: Sequence[_End], placed: Mapping[object, Placed]) -> dict[tuple[object, object, bool], Port]:
    """Where every band begins and ends: along the sides of boxes, from the top to the foot."""
    sides: dict[tuple[object, bool], list[_End]] = {}
    for end in sorted(ends, key=lambda each: each.other):
        sides.setdefault((end.box, end.right), []).append(end)
    ports: dict[tuple[object, object, bool], Port] = {}
    for (key, right), mine in sides.items():
        step, x = (HEIGHT - BAR) / (len(mine) + 1), placed[key].x + (NODE if right else 0)
        for place, end in enumerate(mine, start=1):
            ports[end.band.source, end.band.target, end.starts] = (x, round(placed[key].y + step * place, 1))
    return ports


def _path(start: Port, end: Port, *, onward: bool) -> str:
    swing = (end[0] - start[0]) / 2
    first, second = start[0] + swing, end[0] - swing
    if not onward:
        end = (end[0] + HEAD - 1, end[1])
        first, second = (start[0] + swing, end[0] - swing) if swing else (start[0] + 2 * LOOP, end[0] + 2 * LOOP)
    return (
        f"M{start[0]:.1f} {start[1]:.1f}C{first:.1f} {start[1]:.1f} {second:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    )
