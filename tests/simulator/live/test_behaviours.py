"""Institutions behave as a scenario says: by shares, in their time, away at certain minutes."""

import pytest

from arasha.simulator.live.behaviours import HONEST, MINUTE, Behaviour, Behaviours, Down, Manner, manner, takes_us

ABOUT = [f"request {number}" for number in range(2_000)]


def test_requests_are_dealt_with_by_the_shares_and_the_same_one_always_alike() -> None:
    mixed = Behaviour(refuses=0.2, pretends=0.3, denies=0.1, by_hand=0.1)
    dealt = [manner(mixed, about) for about in ABOUT]
    assert dealt == [manner(mixed, about) for about in ABOUT]
    for share, kind in ((0.2, Manner.REFUSED), (0.3, Manner.PRETENDED), (0.1, Manner.DENIED), (0.1, Manner.BY_HAND)):
        assert dealt.count(kind) / len(ABOUT) == pytest.approx(share, abs=0.03)
    assert {manner(HONEST, about) for about in ABOUT} == {Manner.HONESTLY}


def test_an_answer_takes_between_half_and_twice_the_usual_time() -> None:
    taken = [takes_us(Behaviour(minutes=10.0), about) / MINUTE for about in ABOUT]
    assert 5.0 <= min(taken) < 5.2
    assert 19.0 < max(taken) <= 20.0


def test_a_desk_is_down_from_the_first_minute_to_the_last_but_not_at_it() -> None:
    ways = Behaviour(down=(Down(10.0, 20.0), Down(30.0, 31.0)))
    assert [ways.is_down(minute) for minute in (9.9, 10.0, 19.9, 20.0, 30.5, 31.0)] == [
        False, True, True, False, True, False,
    ]  # fmt: skip


def test_who_is_not_named_behaves_as_usual() -> None:
    slow = Behaviour(minutes=60.0)
    assert Behaviours(HONEST, {"TOSTIKZA": slow}).of("TOSTIKZA") is slow
    assert Behaviours(HONEST, {"TOSTIKZA": slow}).of("ALDARKZA") is HONEST
