"""From the libraries that grow trees to our own arrays (`hot.forest`): values of columns are whole numbers there."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias, Union

import numpy as np

from arasha.domains.payments.hot.forest import HIGHEST, NODE, Forest, forest

Grown: TypeAlias = Union["Leaf", "Split"]


class Leaf(NamedTuple):
    """Where a walk ends: its value, and how many payments of the training ended there."""

    value: float
    payments: int


class Split(NamedTuple):
    """A turn: rows whose column is above the threshold go to `above`."""

    column: int
    threshold: float
    below: Grown
    above: Grown


def planted(trees: Iterable[Grown]) -> Forest:
    """Trees as one forest. The two ways of a node lie side by side; a node's value is the mean of its leaves."""
    nodes, values, roots = list[tuple[int, int, int]](), list[float](), list[int]()
    for tree in trees:
        roots.append(len(nodes))
        waiting: list[Grown] = [tree]
        nodes.append((0, 0, 0))
        values.append(0.0)
        for place, grown in _level_by_level(waiting, len(nodes) - 1):
            values[place] = _mean(grown)[0]
            if isinstance(grown, Leaf):
                nodes[place] = (HIGHEST, 0, place)
                continue
            nodes[place] = (_whole(grown.threshold), grown.column, len(nodes))
            nodes += [(0, 0, 0)] * 2
            values += [0.0] * 2
            waiting += [grown.below, grown.above]
    return forest(np.array(nodes, NODE), np.array(values, np.float64), np.array(roots, np.int32))


def _level_by_level(waiting: list[Grown], root: int) -> Iterable[tuple[int, Grown]]:
    """The nodes of a tree with their places; `waiting` grows meanwhile, two at a time."""
    for number, grown in enumerate(waiting):
        yield root + number, grown


def _whole(threshold: float) -> int:
    """For whole numbers `x <= threshold` and `x <= floor(threshold)` are the same."""
    return int(np.floor(min(max(threshold, -float(HIGHEST)), float(HIGHEST))))


def _mean(grown: Grown) -> tuple[float, int]:
    """The mean value of the leaves under a node, and how many payments ended there."""
    if isinstance(grown, Leaf):
        return grown.value, grown.payments
    (low, few), (high, many) = _mean(grown.below), _mean(grown.above)
    return (low * few + high * many) / (few + many), few + many


def of_lightgbm(booster: Any) -> Forest:
    """LightGBM's trees up to the best iteration; `booster` was trained with `use_missing=False`."""
    dumped = booster.dump_model(num_iteration=booster.best_iteration or -1)
    return planted(_of_lightgbm(tree["tree_structure"]) for tree in dumped["tree_info"])


def _of_lightgbm(node: dict[str, Any]) -> Grown:
    if "split_feature" not in node:
        return Leaf(float(node["leaf_value"]), max(1, int(node.get("leaf_count", 1))))
    below, above = _of_lightgbm(node["left_child"]), _of_lightgbm(node["right_child"])
    return Split(int(node["split_feature"]), float(node["threshold"]), below, above)


def of_isolation(isolation: Any, columns: Iterable[int]) -> Forest:
    """scikit-learn's isolation forest over some columns of the row; the margin rises with how rare a row is.

    It is the mean path to isolation, negated, in units of the mean path of a random search (Liu, Ting, Zhou 2008).
    """
    places, scale = list(columns), len(isolation.estimators_) * unsuccessful(isolation.max_samples_)
    return planted(_of_isolation(tree.tree_, places, scale) for tree in isolation.estimators_)


def _of_isolation(tree: Any, places: list[int], scale: float) -> Grown:
    def grown(at: int, depth: int) -> Grown:
        count = int(tree.n_node_samples[at])
        if tree.children_left[at] < 0:
            return Leaf(-(depth + unsuccessful(count)) / scale, count)
        below, above = grown(tree.children_left[at], depth + 1), grown(tree.children_right[at], depth + 1)
        return Split(places[tree.feature[at]], float(tree.threshold[at]), below, above)

    return grown(0, 0)


def unsuccessful(count: int) -> float:
    """The mean path of an unsuccessful search in a tree of so many (the paper's c(n))."""
    if count <= 2:
        return float(count - 1)
    return float(2 * (np.log(count - 1) + np.euler_gamma) - 2 * (count - 1) / count)
