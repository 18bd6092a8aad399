"""Plots with two directions in one scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from arasha.interfaces.ui import mirrored
from arasha.interfaces.ui.plots import Axes, Column, Series

BOTH = Axes("in and out", [Series("came", "in")], [Series("went", "out")])
ONE = Axes("in", [Series("came", "in"), Series("night", "at night")])


def test_equal_figures_are_drawn_equally_high_in_both_directions() -> None:
    up, down = mirrored.draw(BOTH, [Column("a", (40,), (40,))]).bars
    assert up.height == down.height
    assert up.y + up.height == pytest.approx(down.y)


def test_the_table_says_every_figure() -> None:
    plot = mirrored.draw(BOTH, [Column("a", (40,), (0,)), Column("b", (0,), (7,))])
    assert plot.rows == [("a", ["40", "0"]), ("b", ["0", "7"])]
    assert [bar.title for bar in plot.bars] == ["a: in 40", "b: out 7"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert mirrored.draw(ONE, []).bars == []


@given(some.lists(some.tuples(some.integers(0, 10**12), some.integers(0, 10**12)), min_size=1, max_size=40))
def test_no_bar_leaves_the_plot(figures: list[tuple[int, int]]) -> None:
    for axes, columns in (
        (BOTH, [Column(str(at), (came,), (went,)) for at, (came, went) in enumerate(figures)]),
        (ONE, [Column(str(at), pair) for at, pair in enumerate(figures)]),
    ):
        plot = mirrored.draw(axes, columns)
        for bar in plot.bars:
            assert plot.left <= bar.x <= bar.x + bar.width <= plot.width
            assert bar.y >= -1e-6
            assert bar.y + bar.height <= plot.height - mirrored.BOTTOM + 1e-6
