"""How much may be asked, what an answer means, and dividing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.recovery.facts.handling import HoldState, Refusal
from arasha.domains.recovery.rules.asking import added, fresh, split, state_of
from arasha.kernel.errors import Malformed

amounts = st.integers(1, 10**12)


def test_only_what_came_since_the_last_request_is_asked_for() -> None:
    assert fresh({1: 300}, {1: 300}, []) == {1: 300}
    assert fresh({1: 300}, {1: 300}, [{"1": 300}]) == {}
    assert fresh({1: 300}, {1: 420}, [{"1": 100}, {"1": 300}]) == {1: 120}


def test_what_came_and_went_on_before_is_not_asked_for() -> None:
    assert fresh({1: 50}, {1: 300}, []) == {1: 50}


@given(st.dictionaries(st.integers(1, 5), amounts), st.dictionaries(st.integers(1, 5), amounts))
def test_asking_twice_asks_once(lying: dict[int, int], arrived: dict[int, int]) -> None:
    first = fresh(lying, arrived, [])
    assert all(amount <= min(lying[claim], arrived[claim]) for claim, amount in first.items())
    assert fresh(lying, arrived, [{str(claim): amount for claim, amount in arrived.items()}]) == {}


def test_more_is_added_claim_by_claim() -> None:
    assert added({"1": 300}, {1: 20, 2: 5}) == {"1": 320, "2": 5}


@pytest.mark.parametrize(
    ("held", "refusal", "state"),
    [
        (100, None, HoldState.HELD_FULL),
        (1, None, HoldState.HELD_PARTIAL),
        (0, None, HoldState.NOTHING_LEFT),
        (0, Refusal.LEGAL_BAR, HoldState.REFUSED),
    ],
)
def test_an_answer_says_a_state(held: int, refusal: Refusal | None, state: HoldState) -> None:
    assert state_of(100, held, refusal) is state


@pytest.mark.parametrize(("held", "refusal"), [(101, None), (-1, None), (50, Refusal.OTHER)])
def test_an_answer_that_cannot_be_is_refused(held: int, refusal: Refusal | None) -> None:
    with pytest.raises(Malformed):
        state_of(100, held, refusal)


@given(st.dictionaries(st.integers(1, 99).map(str), amounts, min_size=1), st.data())
def test_what_is_held_is_divided_exactly_and_nobody_gets_more_than_his_claim(
    claims: dict[str, int], data: st.DataObject
) -> None:
    held = data.draw(st.integers(0, sum(claims.values())))
    parts = split(held, claims)
    assert sum(parts.values()) == held
    assert all(part <= claims[claim] for claim, part in parts.items())
