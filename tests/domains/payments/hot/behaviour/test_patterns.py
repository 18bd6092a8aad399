"""The shapes of laundering, each told by a scene in which its last payment completes it."""

from collections.abc import Iterable
from itertools import pairwise, product

import pytest

from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, HOUR
from tests.domains.payments.hot.stage import Seen, Stage

PATTERNS = (
    F.SQUARES, F.SQUARE_PAYERS, F.TWO_STEPS, F.COMMON_SOURCES, F.COMMON_SOURCE_PAYERS, F.CYCLES, F.CYCLE_LENGTH,
    F.GATHER_SCATTER, F.STACKED,
)  # fmt: skip


def play(stage: Stage, payments: Iterable[tuple[str, str]], pause: int = HOUR) -> Seen:
    """Payments one after the other; what was seen in the last."""
    for debtor, creditor in payments:
        stage.wait(pause)
        seen = stage.pay(debtor, creditor)
    return seen


def bipartite(size: int) -> list[tuple[str, str]]:
    """Each of so many pays each of so many."""
    return [(f"s{one}", f"m{other}") for one, other in product(range(size), repeat=2)]


def cycle(length: int) -> list[tuple[str, str]]:
    """Money that comes back to where it began."""
    names = [f"a{number}" for number in range(length)]
    return list(pairwise([*names, names[0]]))


def found(seen: Seen) -> dict[str, int]:
    """The patterns seen."""
    return {feature.name: seen[feature] for feature in PATTERNS if seen[feature]}


@pytest.mark.parametrize(("size", "squares", "payers"), [(2, 1, 1), (3, 4, 2), (4, 9, 3)])
def test_two_layers_of_which_each_pays_each_are_squares(size: int, squares: int, payers: int) -> None:
    seen = play(Stage(), bipartite(size))
    assert (seen[F.SQUARES], seen[F.SQUARE_PAYERS]) == (squares, payers)


def test_three_sides_of_a_square_are_none() -> None:
    assert play(Stage(), bipartite(2)[:-1])[F.SQUARES] == 0


def test_a_way_through_one_other_is_two_steps() -> None:
    assert found(play(Stage(), [("a", "b"), ("b", "c"), ("a", "c")])) == {"TWO_STEPS": 1}


def test_what_one_source_scattered_is_gathered_again() -> None:
    mules = [f"mule {number}" for number in range(4)]
    scattered, gathered = [("source", mule) for mule in mules], [(mule, "sink") for mule in mules]
    seen = play(Stage(), scattered + gathered)
    assert (seen[F.COMMON_SOURCES], seen[F.COMMON_SOURCE_PAYERS], seen[F.SQUARES]) == (3, 3, 0)


@pytest.mark.parametrize(("length", "told"), [(2, 2), (3, 3), (4, 4), (6, 6), (7, 0)])
def test_a_cycle_has_at_most_six_payments(length: int, told: int) -> None:
    seen = play(Stage(), cycle(length))
    assert (seen[F.CYCLES], seen[F.CYCLE_LENGTH]) == (int(told > 0), told)


def test_the_shortest_of_several_cycles_is_told() -> None:
    seen = play(Stage(), [("a", "b"), ("b", "c"), ("a", "x"), ("x", "y"), ("y", "c"), ("c", "a")])
    assert (seen[F.CYCLES], seen[F.CYCLE_LENGTH]) == (2, 3)


@pytest.mark.parametrize("earlier", [[], [("a", "shop")]])
def test_money_does_not_go_round_back_in_time(earlier: list[tuple[str, str]]) -> None:
    """Also when the receiver paid somebody else before."""
    assert play(Stage(), [*earlier, ("b", "c"), ("a", "b"), ("c", "a")])[F.CYCLES] == 0


def test_a_cycle_is_found_from_the_oldest_payee_that_the_receiver_remembers() -> None:
    others = [("a", f"other {number}") for number in range(15)]
    assert play(Stage(), [("a", "b"), ("b", "c"), *others, ("c", "a")])[F.CYCLES] == 1
    assert play(Stage(), [("a", "b"), ("b", "c"), *others, ("a", "one more"), ("c", "a")])[F.CYCLES] == 0


def test_what_is_gathered_from_strangers_is_scattered_to_strangers() -> None:
    gathered, scattered = [(f"from {n}", "hub") for n in range(5)], [("hub", f"to {n}") for n in range(3)]
    assert found(play(Stage(), gathered + scattered)) == {"GATHER_SCATTER": 3}
    assert play(Stage(), gathered[:2] + scattered)[F.GATHER_SCATTER] == 2


def test_who_pays_in_when_scattering_has_begun_was_not_gathered_for_it() -> None:
    assert play(Stage(), [("hub", "to 1"), ("from 1", "hub"), ("hub", "to 2")])[F.GATHER_SCATTER] == 0


def test_who_was_paid_through_squares_and_pays_on_is_stacked() -> None:
    stage = Stage()
    play(stage, bipartite(3))
    assert stage.pay("m2", "next")[F.STACKED] == 2
    assert stage.pay("m0", "next")[F.STACKED] == 0


@pytest.mark.parametrize(
    ("passed_on", "cut"),
    [
        ((95_000,), 5),
        ((50_000, 45_000), 5),
        ((94_990,), 5),
        ((94_900,), 0),
        ((80_000,), 20),
        ((79_000,), 0),
        ((100_000,), 0),
    ],
)
def test_what_a_stranger_paid_less_a_whole_per_cent_is_a_courier_s_pay(passed_on: tuple[int, ...], cut: int) -> None:
    stage = Stage()
    stage.pay("stranger", "courier", 100_000)
    for number, amount in enumerate(passed_on):
        stage.wait(HOUR)
        seen = stage.pay("courier", f"next {number}", amount)
    assert seen[F.ROUND_CUT] == cut


def test_what_was_paid_before_the_stranger_paid_is_not_passed_on() -> None:
    stage = Stage()
    stage.pay("courier", "shop", 50_000)
    stage.wait(HOUR)
    stage.pay("stranger", "courier", 100_000)
    assert stage.pay("courier", "next", 45_000)[F.ROUND_CUT] == 0


def test_nothing_is_found_in_payments_between_acquaintances() -> None:
    stage, payments = Stage(), [*bipartite(3), *cycle(3), ("m0", "s0")]
    play(stage, payments)
    for payment in payments:
        assert found(play(stage, [payment])) == {}


def test_nothing_is_found_among_payments_of_more_than_eight_weeks() -> None:
    stage = Stage()
    play(stage, bipartite(2)[:-1])
    play(stage, cycle(3)[:-1])
    stage.wait(56 * DAY)
    assert found(play(stage, [bipartite(2)[-1]])) == {}
    assert found(play(stage, [cycle(3)[-1]])) == {}


def test_in_a_crowd_that_meets_in_all_directions_a_search_ends_after_so_many_looks() -> None:
    """The last circle is looked at to its end; nobody can make the engine search for ever."""
    stage, crowd = Stage(), [f"c{number}" for number in range(12)]
    play(stage, [(one, other) for one, other in product(crowd, repeat=2) if one < other], pause=60)
    seen = stage.pay("c9", "c0")
    assert 0 < seen[F.CYCLES] <= 96 + 16
    assert seen[F.CYCLE_LENGTH] == 2
