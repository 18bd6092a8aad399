"""What a bank holds is missed by the thief, to the tiyn, and what is let go is his again."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.simulator.crime.purses import Purses
from arasha.simulator.live.vault import Vault

ACCOUNT, OWN = 44, 500_000
AMOUNTS = st.integers(1, 10_000_000)


class Own:
    """Everybody has the same in his account."""

    def balance(self, account: int) -> int:
        return OWN if account == ACCOUNT else 0


def vault(*stolen: int) -> tuple[Vault, Purses]:
    """An account with stolen money of some schemes, numbered from 0 on."""
    purses = Purses()
    for scheme, amount in enumerate(stolen):
        purses.stolen(scheme, ACCOUNT, amount)
    return Vault(Own(), purses), purses


@given(st.lists(AMOUNTS, max_size=3), AMOUNTS)
def test_as_much_is_held_as_is_asked_and_there_stolen_money_first(stolen: list[int], asked: int) -> None:
    found, purses = vault(*stolen)
    taken = found.hold("H-1", ACCOUNT, asked)
    assert taken.held == min(asked, OWN + sum(stolen))
    assert taken.dirty == min(asked, sum(stolen))
    assert sum(purses.free(scheme, ACCOUNT) for scheme in range(len(stolen))) == sum(stolen) - taken.dirty


@given(st.lists(AMOUNTS, max_size=3), AMOUNTS, st.integers(0, 10_000_000))
def test_letting_go_gives_back_all_but_what_was_returned(stolen: list[int], asked: int, returned: int) -> None:
    found, purses = vault(*stolen)
    taken = found.hold("H-1", ACCOUNT, asked)
    paid = found.give_back("H-1", returned)
    assert paid == min(returned, taken.held)
    assert found.let_go("H-1") == taken.held - paid
    assert found.held("H-1") == 0
    free = sum(purses.free(scheme, ACCOUNT) for scheme in range(len(stolen)))
    assert free == sum(stolen) - min(paid, taken.dirty)


def test_a_request_that_comes_again_holds_no_more_and_another_holds_the_rest() -> None:
    found, _ = vault(1_000_000)
    first = found.hold("H-1", ACCOUNT, 900_000)
    assert found.hold("H-1", ACCOUNT, 900_000) == first
    assert found.hold("H-2", ACCOUNT, 9_000_000).held == 1_000_000 + OWN - 900_000
    assert found.available(ACCOUNT) == 0


def test_letting_go_what_was_never_held_changes_nothing() -> None:
    found, _ = vault()
    assert (found.let_go("H-9"), found.give_back("H-9", 5), found.held("H-9")) == (0, 0, 0)
