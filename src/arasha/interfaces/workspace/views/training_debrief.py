"""One exercise: while it goes on the trainees' desk, afterwards the debrief; and what a trainer says of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Debrief, Exercise, ExerciseState, Script
from arasha.interfaces.workspace import training_timeline as timeline
from arasha.interfaces.workspace import training_words as words
from arasha.interfaces.workspace.access import Visit, by
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.interfaces.workspace.sandbox import training_page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import training
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Forbidden, Malformed

LONGEST_REMARK = 2000


@training_page(Right.TAKE_EXERCISE, Right.SEE_EXERCISES)
def show(request: Visit, number: int) -> HttpResponse:
    """The desk while it goes on; afterwards the debrief, to those who took part and to trainers."""
    row = exercises.exercise(number)
    if row.state == ExerciseState.RUNNING:
        return training.desk(request, row)
    if not request.user.may(Right.SEE_EXERCISES) and not exercises.takes_part(row, by(request).actor):
        raise Forbidden
    return _debriefed(request, row)


@require_POST
@training_page(Right.SEE_EXERCISES)
def remark(request: Visit, number: int) -> HttpResponse:
    """A trainer says something of an exercise."""
    try:
        doing.remark(number, typed(request.POST, "remark", LONGEST_REMARK), by(request))
    except Malformed:
        return _debriefed(request, exercises.exercise(number), _("Write something."))
    messages.success(request, _("The remark is kept."))
    return redirect("workspace:exercise", number)


def _debriefed(request: Visit, row: Exercise, error: str = "") -> HttpResponse:
    told = exercises.outcome(row)
    script = exercises.script_of(row)
    if told is None:
        raise ValueError(f"{row} has ended and was not judged")
    others_named = [pause.who for pause in told.pauses] + [row.remark_by]
    names = names_of([*exercises.actors(row), *filter(None, others_named)])
    context: dict[str, Any] = {
        "exercise": row,
        "title": in_reading(script.title),
        "told": told,
        "ending": words.ENDINGS[exercises.Ending(row.ending)],
        "people": [names[actor] for actor in exercises.actors(row)],
        "parts": _parts(told),
        "plot": timeline.plot(told),
        "moments": [(moment, clock.from_us(moment.at)) for moment in timeline.moments(row, script, told, names)],
        "tasks": [_task(script, judged) for judged in told.judged],
        "saved": [(timeline.about_of(script, each.about), each.amount, words.CAUSES[each.cause])
                  for each in told.saved],
        "harms": [(timeline.about_of(script, harm.who), words.HURTS[harm.how], harm, _minutes(harm.lasted))
                  for harm in told.harms],
        "cast": [(in_reading(member.who), words.PARTS[member.part]) for member in script.cast.values()],
        "others": others(row),
        "may_remark": request.user.may(Right.SEE_EXERCISES),
        "remark_by": names.get(row.remark_by, ""),
        "error": error,
    }  # fmt: skip
    return render(request, "workspace/debrief.html", context, status=422 if error else 200)


def others(row: Exercise) -> list[int]:
    """The points of other performances of the same scenario, the best first."""
    found = [exercises.outcome(each) for each in exercises.of_scenario(row.scenario) if each.pk != row.pk]
    return sorted((told.score.total for told in found if told is not None), reverse=True)


def _parts(told: Debrief) -> list[tuple[str, int, int, str]]:
    """The parts of the score: name, points, of how many, what they are for."""
    score = told.score
    return [
        (_("Money"), score.money, exercises.MONEY, _("how much of what could be saved was saved")),
        (_("Innocent people"), score.innocents, exercises.INNOCENTS, _("how few of them were hurt, and how briefly")),
        (_("Tasks"), score.tasks, exercises.TASKS, _("what there was to be done: rightly, and in time")),
    ]


def _task(script: Script, judged: exercises.Judged) -> dict[str, Any]:
    task = script.tasks[judged.task]
    word, kind = words.OUTCOMES[judged.outcome]
    return {
        "work": words.WORKS[task.work],
        "about": timeline.about_of(script, task.about),
        "why": in_reading(task.why),
        "known": clock.from_us(judged.known_at) if judged.known_at else None,
        "done": clock.from_us(judged.done_at) if judged.done_at else None,
        "lost": _minutes(judged.lost) if judged.done_at else None,
        "within": task.within,
        "outcome": word,
        "kind": kind,
    }


def _minutes(us: int) -> int:
    return round(us / clock.MINUTE)
