"""Time passes as it does, or faster through hours that have been, and never overtakes the present."""

import time

from arasha.simulator.live.tempo import POLL_S, SECOND, RealTempo

HOUR = 3_600 * SECOND


def present() -> int:
    return time.time_ns() // 1_000


def test_real_time_is_the_machine_s() -> None:
    tempo = RealTempo()
    assert abs(tempo.now() - present()) < SECOND


def test_hours_that_have_been_pass_faster_until_the_present_is_reached() -> None:
    begin = present() - HOUR
    tempo = RealTempo(begin, rate=36_000.0)
    assert tempo.now() - begin < HOUR
    time.sleep(0.15)
    assert abs(tempo.now() - present()) < SECOND, "an hour has passed in a tenth of a second, and no more"


def test_waiting_looks_up_from_time_to_time_and_ends_when_stopped() -> None:
    tempo, began = RealTempo(), time.monotonic()
    assert tempo.wait(tempo.now() + HOUR, lambda: False)
    assert time.monotonic() - began < 1.0
    assert not tempo.wait(tempo.now() + HOUR, lambda: True)
    assert tempo.wait(tempo.now() - HOUR, lambda: False)


def test_at_real_time_institutions_look_twice_a_second_and_nobody_waits_for_the_centre() -> None:
    tempo, began = RealTempo(), time.monotonic()
    tempo.given()
    tempo.rest()
    assert [tempo.post(house, 0) for house in ("TOSTIKZA", "ALDARKZA", "TOSTIKZA")] == [True, True, False]
    assert time.monotonic() - began < 0.4
    time.sleep(POLL_S)
    assert tempo.post("TOSTIKZA", 0)
