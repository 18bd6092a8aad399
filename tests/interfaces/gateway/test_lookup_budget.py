"""Scan defence: what is not listed costs twenty times what is, who pays may ask more, a refusal tells nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.schemas import Identifier
from arasha.interfaces.gateway.callers import MISS_COSTS, Budget
from arasha.kernel import clock
from arasha.kernel.errors import RateLimited, TooLarge
from arasha.kernel.identifiers import Kind
from arasha.kernel.tiers import Tier
from tests.interfaces.gateway.test_check import PHONE, tell, token_of
from tests.support.cast import TOSTIK, payment
from tests.support.door import Doors

BANK, OTHER = 1, 2
CHECK = "/v1/registry/check"


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """A clock that goes only when it is told to."""
    time = {"now": 1_000.0}
    monkeypatch.setattr(clock, "monotonic", lambda: time["now"])
    return time


def test_a_miss_costs_twenty_times_a_hit(still: dict[str, float]) -> None:
    budget = Budget(1_000, 10)
    budget.reserve(BANK, 10)
    budget.found(BANK, 4)
    assert budget.left(BANK) == 1_000 - 6 * MISS_COSTS - 4


def test_what_is_used_up_comes_back_with_time_and_says_when(still: dict[str, float]) -> None:
    budget = Budget(100, 10)
    budget.reserve(BANK, 5)
    with pytest.raises(RateLimited) as refused:
        budget.reserve(BANK, 1)
    assert refused.value.retry_after_s == 2
    still["now"] += 2
    budget.reserve(BANK, 1)


def test_a_refusal_does_not_depend_on_what_would_be_found(still: dict[str, float]) -> None:
    """With less than a miss left a hit is refused too: else the refusal would be the answer."""
    budget = Budget(MISS_COSTS + 5, 1)
    budget.reserve(BANK, 1)
    assert budget.left(BANK) == 5
    with pytest.raises(RateLimited):
        budget.reserve(BANK, 1)
    assert budget.left(BANK) == 5, "and it costs nothing"


def test_a_payment_gives_one_back_and_never_more_than_is_kept(still: dict[str, float]) -> None:
    budget = Budget(100, 1)
    budget.reserve(BANK, 1)
    budget.paid(BANK, 7)
    assert budget.left(BANK) == 87
    budget.paid(BANK, 1_000)
    assert budget.left(BANK) == 100


def test_one_institution_takes_nothing_from_another(still: dict[str, float]) -> None:
    budget = Budget(100, 1)
    budget.reserve(BANK, 5)
    assert budget.left(OTHER) == 100
    budget.paid(OTHER, 50)
    assert budget.left(OTHER) == 100


def test_what_can_never_be_paid_for_is_too_large(still: dict[str, float]) -> None:
    with pytest.raises(TooLarge, match="at most 5 identifiers"):
        Budget(100, 1).reserve(BANK, 6)


@given(st.lists(st.tuples(st.sampled_from(["ask", "pay", "wait"]), st.integers(0, 8)), max_size=40))
def test_it_is_never_below_nothing_nor_above_the_most(steps: list[tuple[str, int]]) -> None:
    budget, now = Budget(200, 3), {"at": 0.0}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "monotonic", lambda: now["at"])
        for step, count in steps:
            if step == "wait":
                now["at"] += count
            elif step == "pay":
                budget.paid(BANK, count)
            else:
                try:
                    budget.reserve(BANK, count)
                    budget.found(BANK, count // 2)
                except RateLimited:
                    pass
            assert 0 <= budget.left(BANK) <= 200


def unknown(*numbers: int) -> dict[str, list[dict[str, str]]]:
    return {"identifiers": [{"kind": "phone", "value": f"+7701555{number:04d}"} for number in numbers]}


def test_whoever_tries_numbers_out_is_told_to_come_back(doors: Doors) -> None:
    door = doors.open(lookup_tokens=100, lookup_tokens_per_second=1)
    with door.http() as bank:
        assert bank.post(CHECK, json=unknown(*range(5))).status_code == 200
        refused = bank.post(CHECK, json=unknown(6))
        assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (429, "rate-limited")
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        with door.client() as paying:
            for number in range(21):
                paying.screen(payment(f"B-{number}"))
        assert bank.post(CHECK, json=unknown(7)).status_code == 200
    with door.http(TOSTIK) as other:
        assert other.post(CHECK, json=unknown(8)).status_code == 200


def test_whoever_asks_about_listed_ones_goes_on(doors: Doors) -> None:
    door = doors.open(lookup_tokens=100, lookup_tokens_per_second=1)
    tell(door, token_of(Kind.PHONE, PHONE), Tier.HIGH)
    with door.client() as bank:
        for _ in range(20):
            (found,) = bank.check([Identifier(kind="phone", value=PHONE)]).answers
            assert found.tier == "high"
