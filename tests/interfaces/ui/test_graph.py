"""The graph of an account: where boxes lie and how wide edges are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from arasha.interfaces.ui import graph
from arasha.interfaces.ui.graph import About, Spoke

ABOUT = About("who pays", Spoke("KZ•• 0001", "this account", 0, ""), ("in", "out"))


def spoke(amount: int) -> Spoke:
    return Spoke("KZ•• 0002", "1 payment", amount, "allow", "/account/")


def test_payers_stand_left_and_payees_right_of_the_account() -> None:
    drawn = graph.draw(ABOUT, [spoke(10)], [spoke(5)])
    payer, payee = drawn.nodes
    assert payer.x + payer.width < drawn.centre.x
    assert drawn.centre.x + drawn.centre.width < payee.x


def test_twice_the_money_is_twice_as_wide_on_either_side() -> None:
    ten, twenty, back = graph.draw(ABOUT, [spoke(10), spoke(20)], [spoke(20)]).edges
    assert twenty.width == back.width == pytest.approx(2 * ten.width, abs=0.02)


def test_the_least_money_can_still_be_seen() -> None:
    _much, little = graph.draw(ABOUT, [spoke(10**12), spoke(1)], []).edges
    assert little.width == graph.THINNEST


AMOUNTS = some.lists(some.integers(1, 10**14), max_size=12).map(lambda amounts: [spoke(each) for each in amounts])


@given(AMOUNTS, AMOUNTS)
def test_every_box_lies_inside_and_none_upon_another(payers: list[Spoke], payees: list[Spoke]) -> None:
    drawn = graph.draw(ABOUT, payers, payees)
    assert len(drawn.nodes) == len(drawn.edges) == len(payers) + len(payees)
    for side in (drawn.nodes[: len(payers)], drawn.nodes[len(payers) :]):
        for above, below in itertools.pairwise(side):
            assert above.y + above.height <= below.y
    for box in (*drawn.nodes, drawn.centre):
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y >= 0
        assert box.y + box.height <= drawn.height + 1e-6
