"""Money that goes on from account to account: where boxes lie, how wide bands are, and where they begin and end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from arasha.interfaces.ui import flow
from arasha.interfaces.ui.flow import Band, Box, Part


def box(key: object, column: int, *parts: Part) -> Box:
    return Box(key, column, ["KZ•• 0002", "a bank"], "KZ•• 0002", parts, href="/account/")


def band(source: object, target: object, whole: int = 10, part: int = 10) -> Band:
    return Band(source, target, whole, part, "1 payment")


def heads(count: int) -> list[str]:
    return [f"step {number}" for number in range(count)]


def test_every_step_is_a_column_further_to_the_right() -> None:
    drawn = flow.draw("trace", heads(3), [box("a", 0), box("b", 1), box("c", 2)], [band("a", "b"), band("b", "c")])
    assert [placed.box.key for placed in sorted(drawn.boxes, key=lambda each: each.x)] == ["a", "b", "c"]
    assert [head for _x, head in drawn.heads] == heads(3)


def test_the_stolen_part_is_drawn_inside_the_whole_payment() -> None:
    [drawn] = flow.draw("trace", heads(2), [box("a", 0), box("b", 1)], [band("a", "b", 200, 70)]).bands
    assert drawn.whole == flow.THICKEST
    assert drawn.part == pytest.approx(flow.THICKEST * 0.35, abs=0.01)


def test_the_least_money_can_still_be_seen() -> None:
    boxes = [box("a", 0), box("b", 1), box("c", 1)]
    _much, little = flow.draw("trace", heads(2), boxes, [band("a", "b", 10**12), band("a", "c", 1, 1)]).bands
    assert (little.whole, little.part) == (flow.THINNEST, flow.HAIR)


def test_money_that_stays_in_its_column_or_goes_back_has_a_head() -> None:
    boxes = [box("a", 0), box("b", 1), box("c", 1)]
    onward, beside, back = flow.draw("trace", heads(2), boxes, [band("a", "b"), band("b", "c"), band("c", "a")]).bands
    assert onward.head == ""
    assert beside.head
    assert back.head


def test_money_from_a_box_to_itself_is_not_drawn() -> None:
    assert flow.draw("trace", heads(1), [box("a", 0)], [band("a", "a")]).bands == []


def test_the_bar_of_a_box_is_full() -> None:
    [placed] = flow.draw("trace", heads(1), [box("a", 0, Part("held", 1), Part("left", 2), Part("moved", 0))], []).boxes
    assert sum(bar.width for bar in placed.bars) == pytest.approx(flow.NODE, abs=0.2)
    assert [bar.kind for bar in placed.bars] == ["held", "left"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert flow.draw("trace", [], [], []).boxes == []


@given(some.lists(some.integers(1, 14), min_size=1, max_size=8), some.data())
def test_every_box_lies_inside_and_none_upon_another(columns: list[int], data: some.DataObject) -> None:
    boxes = [box((column, place), column) for column, count in enumerate(columns) for place in range(count)]
    keys = some.sampled_from([each.key for each in boxes])
    pairs = data.draw(some.lists(some.tuples(keys, keys), max_size=20, unique=True))
    drawn = flow.draw("trace", heads(len(columns)), boxes, [band(*pair) for pair in pairs])
    width, height = drawn.size
    for _column, placed in itertools.groupby(drawn.boxes, key=lambda each: each.box.column):
        for above, below in itertools.pairwise(placed):
            assert above.y + height <= below.y
    for each in drawn.boxes:
        assert 0 <= each.x <= drawn.width - width
        assert 0 <= each.y <= drawn.height - height
    assert len(drawn.bands) == sum(source != target for source, target in pairs)
