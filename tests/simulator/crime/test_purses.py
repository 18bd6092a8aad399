"""Stolen money is conserved: it lies free, is held, or has left, to the tiyn."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from arasha.simulator.crime.purses import Purses

ACCOUNTS = st.integers(0, 5)
SCHEMES = st.integers(0, 1)
AMOUNTS = st.integers(1, 10_000_000)

Deed = tuple[str, int, int, int, int]
DEEDS: dict[str, Callable[[Purses, int, int, int, int], int]] = {
    "stolen": lambda purses, scheme, _, creditor, amount: purses.stolen(scheme, creditor, amount),
    "passed": lambda purses, scheme, debtor, creditor, amount: purses.passed(scheme, debtor, creditor, amount),
    "leaves": lambda purses, scheme, debtor, _, amount: purses.leaves(scheme, debtor, amount),
    "hold": lambda purses, scheme, debtor, _, amount: purses.hold(scheme, debtor, amount),
    "release": lambda purses, scheme, debtor, _, amount: purses.release(scheme, debtor, amount),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), SCHEMES, ACCOUNTS, ACCOUNTS, AMOUNTS), max_size=60))
def test_nothing_is_lost_and_nothing_appears(deeds: list[Deed]) -> None:
    purses = Purses()
    for name, scheme, debtor, creditor, amount in deeds:
        moved = DEEDS[name](purses, scheme, debtor, creditor, amount)
        assert 0 <= moved <= amount
    for scheme in (0, 1):
        lies = sum(free + held for (of, _), (free, held) in purses.lies().items() if of == scheme)
        assert purses.taken(scheme) == lies + purses.left(scheme)


def test_stolen_money_goes_first_and_the_rest_is_the_mule_s_own() -> None:
    purses = Purses()
    purses.stolen(1, 10, 5_000)
    assert purses.passed(1, 10, 20, 8_000) == 5_000
    assert (purses.free(1, 10), purses.free(1, 20)) == (0, 5_000)


def test_one_scheme_s_money_is_not_another_s() -> None:
    purses = Purses()
    purses.stolen(1, 10, 5_000)
    assert purses.passed(2, 10, 20, 5_000) == 0
    assert purses.hold(2, 10, 5_000) == 0


def test_what_is_held_cannot_be_passed_on_until_it_is_let_go() -> None:
    purses = Purses()
    purses.stolen(1, 10, 5_000)
    purses.hold(1, 10, 4_000)
    assert purses.leaves(1, 10, 5_000) == 1_000
    purses.release(1, 10, 4_000)
    assert purses.leaves(1, 10, 5_000) == 4_000
