"""Lanes: where accounts and payments lie, whatever their times are."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from arasha.interfaces.ui import lanes
from arasha.interfaces.ui.lanes import Arrow, Lane

LANES = [Lane("a", "KZ•• 0001"), Lane("b", "KZ•• 0002", own=True), Lane("c", "KZ•• 0003")]


def arrow(at: float, source: str = "a", target: str = "b", amount: int = 10) -> Arrow:
    return Arrow(at, source, target, amount, "allow", "10 ₸")


def test_an_arrow_goes_from_the_payers_lane_to_the_receivers() -> None:
    drawn = lanes.draw("", LANES, [arrow(0, "a", "c"), arrow(9, "c", "a")], [])
    (first, second), (a, _b, c) = drawn.shafts, drawn.rows
    assert (first.top, second.bottom) == (a.y, c.y)
    assert first.bottom < c.y
    assert second.top > a.y
    assert f"L{first.x:.1f} {c.y - 2:.1f}Z" in first.head


def test_time_runs_from_left_to_right_and_money_makes_an_arrow_wide() -> None:
    little, much = lanes.draw("", LANES, [arrow(100, amount=50), arrow(1, amount=1)], []).shafts
    assert little.x < much.x
    assert little.width < much.width == lanes.THICKEST


def test_words_on_the_axis_do_not_run_into_each_other() -> None:
    times = [(float(at), f"{at}:00") for at in range(24)]
    ticks = lanes.draw("", LANES, [arrow(0), arrow(23)], times).ticks
    assert 3 <= len(ticks) <= lanes.TICKS + 2
    assert all(later.text_x - earlier.text_x >= lanes.WORD for earlier, later in pairwise(ticks))


def test_the_words_of_the_last_time_end_inside_the_drawing() -> None:
    (_, last) = lanes.draw("", LANES, [arrow(0), arrow(23)], [(0.0, "0:00"), (23.0, "23:00")]).ticks
    assert last.x > last.text_x == lanes.WIDTH - lanes.WORD / 2


def test_one_payment_stands_in_the_middle() -> None:
    (shaft,) = lanes.draw("", LANES, [arrow(7)], []).shafts
    assert lanes.LABEL < shaft.x < lanes.WIDTH - lanes.EDGE


@given(some.lists(some.floats(0, 10**9, allow_nan=False), min_size=1, max_size=120))
def test_arrows_keep_their_order_stay_inside_and_apart_as_far_as_there_is_room(times: list[float]) -> None:
    places = [shaft.x for shaft in lanes.draw("", LANES, [arrow(at) for at in times], []).shafts]
    room = lanes.WIDTH - lanes.LABEL - 2 * lanes.EDGE
    gap = min(lanes.APART, room / max(1, len(places) - 1))
    assert places[0] >= lanes.LABEL + lanes.EDGE - 1e-6
    assert places[-1] <= lanes.WIDTH - lanes.EDGE + 1e-6
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(places))
