"""Forests of decision trees over feature rows: an answer in microseconds, and which columns it rests on.

LightGBM grows the trees (`learning`); here they are only walked, in our own loops, because the gateway has microseconds
for a payment and no room for another library's threads (decision 0020). Every column is a whole number, so a threshold
is rounded down and `x <= threshold` is exactly what the grower meant.
"""

from typing import NamedTuple

import numpy as np

from arasha.kernel.compiled import Array, Whole, compiled

# A node: rows with `feature` above `threshold` go to the node after `left`, the others to `left`. A leaf leads to
# itself.
NODE = np.dtype([("threshold", "i8"), ("feature", "i4"), ("left", "i4")])
HIGHEST = 2**62  # above any feature

# Walks that go on side by side, so that none waits for the other's memory.
LANES = 8


class Forest(NamedTuple):
    """Trees end to end: `nodes` (`NODE`), of each node the mean of the leaves under it as seen in training (float64; of
    a leaf its own value), and where each tree begins (int32). `places` is working space.
    """

    nodes: Array
    values: Array
    roots: Array
    places: Array

    @property
    def bias(self) -> float:
        """What the forest says before it has seen a row: the sum of the trees' means."""
        return float(self.values[self.roots].sum())


def forest(nodes: Array, values: Array, roots: Array) -> Forest:
    """A forest of arrays; `ValueError` when a walk could leave them or never end."""
    size, numbers = len(nodes), np.arange(len(nodes))
    inner = nodes["left"] != numbers
    wrong = inner & ((nodes["left"] <= numbers) | (nodes["left"] + 1 >= size))
    if (
        len(values) != size
        or wrong.any()
        or (nodes["feature"] < 0).any()
        or (nodes["threshold"][~inner] < HIGHEST).any()
    ):
        raise ValueError("the trees lead nowhere: the file is damaged")
    if len(roots) and not (roots.min() >= 0 and roots.max() < size):
        raise ValueError("a tree begins outside of the file: it is damaged")
    return Forest(nodes, values.astype(np.float64), roots.astype(np.int32), np.zeros(LANES, np.int64))


NO_FOREST = forest(np.zeros(0, NODE), np.zeros(0), np.zeros(0, np.int32))


@compiled
def margins(forest: Forest, rows: Array, out: Array) -> None:
    """Write the sum of the trees' values for each row: eight rows at a time down one tree after the other, so that a
    tree stays in the nearest cache; what is left over goes row by row.
    """
    whole = len(rows) // LANES * LANES
    for i in range(whole):
        out[i] = 0.0
    for tree in range(len(forest.roots)):
        for begin in range(0, whole, LANES):
            walk_together(forest, forest.roots[tree], rows[begin : begin + LANES], out[begin : begin + LANES])
    for i in range(whole, len(rows)):
        out[i] = margin(forest, rows[i])


@compiled
def walk_together(forest: Forest, root: Whole, rows: Array, out: Array) -> None:
    """Eight rows down one tree."""
    nodes, values, _, places = forest
    for lane in range(LANES):
        places[lane] = root
    moved = True
    while moved:
        moved = False
        for lane in range(LANES):
            node = nodes[places[lane]]
            following = node["left"] + np.int64(rows[lane, node["feature"]] > node["threshold"])
            moved |= following != places[lane]
            places[lane] = following
    for lane in range(LANES):
        out[lane] += values[places[lane]]


@compiled
def margin(forest: Forest, row: Array) -> Whole:
    """One row down eight trees at a time; the values are added in the order of the trees, as LightGBM does."""
    nodes, values, roots, places = forest
    total = 0.0
    for begin in range(0, len(roots), LANES):
        lanes = min(LANES, len(roots) - begin)
        for lane in range(lanes):
            places[lane] = roots[begin + lane]
        moved = True
        while moved:
            moved = False
            for lane in range(lanes):
                node = nodes[places[lane]]
                following = node["left"] + np.int64(row[node["feature"]] > node["threshold"])
                moved |= following != places[lane]
                places[lane] = following
        for lane in range(lanes):
            total += values[places[lane]]
    return total


@compiled
def contributions(forest: Forest, row: Array, out: Array) -> None:
    """Write what each column (of `len(row)`) adds to the row's margin: at every node on its way, by how much the turn
    moved the expectation. They sum to the margin less the bias (Saabas, 2014; exact by construction).
    """
    nodes, values, roots, _ = forest
    for column in range(len(out)):
        out[column] = 0.0
    for tree in range(len(roots)):
        place = np.int64(roots[tree])
        node = nodes[place]
        following = node["left"] + np.int64(row[node["feature"]] > node["threshold"])
        while following != place:
            out[node["feature"]] += values[following] - values[place]
            place = following
            node = nodes[place]
            following = node["left"] + np.int64(row[node["feature"]] > node["threshold"])
