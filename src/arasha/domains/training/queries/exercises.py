"""Reading scenarios and exercises."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from arasha.domains.training.facts import Ending, ExerciseState
from arasha.domains.training.models import Call, Exercise, Scenario, Trainee
from arasha.domains.training.rules import script
from arasha.domains.training.rules.debriefing import BY_ITSELF, Cause, Debrief, Saved
from arasha.domains.training.rules.doing import Deed, Did, Judged, Outcome
from arasha.domains.training.rules.harming import Harm, Hurt
from arasha.domains.training.rules.scoring import INNOCENTS, MONEY, TASKS, Score
from arasha.domains.training.rules.script import Part, Script, Task, Text, Work
from arasha.kernel.errors import NotFound

__all__ = [
    "BY_ITSELF", "INNOCENTS", "MONEY", "TASKS", "Call", "Cause", "Chosen", "Debrief", "Deed", "Did", "Ending",
    "Exercise", "ExerciseState", "Harm", "Hurt", "Judged", "Outcome", "Part", "Saved", "Score", "Script", "Task",
    "Text", "Trainee", "Work", "actors", "calls", "done", "exercise", "of_people", "of_scenario", "outcome", "running",
    "scenario", "scenarios", "script_of", "takes_part",
]  # fmt: skip


MOST = 200


class Chosen(NamedTuple):
    """A scenario with its name."""

    name: str
    script: Script


def scenarios() -> list[Chosen]:
    """All that may be chosen, in the order in which they are learned."""
    return [Chosen(row.name, script.read(row.content)) for row in Scenario.objects.all()]


def scenario(name: str) -> Chosen:
    """One of them; `NotFound` when there is none of this name."""
    row = Scenario.objects.filter(name=name).first()
    if row is None:
        raise NotFound
    return Chosen(row.name, script.read(row.content))


def running() -> Exercise | None:
    """The exercise that is going on: there is one clock, so there is one exercise at a time."""
    return Exercise.objects.filter(state=ExerciseState.RUNNING).first()


def exercise(number: int) -> Exercise:
    """One exercise; `NotFound` when there is none of this number."""
    row = Exercise.objects.filter(id=number).first()
    if row is None:
        raise NotFound
    return row


def script_of(row: Exercise) -> Script:
    """The scenario as it was when the exercise began."""
    return script.read(row.content)


def outcome(row: Exercise) -> Debrief | None:
    """The debrief of an exercise that has ended."""
    return msgspec.convert(row.outcome, Debrief, strict=False) if row.outcome else None


def actors(row: Exercise) -> list[str]:
    """Who takes part."""
    return [trainee.actor for trainee in row.trainees.all()]


def takes_part(row: Exercise, actor: str) -> bool:
    """Is somebody one of the trainees?"""
    return row.trainees.filter(actor=actor).exists()


def calls(row: Exercise) -> list[Call]:
    """What the trainees were told, the newest first."""
    return list(row.calls.all())


def done(actor: str, size: int) -> list[Exercise]:
    """The exercises that somebody took part in, the newest first."""
    return list(Exercise.objects.filter(trainees__actor=actor, state=ExerciseState.ENDED)[:size])


def of_scenario(name: str) -> list[Exercise]:
    """The ended exercises of a scenario, the newest first."""
    return list(Exercise.objects.filter(scenario=name, state=ExerciseState.ENDED)[:MOST])


def of_people(size: int, before: int | None = None) -> list[Exercise]:
    """Everybody's exercises, the newest first, from before a number on."""
    rows: Iterable[Exercise] = Exercise.objects.filter(
        **({} if before is None else {"id__lt": before})
    ).prefetch_related("trainees")[:size]
    return list(rows)
