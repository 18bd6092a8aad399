"""On a clock that leaps, what the centre does by the clock is done at the instant at which it falls due."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from arasha.app.evaluation.rounds import EVERY_US, Rounds
from arasha.app.evaluation.sandbox import clock_at
from arasha.app.evaluation.staff import Staff
from arasha.app.evaluation.tempo import NEVER, SandboxTempo
from arasha.domains.recovery.models import Clock
from arasha.domains.registry import actions as registry
from arasha.domains.registry.facts import EntryState
from arasha.kernel import clock
from arasha.kernel.terms import Code
from tests.domains.registry.entries import proposal, propose
from tests.support.cast import DANIYAR

BEGIN = clock.to_us(clock.machine_now())
DAY = timedelta(days=1)


class Watch(Staff):
    """Notes when it was asked to look."""

    def __init__(self) -> None:
        super().__init__()
        self.looked: list[int] = []

    def look(self) -> None:
        self.looked.append(clock.now_us())


@pytest.fixture
def tempo(db: None, tmp_path: Path) -> Iterator[SandboxTempo]:
    dial = clock_at(tmp_path / "clock", BEGIN)
    clock.follow(dial)
    yield SandboxTempo(dial, lambda _: 0.0, dict)
    clock.follow(None)


def go_on(tempo: SandboxTempo, rounds: Rounds, until: int) -> None:
    """As whoever plays does, who has nothing to do himself."""
    tempo.alarm, tempo.end = rounds.next_at, until
    while tempo.wait(NEVER, lambda: tempo.now() >= until):
        rounds()
    rounds()


def running(due: timedelta) -> Clock:
    """A term of which is told when it is over."""
    begun = clock.now()
    return Clock.objects.create(
        about="recall:1", code=Code.SANCTION, started_at=begun, warn_at=begun + due / 2, due_at=begun + due
    )


def test_a_clock_warns_and_runs_out_at_its_own_instant(tempo: SandboxTempo) -> None:
    term = running(timedelta(hours=1, minutes=3))
    go_on(tempo, Rounds(Watch(), tempo), BEGIN + 2 * clock.HOUR)
    term.refresh_from_db()
    assert (term.warned_at, term.breached_at) == (term.warn_at, term.due_at)


def test_a_clock_that_was_stopped_does_neither(tempo: SandboxTempo) -> None:
    term = running(timedelta(hours=1))
    Clock.objects.update(stopped_at=clock.now())
    go_on(tempo, Rounds(Watch(), tempo), BEGIN + 2 * clock.HOUR)
    term.refresh_from_db()
    assert (term.warned_at, term.breached_at) == (None, None)


def test_staff_looks_every_so_often_and_terms_of_the_registry_end(tempo: SandboxTempo) -> None:
    entry = propose(proposal(days=1))
    registry.confirm_entry(entry.id, DANIYAR)
    staff = Watch()
    go_on(tempo, Rounds(staff, tempo), BEGIN + int(DAY.total_seconds()) * clock.SECOND + 2 * EVERY_US)
    entry.refresh_from_db()
    assert entry.state == EntryState.EXPIRED
    assert {at % EVERY_US for at in staff.looked[1:]} == {0}
    assert len(staff.looked) == 24 * 6 + 3, "every ten minutes, and at once at the beginning"
