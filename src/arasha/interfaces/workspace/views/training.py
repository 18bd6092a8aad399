"""Training: which scenarios there are, beginning one, working on it, the clock of the sandbox."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Chosen, Ending, ExerciseState
from arasha.interfaces.workspace import training_words as words
from arasha.interfaces.workspace.access import Visit, back_address, by
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.interfaces.workspace.sandbox import RATES, band, dial, training_page
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict, Forbidden, Malformed

MOST = 100
HOW = {"pause": 0.0, **{f"rate-{rate:.0f}": rate for rate in RATES}}


@training_page(Right.TAKE_EXERCISE)
def show(request: Visit) -> HttpResponse:
    """The scenarios, the exercise that is going on, and one's own that have ended."""
    running = exercises.running()
    context: dict[str, Any] = {
        "scenarios": [_row(chosen) for chosen in exercises.scenarios()],
        "running": running,
        "title": in_reading(exercises.script_of(running).title) if running else "",
        "takes_part": running is not None and exercises.takes_part(running, by(request).actor),
        "done": [
            (row, in_reading(exercises.script_of(row).title), exercises.outcome(row))
            for row in exercises.done(by(request).actor, MOST)
        ],
    }
    return render(request, "workspace/training.html", context)


@training_page(Right.TAKE_EXERCISE)
def scenario(request: Visit, scenario: str) -> HttpResponse:
    """What a scenario is about, before it begins."""
    context = {**_row(exercises.scenario(scenario)), "running": exercises.running()}
    return render(request, "workspace/scenario.html", context)


@require_POST
@training_page(Right.TAKE_EXERCISE)
def begin(request: Visit, scenario: str) -> HttpResponse:
    """Begin; when another exercise is going on, say so."""
    try:
        row = doing.begin(scenario, dial(), by(request))
    except Conflict:
        messages.error(request, _("An exercise is going on. Join it, or wait until it has ended."))
        return redirect("workspace:training")
    return redirect("workspace:exercise", row.id)


@require_POST
@training_page(Right.TAKE_EXERCISE)
def join(request: Visit, number: int) -> HttpResponse:
    """Work on an exercise together with others."""
    doing.join(number, by(request))
    return redirect("workspace:exercise", number)


@require_POST
@training_page(Right.TAKE_EXERCISE)
def end(request: Visit, number: int) -> HttpResponse:
    """Finish: from here on the truth is told."""
    doing.end(number, Ending.FINISHED, by(request))
    return redirect("workspace:exercise", number)


@training_page(Right.TAKE_EXERCISE, Right.SEE_EXERCISES)
def calls(request: Visit, number: int) -> HttpResponse:
    """What has been said on the telephone; asked for by the page again and again."""
    row = exercises.exercise(number)
    if row.state == ExerciseState.ENDED:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "workspace/parts/calls.html", {"calls": told(number)})


@training_page(Right.TAKE_EXERCISE, Right.SEE_EXERCISES)
def state(request: Visit) -> HttpResponse:
    """What the band says of the moment: the hour, and how often the telephone has rung."""
    return render(request, "workspace/parts/sandbox_state.html", {"sandbox": band(request.user), "now": clock.now()})


@require_POST
@training_page(Right.TAKE_EXERCISE, Right.SEE_EXERCISES)
def turn(request: Visit) -> HttpResponse:
    """Let the clock stand or go on: for those who take part in the exercise, and for trainers."""
    how = request.POST.get("how", "")
    if how not in HOW:
        raise Malformed("say whether the clock stands or goes", field="how")
    row = exercises.running()
    if row is not None and not _may_turn(request, row):
        raise Forbidden
    doing.turn(dial(), HOW[how], by(request))
    return HttpResponseRedirect(back_address(request))


def told(number: int) -> list[tuple[Any, str]]:
    """The calls of an exercise in the reader's language, the newest first."""
    return [(call, in_reading(call.words)) for call in exercises.calls(exercises.exercise(number))]


def desk(request: Visit, row: exercises.Exercise) -> HttpResponse:
    """The page of an exercise that is going on."""
    actors = exercises.actors(row)
    context: dict[str, Any] = {
        **_row(Chosen(row.scenario, exercises.script_of(row))),
        "exercise": row,
        "calls": told(row.id),
        "people": list(names_of(actors).values()),
        "takes_part": by(request).actor in actors,
    }
    return render(request, "workspace/exercise.html", context)


def _may_turn(request: Visit, row: exercises.Exercise) -> bool:
    return request.user.may(Right.SEE_EXERCISES) or exercises.takes_part(row, by(request).actor)


def _row(chosen: Chosen) -> dict[str, Any]:
    script = chosen.script
    return {
        "name": chosen.name,
        "script": script,
        "title": in_reading(script.title),
        "briefing": in_reading(script.briefing),
        "aims": [in_reading(aim) for aim in script.aims],
        "hints": [in_reading(hint) for hint in script.hints],
        "weekday": words.WEEKDAYS[script.weekday],
    }
