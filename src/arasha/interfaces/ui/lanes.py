"""Money over time, as geometry: every account is a lane, every payment an arrow from lane to lane at its time.

So a pattern is seen as it happened: money gathers from many lanes into one and leaves it again. Arrows stand in the
order of time; where they would lie upon each other they move apart, and their titles tell the exact time. Lengths are
units of the SVG's view box.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

WIDTH, LABEL, EDGE = 1120.0, 236.0, 18.0
LANE, TOP, FOOT = 38.0, 14.0, 30.0
APART = 16.0  # between two arrows, where there is room
THINNEST, THICKEST = 1.5, 9.0
HEAD = 7.0
TICKS = 6
WORD = 96.0  # what the text of a time takes


class Lane(NamedTuple):
    """An account: its key in the arrows, what stands beside its lane, where it leads; `own` is the one in question."""

    key: object
    label: str
    note: str = ""
    href: str = ""
    own: bool = False


class Arrow(NamedTuple):
    """A payment: when (seconds), from which lane to which, how much, the style class, and what it says of itself."""

    at: float
    source: object
    target: object
    amount: int
    kind: str
    title: str


class Row(NamedTuple):
    """A lane at its height."""

    y: float
    lane: Lane


class Shaft(NamedTuple):
    """An arrow at its place: a line and a head."""

    x: float
    top: float
    bottom: float
    width: float
    head: str
    kind: str
    title: str


class Tick(NamedTuple):
    """A time on the axis: where it is, and where the middle of its text stands so that all of it is seen."""

    x: float
    text_x: float
    text: str


class Drawn(NamedTuple):
    """Everything that the template draws."""

    title: str
    width: float
    height: float
    start: float
    rows: list[Row]
    shafts: list[Shaft]
    ticks: list[Tick]


def draw(title: str, lanes: Sequence[Lane], arrows: Sequence[Arrow], times: Sequence[tuple[float, str]]) -> Drawn:
    """The lanes in the order given; `times` are the instants (seconds) that the axis names."""
    heights = {lane.key: TOP + LANE * (place + 0.5) for place, lane in enumerate(lanes)}
    ordered = sorted(arrows, key=lambda arrow: arrow.at)
    ends = (ordered[0].at, ordered[-1].at) if ordered else (0.0, 1.0)
    largest = max((arrow.amount for arrow in ordered), default=0) or 1
    foot = TOP + LANE * len(lanes)
    return Drawn(
        title=title, width=WIDTH, height=foot + FOOT, start=LABEL,
        rows=[Row(heights[lane.key], lane) for lane in lanes],
        shafts=[
            _shaft(arrow, x, (heights[arrow.source], heights[arrow.target]), arrow.amount / largest)
            for arrow, x in zip(ordered, _apart([_across(arrow.at, ends) for arrow in ordered]), strict=True)
        ],
        ticks=_ticks(times, ends),
    )  # fmt: skip


def _across(at: float, ends: tuple[float, float]) -> float:
    first, last = ends
    room = WIDTH - EDGE - LABEL - EDGE
    return LABEL + EDGE + (room * (at - first) / (last - first) if last > first else room / 2)


def _apart(places: Sequence[float]) -> list[float]:
    """Places in order, none nearer to the one before than `APART`, as far as the room allows."""
    least, most = LABEL + EDGE, WIDTH - EDGE
    gap = min(APART, (most - least) / max(1, len(places) - 1))
    moved = list(places)
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + gap)
    bound = most
    for place in range(len(moved) - 1, -1, -1):
        moved[place] = max(least, min(moved[place], bound))
        bound = moved[place] - gap
    return moved


def _shaft(arrow: Arrow, x: float, heights: tuple[float, float], part: float) -> Shaft:
    source, target = heights
    down = 1 if target > source else -1
    wide = THINNEST + (THICKEST - THINNEST) * part
    half = HEAD / 2 + wide / 2
    tip, root = target - down * 2, target - down * (2 + HEAD + wide / 2)
    head = f"M{x - half:.1f} {root:.1f}H{x + half:.1f}L{x:.1f} {tip:.1f}Z"
    return Shaft(x, min(source, root), max(source, root), round(wide, 2), head, arrow.kind, arrow.title)


def _ticks(times: Sequence[tuple[float, str]], ends: tuple[float, float]) -> list[Tick]:
    """The named times, without those whose words would run into the ones before."""
    places = ((_across(at, ends), text) for at, text in times)
    found = [Tick(x, min(x, WIDTH - WORD / 2), text) for x, text in places]
    kept = found[:1]
    for _before, tick in pairwise(found):
        if tick.x - kept[-1].x >= (WIDTH - LABEL) / (TICKS + 1):
            kept.append(tick)
    return kept
