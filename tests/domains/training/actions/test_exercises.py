"""Exercises: one at a time, on the hour of their scenario, only in a sandbox; ended once, judged, remarked on."""

from datetime import datetime, timedelta

import pytest

from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.facts import Ending, ExerciseBegun, ExerciseEnded, ExerciseJoined, ExerciseState
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Exercise
from arasha.domains.training.rules.record import Record
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.log import ledger
from arasha.kernel.outbox import read
from arasha.kernel.sandbox import Dial
from tests.support.cast import AIGERIM, DANIYAR, SAULE
from tests.support.sandbox import FRIDAY, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(dial: Dial) -> Exercise:
    return doing.begin(published(), dial, AIGERIM)


def test_the_clock_goes_to_the_hour_of_the_scenario(begun: Exercise) -> None:
    at = clock.on_screen(begun.begun_at)
    assert (at.weekday(), at.hour, at.minute) == (4, 18, 5)
    assert (begun.ends_at - begun.begun_at).total_seconds() == 45 * 60
    assert [type(each.fact) for each in read.about(f"exercise:{begun.id}")] == [ExerciseBegun]


@pytest.mark.parametrize(
    ("now", "day"), [("2026-11-27T18:04:00+05:00", 27), ("2026-11-27T18:05:00+05:00", 4), ("2026-11-28T01:00+05:00", 4)]
)
def test_the_hour_is_the_next_one_that_has_not_come(dial: Dial, now: str, day: int) -> None:
    script = exercises.scenario(published()).script
    assert doing.next_hour(script, datetime.fromisoformat(now)).day == day


def test_there_is_one_clock_so_there_is_one_exercise_at_a_time(begun: Exercise, dial: Dial) -> None:
    before = dial.now_us()
    with pytest.raises(Conflict):
        doing.begin(FRIDAY, dial, DANIYAR)
    assert dial.now_us() - before < clock.MINUTE


def test_others_join_it_and_joining_twice_is_joining_once(begun: Exercise) -> None:
    doing.join(begun.id, DANIYAR)
    doing.join(begun.id, DANIYAR)
    assert exercises.actors(begun) == [AIGERIM.actor, DANIYAR.actor]
    assert sum(isinstance(each.fact, ExerciseJoined) for each in read.about(f"exercise:{begun.id}")) == 1


def test_the_debrief_tells_when_the_clock_stood_and_for_how_long(
    begun: Exercise, dial: Dial, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = clock.machine_now()
    monkeypatch.setattr(clock, "machine_now", lambda: machine)
    doing.turn(dial, 0.0, AIGERIM)
    stopped = clock.now_us()
    machine += timedelta(minutes=7)
    doing.turn(dial, 1.0, AIGERIM)
    told = exercises.outcome(doing.end(begun.id, Ending.FINISHED, AIGERIM))
    assert told is not None
    (pause,) = told.pauses
    assert (pause.who, pause.lasted) == (AIGERIM.actor, 7 * clock.MINUTE)
    assert 0 <= stopped - pause.at < clock.MINUTE
    assert told.minutes_stood == 7


def test_outside_of_an_exercise_the_clock_is_turned_and_nothing_is_told(dial: Dial) -> None:
    before = ledger.lock_size()
    doing.turn(dial, 4.0, AIGERIM)
    assert dial.rate() == 4.0
    assert ledger.lock_size() == before


def test_who_takes_no_part_cannot_end_it(begun: Exercise) -> None:
    with pytest.raises(Forbidden):
        doing.end(begun.id, Ending.FINISHED, DANIYAR)


def test_ended_once_it_is_judged_and_does_not_change(begun: Exercise) -> None:
    ended = doing.end(begun.id, Ending.FINISHED, AIGERIM)
    again = doing.end(begun.id, Ending.TIME_OVER, AIGERIM)
    assert (again.state, again.ending, again.ended_at) == (ExerciseState.ENDED, Ending.FINISHED, ended.ended_at)
    told = exercises.outcome(exercises.exercise(begun.id))
    assert told is not None
    assert told.begun_at == clock.to_us(begun.begun_at)
    assert sum(isinstance(each.fact, ExerciseEnded) for each in read.about(f"exercise:{begun.id}")) == 1


def test_who_plays_keeps_its_place_until_the_end_and_no_longer(begun: Exercise) -> None:
    assert doing.keep(begun.id, {"begun": 1}, Record(happened={"loan": 1}))
    doing.end(begun.id, Ending.FINISHED, AIGERIM)
    assert not doing.keep(begun.id, {}, Record())
    assert exercises.exercise(begun.id).play == {"begun": 1}


def test_the_telephone_rings_once(begun: Exercise) -> None:
    for _ in range(2):
        doing.tell(begun.id, "the_daughter", clock.now(), {"kk": "а", "ru": "б", "en": "c"})
    assert len(exercises.calls(begun)) == 1


def test_a_remark_needs_words_and_an_exercise_that_has_ended(begun: Exercise) -> None:
    with pytest.raises(Conflict):
        doing.remark(begun.id, "Well done", SAULE)
    doing.end(begun.id, Ending.FINISHED, AIGERIM)
    with pytest.raises(Malformed):
        doing.remark(begun.id, "  ", SAULE)
    doing.remark(begun.id, "Well done", SAULE)
    assert exercises.exercise(begun.id).remark == "Well done"


def test_outside_of_a_sandbox_there_is_no_such_thing(begun: Exercise, dial: Dial) -> None:
    clock.follow(None)
    for attempt in (
        lambda: doing.begin(FRIDAY, dial, AIGERIM),
        lambda: doing.join(begun.id, DANIYAR),
        lambda: doing.end(begun.id, Ending.FINISHED, AIGERIM),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_scenario_that_is_no_more_cannot_be_chosen(dial: Dial) -> None:
    published()
    doing.withdraw_others([])
    with pytest.raises(NotFound):
        doing.begin(FRIDAY, dial, AIGERIM)
