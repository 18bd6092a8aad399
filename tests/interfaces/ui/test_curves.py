"""Curves: where points lie, and that the table says the same."""

from hypothesis import given
from hypothesis import strategies as some

from arasha.interfaces.ui import curves
from arasha.interfaces.ui.curves import Band, Guide, Line, Scale, Sheet

ACROSS = Scale("found", 0.0, 1.0, (0.0, 0.5, 1.0), lambda value: f"{value:.2f}")
UP = Scale("right", 0.0, 1.0, (0.0, 1.0), lambda value: f"{value:.1f}")
PARTS = some.floats(0, 1, allow_nan=False)


def sheet(*lines: Line, bands: tuple[Band, ...] = (), guides: tuple[Guide, ...] = ()) -> Sheet:
    return Sheet("a curve", ACROSS, UP, lines, bands, guides)


def test_more_is_higher_and_later_is_further_right() -> None:
    drawn = curves.draw(sheet(Line("one", "model", [(0.0, 0.0), (1.0, 1.0)])))
    left, top, right, foot = drawn.frame
    assert drawn.paths[0].d == f"M{left:.1f} {foot:.1f}L{right:.1f} {top:.1f}"


def test_a_step_keeps_its_value_until_the_next() -> None:
    drawn = curves.draw(sheet(Line("one", "tier", [(0.0, 0.0), (0.5, 1.0)], steps=True)))
    assert drawn.paths[0].d.split("H")[1] == "297.0V10.0"


def test_the_table_says_what_every_curve_says_and_a_dash_where_one_says_nothing() -> None:
    band = Band("band", "between", [(0.5, 0.25, 0.75)])
    drawn = curves.draw(sheet(Line("one", "model", [(0.0, 1.0), (0.5, 0.5)]), bands=(band,)))
    assert drawn.head == ["model", "between"]
    assert drawn.table == [("0.00", ["1.0", "—"]), ("0.50", ["0.5", "0.2 – 0.8"])]


def test_a_curve_of_very_many_points_is_told_by_some_of_them_and_by_its_ends() -> None:
    points = [(place / 1000, place / 1000) for place in range(1001)]
    table = curves.draw(sheet(Line("one", "model", points))).table
    assert len(table) <= curves.MOST_ROWS + 1
    assert (table[0][0], table[-1][0]) == ("0.00", "1.00")


def test_a_guides_name_stands_where_there_is_room() -> None:
    guides = (Guide(0.05, "threshold"), Guide(0.95, "threshold"), Guide(0.5, "base", across=False))
    drawn = curves.draw(sheet(guides=guides))
    assert [mark.anchor for mark in drawn.guides] == ["start", "end"]
    assert [mark.text for mark in drawn.levels] == ["base"]


@given(some.lists(some.tuples(PARTS, some.floats(-9, 9, allow_nan=False)), min_size=1, max_size=20))
def test_nothing_is_drawn_outside_of_the_frame(points: list[tuple[float, float]]) -> None:
    drawn = curves.draw(sheet(Line("one", "model", sorted(points))))
    left, top, right, foot = drawn.frame
    for pair in drawn.paths[0].d.removeprefix("M").split("L"):
        x, y = map(float, pair.split())
        assert left <= x <= right
        assert top <= y <= foot


def test_a_scale_without_length_draws_at_its_beginning() -> None:
    flat = Scale("", 5.0, 5.0, (5.0,), str)
    assert flat.part(5.0) == 0.0
