"""Curves as geometry: lines and bands over two scales, with guides for thresholds. The server draws them, so they need
no script, print as they are, and every one has a table as its twin.

Lengths are units of the SVG's view box; values are in the units of their scale.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 560.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 24.0, 10.0, 40.0
MOST_ROWS = 60  # of the table: a curve of a thousand points is told by some of them

Point = tuple[float, float]


class Scale(NamedTuple):
    """One direction: its name, from where to where, where the grid's lines are, how a value is written."""

    name: str
    least: float
    most: float
    ticks: Sequence[float]
    write: Callable[[float], str]

    def part(self, value: float) -> float:
        """How far along the scale a value lies, 0 to 1; what lies beyond is at the end."""
        length = self.most - self.least
        return min(1.0, max(0.0, (value - self.least) / length)) if length else 0.0


class Line(NamedTuple):
    """A curve: the style class, its name, its points from left to right; `steps` keeps a value until the next."""

    kind: str
    name: str
    points: Sequence[Point]
    steps: bool = False


class Band(NamedTuple):
    """What lies between two curves: points (across, low, high) from left to right."""

    kind: str
    name: str
    points: Sequence[tuple[float, float, float]]


class Guide(NamedTuple):
    """A straight line at a value of one scale, with its name; `across` says that it stands on the scale below."""

    at: float
    name: str
    across: bool = True


class Sheet(NamedTuple):
    """What is drawn, under one title."""

    title: str
    across: Scale
    up: Scale
    lines: Sequence[Line]
    bands: Sequence[Band] = ()
    guides: Sequence[Guide] = ()


class Path(NamedTuple):
    """A path in a style class."""

    kind: str
    d: str
    title: str


class Mark(NamedTuple):
    """A line of the grid or a guide, with its text; `anchor` is where the text is held."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


class Curves(NamedTuple):
    """Everything that the template draws, and the table that says the same."""

    title: str
    names: tuple[str, str]
    size: tuple[float, float]
    frame: tuple[float, float, float, float]
    areas: list[Path]
    paths: list[Path]
    columns: list[Mark]
    rows: list[Mark]
    guides: list[Mark]
    levels: list[Mark]
    series: list[tuple[str, str]]
    head: list[str]
    table: list[tuple[str, list[str]]]


def draw(sheet: Sheet) -> Curves:
    """The curves of a sheet."""
    right, foot = WIDTH - RIGHT, HEIGHT - BOTTOM
    at = _Places(sheet)
    return Curves(
        title=sheet.title, names=(sheet.across.name, sheet.up.name), size=(WIDTH, HEIGHT),
        frame=(LEFT, TOP, right, foot),
        areas=[Path(band.kind, at.area(band), band.name) for band in sheet.bands if band.points],
        paths=[Path(line.kind, at.path(line), line.name) for line in sheet.lines if line.points],
        columns=[Mark(at.x(tick), foot + 16, sheet.across.write(tick)) for tick in sheet.across.ticks],
        rows=[Mark(LEFT - 8, at.y(tick), sheet.up.write(tick), "end") for tick in sheet.up.ticks],
        guides=[_named(at.x(guide.at), guide.name) for guide in sheet.guides if guide.across],
        levels=[Mark(right - 4, at.y(guide.at), guide.name, "end") for guide in sheet.guides if not guide.across],
        series=[(line.kind, line.name) for line in sheet.lines] + [(band.kind, band.name) for band in sheet.bands],
        head=[line.name for line in sheet.lines] + [band.name for band in sheet.bands],
        table=_table(sheet),
    )  # fmt: skip


def _named(x: float, name: str) -> Mark:
    """A guide's name stands on the side where there is room."""
    return Mark(x, TOP + 12, name, "start" if x < (LEFT + WIDTH - RIGHT) / 2 else "end")


class _Places:
    """Values of a sheet as places on it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def x(self, value: float) -> float:
        return LEFT + self.sheet.across.part(value) * (WIDTH - RIGHT - LEFT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - self.sheet.up.part(value) * (HEIGHT - BOTTOM - TOP)

    def path(self, line: Line) -> str:
        places = [(self.x(across), self.y(up)) for across, up in line.points]
        if not line.steps:
            return _through(places)
        (x, y), *following = places
        return f"M{x:.1f} {y:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in following)

    def area(self, band: Band) -> str:
        upper = [(self.x(across), self.y(high)) for across, _low, high in band.points]
        lower = [(self.x(across), self.y(low)) for across, low, _high in reversed(band.points)]
        return _through([*upper, *lower]) + "Z"


def _through(places: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def _table(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """A row for every value across, thinned evenly where there are very many; the ends always stand."""
    lines = [dict(line.points) for line in sheet.lines]
    bands = [{across: (low, high) for across, low, high in band.points} for band in sheet.bands]
    values = sorted({*(value for line in lines for value in line), *(value for band in bands for value in band)})
    step = max(1, -(-len(values) // MOST_ROWS))
    kept = [value for place, value in enumerate(values) if place % step == 0 or place == len(values) - 1]
    write = sheet.up.write
    return [
        (
            sheet.across.write(value),
            [write(line[value]) if value in line else "—" for line in lines]
            + [" – ".join(map(write, band[value])) if value in band else "—" for band in bands],
        )
        for value in kept
    ]
