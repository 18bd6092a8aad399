"""A plot whose two directions share one scale, so that what comes and what goes can be compared by eye."""

from collections.abc import Sequence

from arasha.interfaces.ui.plots import Axes, Bar, Column, Mark, Plot, ceiling

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 560.0, 62.0, 4.0, 8.0, 22.0
DEEP, SHALLOW = 84.0, 128.0  # the height of a direction: where there are two, where there is one
GAP = 0.25
MOST_LABELS = 5


def draw(axes: Axes, columns: Sequence[Column], width: float = WIDTH) -> Plot:
    """The plot of some columns, oldest first."""
    reach = DEEP if axes.down else SHALLOW
    top = ceiling(max((sum(part) for column in columns for part in (column.up, column.down)), default=0))
    axis, room = TOP + reach, (width - LEFT - RIGHT) / max(1, len(columns))
    bars: list[Bar] = []
    for place, column in enumerate(columns):
        across = (LEFT + room * (place + GAP / 2), room * (1 - GAP))
        bars += _stack(axes, column, across, (axis, -reach / top)) + _stack(axes, column, across, (axis, reach / top))
    every = -(-len(columns) // MOST_LABELS) or 1
    return Plot(
        title=axes.title, width=width, height=axis + (reach if axes.down else 0) + BOTTOM, left=LEFT, axis=axis,
        bars=bars,
        grid=[Mark(axis - reach, axes.write(top)), *([Mark(axis + reach, axes.write(top))] if axes.down else [])],
        labels=[
            Mark(LEFT + room * (place + 0.5), column.label)
            for place, column in enumerate(columns) if place % every == 0
        ],
        series=[*axes.up, *axes.down],
        rows=[(column.label, [axes.write(figure) for figure in (*column.up, *column.down)]) for column in columns],
    )  # fmt: skip


def _stack(axes: Axes, column: Column, across: tuple[float, float], scale: tuple[float, float]) -> list[Bar]:
    """The bars of one direction, from the axis outwards; upwards the scale is negative."""
    (x, width), (at, unit) = across, scale
    series, figures = (axes.up, column.up) if unit < 0 else (axes.down, column.down)
    bars: list[Bar] = []
    for each, figure in zip(series, figures, strict=True):
        height = figure * unit
        title = f"{column.label}: {each.name} {axes.write(figure)}"
        bars.append(Bar(x, min(at, at + height), width, abs(height), each.kind, title))
        at += height
    return [bar for bar in bars if bar.height > 0]
