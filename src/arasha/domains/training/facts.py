"""The language of training: an exercise began, was joined, its clock was turned, it ended, a trainer spoke of it."""

from enum import StrEnum

from arasha.kernel.facts import Fact


class ExerciseState(StrEnum):
    """Where an exercise is in its life."""

    RUNNING = "running"
    ENDED = "ended"


class Ending(StrEnum):
    """Why an exercise ended."""

    FINISHED = "finished"
    TIME_OVER = "time_over"


class ExerciseFact(Fact, frozen=True, tag="training.exercise"):
    """What all facts of an exercise say."""

    exercise: int

    @property
    def subject(self) -> str:
        return f"exercise:{self.exercise}"


class ExerciseBegun(ExerciseFact, frozen=True, tag="training.exercise_begun"):
    """A trainee began an exercise: from now on its scenario is played."""

    scenario: str


class ExerciseJoined(ExerciseFact, frozen=True, tag="training.exercise_joined"):
    """Somebody else works on the same exercise."""


class ExerciseEnded(ExerciseFact, frozen=True, tag="training.exercise_ended"):
    """An exercise is over: what was done in it can be compared with the truth."""

    how: Ending


class ClockTurned(ExerciseFact, frozen=True, tag="training.clock_turned"):
    """The clock runs so fast from now on; at 0 it stands. `machine_us` is the machine's own instant: only that goes on
    while the clock stands.
    """

    rate: float
    machine_us: int


class RemarkLeft(ExerciseFact, frozen=True, tag="training.remark_left"):
    """A trainer said something of an exercise; the words stand beside it."""
