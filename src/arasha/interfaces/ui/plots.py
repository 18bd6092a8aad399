"""Plots as geometry: columns above and below one axis, each stacked. The server draws them, so they need no script,
print as they are, and every one has a table as its twin.

Lengths are units of the SVG's view box.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 1200.0, 56.0, 4.0, 10.0, 22.0
UP, DOWN = 150.0, 60.0
GAP = 0.22  # of a column's room is left free
MOST_LABELS = 8

Write = Callable[[int], str]


class Series(NamedTuple):
    """One kind of thing that is counted: the style class it is drawn in, and its name."""

    kind: str
    name: str


class Column(NamedTuple):
    """What stands over one place of the axis: figures upwards and downwards, in the order of their series."""

    label: str
    up: Sequence[int]
    down: Sequence[int] = ()


class Bar(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


class Mark(NamedTuple):
    """A line of the grid, or a label of the axis, at a place."""

    at: float
    text: str


class Plot(NamedTuple):
    """Everything that the template draws, and the table that says the same."""

    title: str
    width: float
    height: float
    left: float
    axis: float
    bars: list[Bar]
    grid: list[Mark]
    labels: list[Mark]
    series: list[Series]
    rows: list[tuple[str, list[str]]]


class Axes(NamedTuple):
    """What is plotted: series upwards and, on a scale of their own, downwards; and how a figure is written."""

    title: str
    up: Sequence[Series]
    down: Sequence[Series] = ()
    write: Write = str


def draw(axes: Axes, columns: Sequence[Column]) -> Plot:
    """The plot of some columns, oldest first."""
    top = ceiling(max((sum(column.up) for column in columns), default=0))
    bottom = ceiling(max((sum(column.down) for column in columns), default=0)) if axes.down else 0
    axis = TOP + UP
    room = (WIDTH - LEFT - RIGHT) / max(1, len(columns))
    bars = [
        bar
        for place, column in enumerate(columns)
        for bar in _bars(
            axes, column, (LEFT + room * (place + GAP / 2), room * (1 - GAP)), (UP / top, DOWN / (bottom or 1))
        )
    ]
    grid = [Mark(axis - UP * part, axes.write(round(top * part))) for part in ((1.0, 0.5) if top > 1 else (1.0,))]
    if axes.down:
        grid.append(Mark(axis + DOWN, axes.write(bottom)))
    every = -(-len(columns) // MOST_LABELS) or 1
    height = axis + (DOWN if axes.down else 0) + BOTTOM
    return Plot(
        title=axes.title, width=WIDTH, height=height, left=LEFT, axis=axis, bars=bars, grid=grid,
        labels=[
            Mark(LEFT + room * (place + 0.5), column.label)
            for place, column in enumerate(columns) if place % every == 0
        ],
        series=[*axes.up, *axes.down],
        rows=[(column.label, [axes.write(figure) for figure in (*column.up, *column.down)]) for column in columns],
    )  # fmt: skip


def _bars(axes: Axes, column: Column, across: tuple[float, float], scale: tuple[float, float]) -> list[Bar]:
    (x, width), bars = across, list[Bar]()
    up, down = TOP + UP, TOP + UP + 1
    for series, figure in zip(axes.up, column.up, strict=True):
        up -= figure * scale[0]
        bars.append(Bar(x, up, width, figure * scale[0], series.kind, _title(column, series, axes.write(figure))))
    for series, figure in zip(axes.down, column.down, strict=True):
        bars.append(Bar(x, down, width, figure * scale[1], series.kind, _title(column, series, axes.write(figure))))
        down += figure * scale[1]
    return [bar for bar in bars if bar.height > 0]


def _title(column: Column, series: Series, figure: str) -> str:
    return f"{column.label}: {series.name} {figure}"


def ceiling(figure: int) -> int:
    """The next round number (1, 2, 5 or 10 times a power of ten), at least 1: where an axis ends."""
    power = 1
    while power * 10 <= figure:
        power *= 10
    return next(step * power for step in (1, 2, 5, 10) if step * power >= figure) if figure > 1 else 1
