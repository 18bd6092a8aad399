"""Who pays whom around one account, as geometry: payers on the left, payees on the right, edges as wide as the money.

The server lays it out, the same on screen, in print and in a file; it is made of links, so a keyboard walks it.
Lengths are units of the SVG's view box.
"""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, NODE, CENTRE, EDGE = 1120.0, 296.0, 236.0, 1.0
HEIGHT, GAP, TOP, BOTTOM = 40.0, 8.0, 30.0, 6.0
THICKEST, THINNEST = 150.0, 1.5
PAD = 26.0


class Spoke(NamedTuple):
    """One counterparty on one side: what stands in its box, how much money, which class the edge is drawn in.

    `mark` is a word that warns of it; without a `href` the box is no link.
    """

    label: str
    note: str
    amount: int
    kind: str
    href: str = ""
    mark: str = ""


class Box(NamedTuple):
    """A node at a place."""

    x: float
    y: float
    width: float
    height: float
    spoke: Spoke


class Edge(NamedTuple):
    """A band from a node to the centre or back."""

    path: str
    width: float
    kind: str
    title: str


class Graph(NamedTuple):
    """Everything that the template draws."""

    title: str
    width: float
    height: float
    centre: Box
    nodes: list[Box]
    edges: list[Edge]
    heads: tuple[str, str]


class About(NamedTuple):
    """What is drawn: its title, the account in the middle, and what stands over the two sides."""

    title: str
    centre: Spoke
    heads: tuple[str, str]


def draw(about: About, payers: Sequence[Spoke], payees: Sequence[Spoke]) -> Graph:
    """The graph of an account, each side in the order given."""
    rows = max(len(payers), len(payees), 2)
    room = rows * (HEIGHT + GAP) - GAP
    thick = min(THICKEST, room - PAD)
    most = max(sum(spoke.amount for spoke in side) for side in (payers, payees)) or 1
    largest = max((spoke.amount for spoke in (*payers, *payees)), default=0) or 1
    scale = min(thick / most, HEIGHT / largest)
    middle, tall = TOP + room / 2, max(thick + PAD, HEIGHT + PAD)
    centre = Box((WIDTH - CENTRE) / 2, middle - tall / 2, CENTRE, tall, about.centre)
    nodes, edges = list[Box](), list[Edge]()
    for side, x in ((payers, EDGE), (payees, WIDTH - NODE - EDGE)):
        boxes = _column(side, x, middle)
        nodes += boxes
        edges += _edges(boxes, centre, scale)
    return Graph(about.title, WIDTH, TOP + room + BOTTOM, centre, nodes, edges, about.heads)


def _column(side: Sequence[Spoke], x: float, middle: float) -> list[Box]:
    top = middle - (len(side) * (HEIGHT + GAP) - GAP) / 2
    return [Box(x, top + place * (HEIGHT + GAP), NODE, HEIGHT, spoke) for place, spoke in enumerate(side)]


def _edges(boxes: Sequence[Box], centre: Box, scale: float) -> list[Edge]:
    """The bands of one side; at the centre they lie one under the other, as wide together as the side's money."""
    widths = [max(THINNEST, box.spoke.amount * scale) for box in boxes]
    at = centre.y + (centre.height - sum(widths)) / 2
    edges = []
    for box, width in zip(boxes, widths, strict=True):
        paying = box.x < centre.x
        start = box.x + box.width if paying else box.x
        end = centre.x if paying else centre.x + centre.width
        edges.append(Edge(_band((start, box.y + box.height / 2), (end, at + width / 2)), round(width, 2),
                          box.spoke.kind, f"{box.spoke.label}: {box.spoke.note}"))  # fmt: skip
        at += width
    return edges


def _band(start: tuple[float, float], end: tuple[float, float]) -> str:
    bend = (start[0] + end[0]) / 2
    return f"M{start[0]:.1f} {start[1]:.1f}C{bend:.1f} {start[1]:.1f} {bend:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
