"""Plots as geometry: what stands where, and that the table says the same."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.interfaces.ui import plots
from arasha.interfaces.ui.plots import Axes, Column, Series

TWO = Axes("t", [Series("warn", "Warned"), Series("hold", "Held")], [Series("allow", "Allowed")])
FIGURES = st.integers(0, 10**12)
COLUMNS = st.lists(st.builds(lambda a, b, c: Column("x", (a, b), (c,)), FIGURES, FIGURES, FIGURES), max_size=60)


@given(COLUMNS)
def test_everything_lies_inside_the_picture(columns: list[Column]) -> None:
    plot = plots.draw(TWO, columns)
    for bar in plot.bars:
        assert plot.left <= bar.x
        assert bar.x + bar.width <= plot.width + 0.01
        assert bar.y >= 0
        assert bar.y + bar.height <= plot.height


@given(COLUMNS)
def test_the_table_says_every_figure(columns: list[Column]) -> None:
    plot = plots.draw(TWO, columns)
    assert [figures for _, figures in plot.rows] == [[str(f) for f in (*c.up, *c.down)] for c in columns]


def test_heights_are_in_proportion_and_parts_stand_on_each_other() -> None:
    low, high = plots.draw(TWO, [Column("x", (10, 30), (0,))]).bars
    assert high.height == 3 * low.height
    assert high.y + high.height == low.y


@given(st.integers(0, 10**15))
def test_an_axis_ends_at_the_next_round_number(figure: int) -> None:
    top = plots.ceiling(figure)
    assert max(1, figure) <= top <= max(1, 2.5 * figure)
    assert str(top).rstrip("0") in {"1", "2", "5"}


def test_nothing_is_a_plot_too() -> None:
    assert plots.draw(TWO, []).bars == []
