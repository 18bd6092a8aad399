"""When the clock stood: each pause once, from who stopped it until somebody let it go on, or the exercise was over."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.training.rules.pausing import Pause, Turn, pauses

END = 300
RATES = st.sampled_from([0.0, 0.0, 1.0, 4.0])


@st.composite
def turned(draw: st.DrawFn) -> list[Turn]:
    """Turns of a clock as they were told, in any order."""
    instants = draw(st.lists(st.integers(0, END), unique=True, max_size=12))
    found = [Turn(instant // 2, instant, f"person:{instant}", draw(RATES)) for instant in instants]
    return draw(st.permutations(found))


def stood(turns: list[Turn], machine: int) -> bool:
    """Did the clock stand at an instant of the machine?"""
    before = [turn for turn in turns if turn.machine <= machine]
    return bool(before) and max(before, key=lambda turn: turn.machine).rate == 0


def test_a_pause_lasts_from_who_stopped_the_clock_until_it_runs_again_however_fast() -> None:
    turns = [Turn(5, 100, "person:arman", 0.0), Turn(5, 160, "person:zere", 4.0), Turn(400, 240, "person:arman", 1.0)]
    assert pauses(turns, END) == [Pause(5, "person:arman", 60)]


def test_stopping_a_clock_that_stands_is_no_second_pause() -> None:
    turns = [Turn(5, 100, "person:arman", 0.0), Turn(5, 130, "person:zere", 0.0), Turn(5, 160, "person:zere", 1.0)]
    assert pauses(turns, END) == [Pause(5, "person:arman", 60)]


def test_a_pause_that_nobody_ends_lasts_until_the_exercise_ends() -> None:
    assert pauses([Turn(5, 100, "person:arman", 0.0)], 280) == [Pause(5, "person:arman", 180)]


@given(turned())
def test_all_pauses_together_are_as_long_as_the_clock_stood(turns: list[Turn]) -> None:
    assert sum(pause.lasted for pause in pauses(turns, END)) == sum(stood(turns, instant) for instant in range(END))
