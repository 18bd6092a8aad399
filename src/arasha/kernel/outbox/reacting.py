"""Doing what follows from facts: in their order, each once, and many together where that costs little more than one.

A line of facts has a place in the store, which moves on in the very transaction of what followed; so nothing is done
twice, and nothing is passed over. A fact of which nothing can be made leaves the line as a job, which is tried again
later, so that those behind it need not wait.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from typing import Any, NamedTuple

import psycopg
import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from procrastinate.contrib.django import app as jobs

from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import calls, read
from arasha.kernel.outbox.models import FactRow, Place

logger = structlog.get_logger()

# The job that a fact becomes when what follows from it fails, and after how long it is tried for the first time.
REACT = "arasha.react"
FIRST_PAUSE_S = 2

# So many facts are read at once, and at most so many are done together.
AT_ONCE = 100

# Without a notification the line is looked at this often, in case one was lost with its connection.
PATIENCE_S = 1.0

# A line behind another lets facts gather between its runs: done together they take less from the one before it.
GATHER_S = 0.2
RETRY_S = 0.5

Around = Callable[[str], AbstractContextManager[object]]


class Line(NamedTuple):
    """Facts of some kinds that are done one after the other; those of the kinds `together`, if neighbours, at once.

    A line `behind` another does nothing that came later than what the other has still to do.
    """

    name: str
    kinds: frozenset[str]
    react: Callable[[Sequence[Recorded[Fact]]], None]
    together: frozenset[str] = frozenset()
    behind: "Line | None" = None


def go_on(line: Line, around: Around = nullcontext) -> int:
    """Do what follows from the next facts of a line; how many there were."""
    place = _place(line)
    facts = read.since(place, line.kinds, before=_bound(line), limit=AT_ONCE)
    for run in _runs(line, facts):
        with around(run[0].fact.kind()):
            place = _done(line, run, place)
    return len(facts)


def catch_up(*lines: Line) -> None:
    """Do all that follows from what is recorded, and from what that leads to."""
    while sum([go_on(line) for line in lines]):
        pass


def behindhand(*lines: Line) -> bool:
    """Have some lines still something to do?"""
    places = dict(Place.objects.filter(line__in=[line.name for line in lines]).values_list("line", "next"))
    return any(read.is_any(places.get(line.name, 0), line.kinds) for line in lines)


def _place(line: Line) -> int:
    """The sequence from which on the line has still to be done."""
    return Place.objects.get_or_create(line=line.name)[0].next


def _bound(line: Line) -> int | None:
    """The sequence at which a line has to wait for the one before it."""
    if line.behind is None:
        return None
    rows = FactRow.objects.filter(sequence__gte=_place(line.behind), kind__in=line.behind.kinds)
    return rows.order_by("sequence").values_list("sequence", flat=True).first()


def _runs(line: Line, facts: Sequence[Recorded[Fact]]) -> Iterator[list[Recorded[Fact]]]:
    for kind, neighbours in groupby(facts, lambda fact: fact.fact.kind()):
        if kind in line.together:
            yield list(neighbours)
        else:
            yield from ([fact] for fact in neighbours)


def _done(line: Line, run: list[Recorded[Fact]], place: int) -> int:
    """Do some facts in one transaction; if that fails, each in its own; if that fails too, leave it as a job."""
    try:
        return _together(line, run, place)
    except (OperationalError, InterfaceError):  # the store, or another transaction in the way: the same again, soon
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, those behind must go on
        if len(run) == 1:
            return _put_off(line, run[0], place, error)
    for fact in run:
        place = _done(line, [fact], place)
    return place


@transaction.atomic
def _together(line: Line, run: Sequence[Recorded[Fact]], place: int) -> int:
    line.react(run)
    return _move(line, run[-1], place)


@transaction.atomic
def _put_off(line: Line, fact: Recorded[Fact], place: int, error: Exception) -> int:
    logger.warning(
        "what follows from a fact could not be done; it is tried again", sequence=fact.sequence,
        kind=fact.fact.kind(), error=type(error).__name__,
    )  # fmt: skip
    jobs.configure_task(REACT, schedule_in={"seconds": FIRST_PAUSE_S}).defer(sequence=fact.sequence)
    return _move(line, fact, place)


def _move(line: Line, last: Recorded[Fact], place: int) -> int:
    """Move a line on; an error when somebody else did meanwhile, which undoes what was done here."""
    if not Place.objects.filter(line=line.name, next=place).update(next=last.sequence + 1):
        raise OperationalError("another process works on this line")
    return last.sequence + 1


class Reactor:
    """Goes on with a line whenever there is something new, from a thread of its own.

    Of several processes the one that holds the line's lock does it; the others wait for it to end.
    """

    def __init__(self, line: Line, url: str, around: Around = nullcontext) -> None:
        self._line, self._url, self._around = line, url, around
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"reactor-{line.name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, when what is under way is done."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as listening:
                    self._lead(listening)
            except Exception as error:  # noqa: BLE001 - whatever it was, the line must go on
                logger.warning("a line of facts stands still; tried again soon", error=type(error).__name__)
                self._stopped.wait(RETRY_S)
            finally:
                connection.close()

    def _lead(self, listening: "psycopg.Connection[Any]") -> None:
        while not _locked(listening, self._line):
            if self._stopped.wait(PATIENCE_S):
                return
        calls.listen(listening)
        while not self._stopped.is_set():
            while not self._stopped.is_set() and go_on(self._line, self._around):
                if self._line.behind is not None:
                    self._stopped.wait(GATHER_S)
            calls.wait(listening, self._line.kinds, PATIENCE_S)


def _locked(listening: "psycopg.Connection[Any]", line: Line) -> bool:
    """Whether this process is the one that does the line; the lock goes with the connection."""
    found = listening.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [f"reactor {line.name}"]).fetchone()
    return bool(found and found[0])
