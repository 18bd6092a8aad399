"""Starting and stopping clocks, as the tables of transitions say."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from arasha.domains.recovery.models import Clock
from arasha.domains.recovery.rules.clocks import OF_KEEPER, warn_at
from arasha.domains.recovery.rules.machines import Step
from arasha.kernel import terms
from arasha.kernel.terms import Code


class Turn(NamedTuple):
    """What a transition does to the clocks of a thing; `keeper` is the number of the institution that keeps it."""

    about: str
    row: Step
    keeper: int | None = None


def turn(turns: Sequence[Turn], at: datetime) -> dict[str, dict[Code, datetime]]:
    """Stop and start clocks; when those that started fall due, by what they are about."""
    stopped = Q()
    for about, row, _ in turns:
        if codes := {*row.stops, *row.starts}:
            stopped |= Q(about=about, code__in=codes)
    if stopped:
        Clock.objects.filter(stopped, stopped_at=None).update(stopped_at=at)
    started = [_started(one, code, at) for one in turns for code in one.row.starts]
    Clock.objects.bulk_create(started)
    due: dict[str, dict[Code, datetime]] = {one.about: {} for one in turns}
    for clock in started:
        due[clock.about][Code(clock.code)] = clock.due_at
    return due


def _started(one: Turn, code: Code, at: datetime) -> Clock:
    due = terms.due(code, at)
    return Clock(
        about=one.about,
        code=code,
        institution_id=one.keeper if code in OF_KEEPER else None,
        started_at=at,
        warn_at=warn_at(at, due),
        due_at=due,
    )
