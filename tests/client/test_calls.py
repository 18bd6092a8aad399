"""What both clients share: patience, and what replies mean."""

import time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client import calls
from arasha.client.calls import FIRST_PAUSE_S, LONGEST_PAUSE_S, NOTHING, Reply, StandIn
from tests.support.cast import payment


def test_pauses_double_with_jitter_up_to_a_bound() -> None:
    waits = list(islice(calls.pauses(time.monotonic() + 10_000), 12))
    for turn, wait in enumerate(waits):
        longest = min(FIRST_PAUSE_S * 2**turn, LONGEST_PAUSE_S)
        assert longest / 2 <= wait <= longest


def test_two_clients_do_not_come_back_at_the_same_moment() -> None:
    assert len({next(calls.pauses(time.monotonic() + 10)) for _ in range(50)}) > 40


def test_no_pause_reaches_beyond_the_deadline() -> None:
    assert list(calls.pauses(time.monotonic())) == []
    assert list(calls.pauses(time.monotonic() + FIRST_PAUSE_S / 4)) == []


@given(st.integers(-100, 700))
def test_only_what_mends_itself_passes(status: int) -> None:
    assert calls.passing(Reply(status, None, b"")) is (status in {0, 429, 502, 503, 504})


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("0", 0.0), ("7", 7.0), ("-1", None), ("", None), ("Wed, 21 Oct 2026 07:28:00 GMT", None)],
)
def test_only_seconds_are_understood_of_retry_after(header: str | None, seconds: float | None) -> None:
    assert calls.as_reply(503, header, b"").retry_after == seconds


@given(st.floats(0, 1e6) | st.none(), st.floats(-10, 100))
def test_the_wanted_pause_leaves_time_for_one_more_attempt(retry_after: float | None, left: float) -> None:
    wait = calls.wanted_pause(Reply(503, retry_after, b""), time.monotonic() + left)
    assert 0 <= wait <= max(0.0, left - FIRST_PAUSE_S)
    assert wait <= (retry_after or 0.0)


@pytest.mark.parametrize(("left", "said"), [(None, None), (-5, "1"), (0, "1"), (480, "480"), (10**9, "60000")])
def test_the_deadline_is_said_in_milliseconds_within_what_the_gateway_takes(left: int | None, said: str | None) -> None:
    assert calls.headers("key", left).get("arasha-deadline-ms") == said


def policy(verdict: str) -> StandIn:
    return lambda _: verdict  # type: ignore[return-value]


@pytest.mark.parametrize("verdict", ["allow", "warn", "hold", "refuse"])
def test_the_stand_in_is_the_institution_s_own_word_and_marked_so(verdict: str) -> None:
    answer = calls.verdict(calls.screen(payment()), NOTHING, payment(), policy(verdict))
    assert (answer.verdict, answer.degraded, answer.receipt) == (verdict, True, None)
