"""Begin an exercise, join it, end it, say something of it. Only in a sandbox: elsewhere there is no such thing."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from arasha.domains.training.facts import (
    ClockTurned,
    Ending,
    ExerciseBegun,
    ExerciseEnded,
    ExerciseJoined,
    ExerciseState,
    RemarkLeft,
)
from arasha.domains.training.models import Call, Exercise, Scenario, Trainee
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.deeds import seen, stood
from arasha.domains.training.rules import script
from arasha.domains.training.rules.debriefing import debrief
from arasha.domains.training.rules.record import Record
from arasha.domains.training.rules.script import Script
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By, append
from arasha.kernel.sandbox import Dial

LONGEST_REMARK = 2000


def publish(name: str, content: Mapping[str, Any]) -> None:
    """Let a scenario be chosen; a newer version takes the place of the one before."""
    order = script.read(content).order
    Scenario.objects.update_or_create(name=name, defaults={"order": order, "content": dict(content)})


def withdraw_others(names: list[str]) -> None:
    """Scenarios that are no more cannot be chosen any more; their exercises stay."""
    Scenario.objects.exclude(name__in=names).delete()


def begin(name: str, dial: Dial, by: By) -> Exercise:
    """Begin an exercise: the clock goes to its hour. `NotFound`, or `Conflict` when another one is going on."""
    _check_sandbox()
    row = Scenario.objects.filter(name=name).first()
    if row is None:
        raise NotFound
    if exercises.running() is not None:
        raise Conflict("an exercise is going on: join it, or wait until it has ended")
    read = script.read(row.content)
    dial.set(clock.to_us(next_hour(read, clock.now())), 1.0)
    try:
        return _begun(row, read, by)
    except IntegrityError:
        raise Conflict("an exercise is going on: join it, or wait until it has ended") from None


def next_hour(read: Script, now: datetime) -> datetime:
    """The next time that it is the weekday and the hour of a scenario in Almaty."""
    today = clock.on_screen(now).date()
    hour, minute = map(int, read.time.split(":"))
    for days in range(8):
        day = today + timedelta(days=days)
        at = datetime.combine(day, time(hour, minute), clock.ALMATY)
        if day.weekday() == read.weekday and at > now:
            return at
    raise ValueError("a week has seven days")


@transaction.atomic
def _begun(row: Scenario, read: Script, by: By) -> Exercise:
    now = clock.now()
    exercise = Exercise.objects.create(
        scenario=row.name, content=row.content, state=ExerciseState.RUNNING, begun_by=by.actor, begun_at=now,
        ends_at=now + timedelta(minutes=read.minutes), first_fact=ledger.lock_size(),
    )  # fmt: skip
    Trainee.objects.create(exercise=exercise, actor=by.actor, joined_at=now)
    append([ExerciseBegun(exercise=exercise.id, scenario=row.name)], by)
    return exercise


@transaction.atomic
def join(number: int, by: By) -> None:
    """Work on an exercise together with others; joining again changes nothing. `Conflict` when it has ended."""
    _check_sandbox()
    exercise = _locked(number)
    if exercise.state != ExerciseState.RUNNING:
        raise Conflict("this exercise has ended")
    _, fresh = Trainee.objects.get_or_create(exercise=exercise, actor=by.actor, defaults={"joined_at": clock.now()})
    if fresh:
        append([ExerciseJoined(exercise=number)], by)


@transaction.atomic
def turn(dial: Dial, rate: float, by: By) -> None:
    """Let the clock run so fast, or stand (0); in an exercise that is told, for a trainer reads when it stood."""
    _check_sandbox()
    running = Exercise.objects.select_for_update().filter(state=ExerciseState.RUNNING).first()
    if running is not None:
        append([ClockTurned(running.id, rate, clock.to_us(clock.machine_now()))], by)
    dial.go(rate)


@transaction.atomic
def end(number: int, how: Ending, by: By) -> Exercise:
    """End an exercise and compare what was done with what was true; ending it again changes nothing.

    `Forbidden` for people who do not take part in it.
    """
    _check_sandbox()
    exercise = _locked(number)
    if by.actor.startswith("person:") and not exercises.takes_part(exercise, by.actor):
        raise Forbidden
    if exercise.state == ExerciseState.ENDED:
        return exercise
    exercise.state, exercise.ending, exercise.ended_at = ExerciseState.ENDED, how, clock.now()
    exercise.outcome = msgspec.to_builtins(_judged(exercise, exercise.ended_at))
    exercise.save()
    append([ExerciseEnded(exercise=number, how=how)], by)
    return exercise


@transaction.atomic
def remark(number: int, text: str, by: By) -> None:
    """A trainer says something of an exercise that has ended; what he said before is replaced."""
    if not text.strip() or len(text) > LONGEST_REMARK:
        raise Malformed("a remark of at most 2000 characters", field="remark")
    exercise = _locked(number)
    if exercise.state != ExerciseState.ENDED:
        raise Conflict("this exercise has not ended yet")
    exercise.remark, exercise.remark_by = text.strip(), by.actor
    exercise.save(update_fields=["remark", "remark_by"])
    append([RemarkLeft(exercise=number)], by)


@transaction.atomic
def tell(number: int, step: str, at: datetime, words: Mapping[str, str]) -> None:
    """The telephone rings: what is said is shown to the trainees; once."""
    Call.objects.get_or_create(exercise_id=number, step=step, defaults={"at": at, "words": dict(words)})


@transaction.atomic
def keep(number: int, play: Mapping[str, Any], record: Record) -> bool:
    """Keep where the play has come to; False when the exercise has ended meanwhile."""
    kept = Exercise.objects.filter(id=number, state=ExerciseState.RUNNING)
    return bool(kept.update(play=dict(play), record=msgspec.to_builtins(record)))


def _judged(exercise: Exercise, ended_at: datetime) -> Any:
    read, record = script.read(exercise.content), msgspec.convert(exercise.record, Record)
    found = seen(read, record, exercise.first_fact, exercises.actors(exercise))
    found = msgspec.structs.replace(found, pauses=stood(exercise.id))
    return debrief(read, record, found, (clock.to_us(exercise.begun_at), clock.to_us(ended_at)))


def _locked(number: int) -> Exercise:
    row = Exercise.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NotFound
    return row


def _check_sandbox() -> None:
    if not clock.sandbox():
        raise NotFound
