"""The clock of a sandbox goes to what is due next, and stands while the centre does what follows from what it heard."""

from pathlib import Path

import pytest

from arasha.app.evaluation.sandbox import clock_at
from arasha.app.evaluation.tempo import SandboxTempo
from arasha.simulator.live.tempo import SECOND, Stopped

BEGIN = 1_800_000_000 * SECOND
HOUR = 3_600 * SECOND


class Centre:
    """Notes when it was waited for, and by what clock."""

    def __init__(self, path: Path) -> None:
        self.dial = clock_at(path / "clock", BEGIN)
        self.messages: dict[str, int] = {}
        self.rested: list[int] = []
        self.tempo = SandboxTempo(self.dial, self.rest, lambda: dict(self.messages))

    def rest(self, _stopped: Stopped) -> float:
        self.rested.append(self.dial.now_us())
        return 0.25


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path)


def go_on(centre: Centre, until: int) -> int:
    """Wait once; by how much the clock has moved since the beginning."""
    assert centre.tempo.wait(until, lambda: False)
    return centre.tempo.now() - BEGIN


def test_the_clock_goes_to_what_is_due_next_and_stands_there(centre: Centre) -> None:
    assert go_on(centre, BEGIN + HOUR) == HOUR
    assert centre.dial.rate() == 0.0
    assert not centre.rested, "the centre was told nothing"


def test_it_goes_no_further_than_an_alarm_and_the_end(centre: Centre) -> None:
    centre.tempo.alarm = lambda: BEGIN + HOUR // 2
    assert go_on(centre, BEGIN + HOUR) == HOUR // 2
    centre.tempo.alarm = lambda: BEGIN + 9 * HOUR
    centre.tempo.end = BEGIN + 3 * HOUR // 4
    assert go_on(centre, BEGIN + HOUR) == 3 * HOUR // 4
    assert go_on(centre, BEGIN + HOUR) == 3 * HOUR // 4


def test_before_time_goes_on_what_follows_is_done_while_the_clock_stands(centre: Centre) -> None:
    centre.tempo.given()
    assert go_on(centre, BEGIN + HOUR) == 0, "whoever plays looks first at what has come of it"
    assert centre.rested == [BEGIN]
    assert go_on(centre, BEGIN + HOUR) == HOUR
    assert (len(centre.rested), centre.tempo.rested) == (1, [0.25])


def test_what_is_only_written_down_is_waited_for_by_those_who_read_it(centre: Centre) -> None:
    centre.tempo.given(follows=False)
    assert go_on(centre, BEGIN + HOUR) == HOUR
    assert not centre.rested
    centre.tempo.rest()
    centre.tempo.rest()
    assert centre.rested == [BEGIN + HOUR], "once"
    assert centre.tempo.rested == [], "nothing followed, so these are not the centre's seconds"


def test_an_institution_looks_for_messages_when_some_lie_there_that_it_has_not_read(centre: Centre) -> None:
    centre.messages["TOSTIKZA"] = 3
    assert not centre.tempo.post("TOSTIKZA", 0), "they are seen when the centre has come to rest"
    centre.tempo.given()
    centre.tempo.rest()
    assert centre.tempo.post("TOSTIKZA", 0)
    assert centre.tempo.post("TOSTIKZA", 2)
    assert not centre.tempo.post("TOSTIKZA", 3)
    assert not centre.tempo.post("ALDARKZA", 0)


def test_what_could_not_be_done_is_tried_again_a_moment_later(centre: Centre) -> None:
    assert 0 < go_on(centre, BEGIN) < 10 * SECOND


def test_it_ends_when_stopped(centre: Centre) -> None:
    assert not centre.tempo.wait(BEGIN + HOUR, lambda: True)
    assert centre.tempo.now() == BEGIN
