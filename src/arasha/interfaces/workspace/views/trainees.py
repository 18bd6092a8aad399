"""The trainer's page: who did which exercises, how well, beside others and beside what could have been."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Exercise, ExerciseState
from arasha.interfaces.workspace.access import Visit
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.interfaces.workspace.recovery_views import after_of, pager
from arasha.interfaces.workspace.sandbox import training_page
from arasha.kernel.access.roles import Right

PAGE = 50


@training_page(Right.SEE_EXERCISES)
def show(request: Visit) -> HttpResponse:
    """Everybody's exercises, the newest first, and how each trainee does on the whole."""
    rows = exercises.of_people(PAGE + 1, after_of(request))
    names = names_of(actor for row in rows for actor in exercises.actors(row))
    context: dict[str, Any] = {
        "rows": [_row(row, names) for row in rows[:PAGE]],
        "people": _people(rows[:PAGE], names),
        **pager(request, f"{reverse('workspace:trainees')}?", [row.id for row in rows], PAGE),
    }
    return render(request, "workspace/trainees.html", context)


def _row(row: Exercise, names: dict[str, str]) -> dict[str, Any]:
    return {
        "exercise": row,
        "title": in_reading(exercises.script_of(row).title),
        "people": ", ".join(names[actor] for actor in exercises.actors(row)),
        "told": exercises.outcome(row),
        "runs": row.state == ExerciseState.RUNNING,
    }


def _people(rows: list[Exercise], names: dict[str, str]) -> list[tuple[str, int, int, int]]:
    """Each trainee: exercises, mean points, best points; the best mean first."""
    points: dict[str, list[int]] = {}
    for row in rows:
        if (told := exercises.outcome(row)) is not None:
            for actor in exercises.actors(row):
                points.setdefault(actor, []).append(told.score.total)
    found = [(names[actor], len(each), round(sum(each) / len(each)), max(each)) for actor, each in points.items()]
    return sorted(found, key=lambda person: -person[2])
