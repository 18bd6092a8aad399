"""The band that stands over every page of a sandbox, and who may open the pages of training: nobody elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, ParamSpec

from django.http import HttpRequest, HttpResponse

from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Exercise
from arasha.interfaces.workspace.access import Open, View, Visit, page
from arasha.kernel import clock
from arasha.kernel.access.models import Person
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Forbidden, NotFound
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import current

P = ParamSpec("P")

# How fast the clock of a sandbox may be told to run: real time, and hurried where one only waits.
RATES = (1.0, 4.0)


class Band(NamedTuple):
    """What stands over a page: whether the clock stands, how fast it runs, the exercise and its calls."""

    stands: bool
    rate: float
    exercise: Exercise | None
    calls: int
    takes_part: bool


def training_page(*rights: Right) -> Callable[[View[P]], Open[P]]:
    """A page of training for those with one of the rights; outside of a sandbox there is no such page for anybody."""

    def decorated(view: View[P]) -> Open[P]:
        inner = page()(_with_one_of(rights, view))

        @wraps(view)
        def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not clock.sandbox():
                raise NotFound
            return inner(request, *args, **kwargs)

        return checked

    return decorated


def _with_one_of(rights: tuple[Right, ...], view: View[P]) -> View[P]:
    def checked(request: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not any(map(request.user.may, rights)):
            raise Forbidden
        return view(request, *args, **kwargs)

    return checked


def dial() -> Dial:
    """The clock of this sandbox; `NotFound` where there is none."""
    path = current().sandbox_clock
    if path is None or not clock.sandbox():
        raise NotFound
    return Dial(path)


def band(person: Person) -> Band | None:
    """The band; None outside of a sandbox."""
    if not clock.sandbox() or current().sandbox_clock is None:
        return None
    rate, exercise = dial().rate(), exercises.running()
    takes_part = exercise is not None and exercises.takes_part(exercise, f"person:{person.username}")
    calls = exercise.calls.count() if exercise is not None else 0
    return Band(rate == 0.0, rate, exercise, calls, takes_part)
