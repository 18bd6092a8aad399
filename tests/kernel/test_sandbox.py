"""The clock of a sandbox: set, hurried, stopped, shared by processes, never back."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel import clock
from arasha.kernel.sandbox import FASTEST, Dial

FRIDAY = 1_900_000_000_000_000  # µs, in 2030


@pytest.fixture
def face(tmp_path: Path) -> Path:
    return tmp_path / "clock"


@pytest.fixture
def followed(face: Path) -> Iterator[Dial]:
    dial = Dial(face)
    clock.follow(dial)
    yield dial
    clock.follow(None)


def test_a_new_clock_shows_the_real_time(face: Path) -> None:
    assert abs(Dial(face).now_us() - clock.now_us()) < clock.SECOND


def test_a_stopped_clock_stands(face: Path) -> None:
    dial = Dial(face)
    dial.set(FRIDAY, 0.0)
    assert dial.now_us() == dial.now_us() == FRIDAY


def test_a_clock_is_the_same_for_whoever_opens_it(face: Path) -> None:
    Dial(face).set(FRIDAY, 0.0)
    script = (
        f"from pathlib import Path\nfrom arasha.kernel.sandbox import Dial\nprint(Dial(Path({str(face)!r})).now_us())"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert int(told.stdout) == FRIDAY


def test_a_hurried_clock_runs_so_many_times_as_fast(face: Path) -> None:
    dial = Dial(face)
    dial.set(FRIDAY, 1_000.0)
    begun = clock.monotonic()
    while clock.monotonic() - begun < 0.05:
        pass
    passed = clock.monotonic() - begun
    assert 1_000 * 0.05 <= (dial.now_us() - FRIDAY) / clock.SECOND <= 1_000 * (passed + 0.5)


def test_a_clock_never_goes_back(face: Path) -> None:
    dial = Dial(face)
    dial.set(FRIDAY, 0.0)
    with pytest.raises(ValueError, match="never goes back"):
        dial.jump(FRIDAY - 1)
    dial.jump(FRIDAY + 1)
    assert dial.now_us() == FRIDAY + 1


@pytest.mark.parametrize("rate", [-1.0, FASTEST * 2, float("nan"), float("inf")])
def test_no_rate_is_taken_that_makes_no_sense(face: Path, rate: float) -> None:
    with pytest.raises(ValueError, match="a rate from 0"):
        Dial(face).go(rate)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from([0.0, 1.0, 60.0])), max_size=8))
def test_however_it_is_turned_it_only_moves_on(
    tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[int, float]]
) -> None:
    dial = Dial(tmp_path_factory.mktemp("dial") / "clock")
    last = dial.now_us()
    for further, rate in turns:
        dial.set(dial.now_us() + further + 1_000_000, rate)
        assert dial.now_us() >= last
        last = dial.now_us()


def test_a_reader_never_sees_half_a_turn(face: Path) -> None:
    """The instant and the rate are turned together: a reader sees both of the one turn, or of the other."""
    dial, stopped = Dial(face), threading.Event()
    dial.set(FRIDAY, 0.0)

    def turn() -> None:
        for place in range(3_000):
            dial.set(FRIDAY + place * clock.DAY, 0.0)
        stopped.set()

    turner = threading.Thread(target=turn)
    turner.start()
    other = Dial(face)
    while not stopped.is_set():
        assert (other.now_us() - FRIDAY) % clock.DAY == 0
    turner.join()


def test_several_may_turn_it_at_once(face: Path) -> None:
    def turn() -> None:
        mine = Dial(face)
        for rate in range(300):
            mine.go(float(rate % 7))

    turners = [threading.Thread(target=turn) for _ in range(3)]
    for each in turners:
        each.start()
    for each in turners:
        each.join()
    dial = Dial(face)
    dial.pause()
    assert dial.now_us() == dial.now_us()


def test_the_centre_lives_by_it(followed: Dial) -> None:
    followed.set(FRIDAY, 0.0)
    assert clock.sandbox()
    assert clock.now_us() == FRIDAY
    assert clock.to_us(clock.now()) == FRIDAY
