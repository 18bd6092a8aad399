"""One evaluation: a sandbox centre starts, the days before are loaded, the hours are played, terms run, it counts."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import msgspec
from django.db import connection

from arasha.app import centre, demonstration_lessons, fairyland, waiting
from arasha.app.demonstration_settings import PASSWORD
from arasha.app.evaluation import finding
from arasha.app.evaluation.capabilities import Chosen
from arasha.app.evaluation.quiet import Quiet
from arasha.app.evaluation.rounds import Rounds
from arasha.app.evaluation.staff import Staff
from arasha.app.evaluation.tempo import SandboxTempo
from arasha.app.processes import Supervisor
from arasha.kernel.access import actions
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries import queries as deliveries
from arasha.kernel.outbox.append import By
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import Settings
from arasha.simulator.crime import plan
from arasha.simulator.crime.runner import Runner
from arasha.simulator.live import counting, stage
from arasha.simulator.live.play import Play, Setting
from arasha.simulator.live.programme import HOUR, Scenario
from arasha.simulator.live.scoreboard import Scoreboard, seconds
from arasha.simulator.live.tempo import Stopped

DIRECTOR = By("process:evaluation", Purpose.ADMINISTRATION)
PEOPLE = (
    ("aigerim", "Айгерім", Role.ANALYST), ("asel", "Әсел", Role.SUPERVISOR), ("daniyar", "Данияр", Role.SUPERVISOR),
    ("saule", "Сәуле", Role.ADMINISTRATOR), ("timur", "Тимур", Role.PROSECUTOR),
)  # fmt: skip
SAY_S = 0.5
SETTLING_US = HOUR  # when nobody steals any more, staff and worker look once an hour

Say = Callable[[str], None]


class Wanted(NamedTuple):
    """What is played, without what."""

    scenario: Scenario
    chosen: Chosen


class Evaluation:
    """Plays beside the centre's processes."""

    def __init__(self, settings: Settings, dial: Dial, wanted: Wanted, say: Say) -> None:
        self._settings, self._dial, self._wanted, self._say = settings, dial, wanted, say
        self._addresses = fairyland.addresses(settings)
        self._stopped = threading.Event()
        self._failed: Exception | None = None
        self._result: Scoreboard | None = None
        self.took: dict[str, float] = {}  # seconds of real time, by what was done

    def run(self) -> Scoreboard:
        """Run all of it; raises what went wrong."""
        with self._phase("everything"):
            centre.run(self._settings, prepare=self._prepare, beside=self._begin)
        self._stopped.set()
        if self._failed is not None:
            raise self._failed
        if self._result is None:
            raise KeyboardInterrupt
        return self._result

    def _prepare(self) -> None:
        with self._phase("connecting"):
            fairyland.connect(self._settings, DIRECTOR)
            for username, name, role in PEOPLE:
                actions.add_person(username, PASSWORD, role, DIRECTOR, name=name)
            demonstration_lessons.teach(live=self._wanted.chosen.model)

    def _begin(self, supervisor: Supervisor) -> None:
        threading.Thread(target=self._go, args=(supervisor,), name="evaluation", daemon=True).start()

    def _go(self, supervisor: Supervisor) -> None:
        try:
            self._result = self._played()
        except Exception as error:  # noqa: BLE001 - said where the command ends
            self._failed = error
        finally:
            connection.close()
            supervisor.stop()

    def _played(self) -> Scoreboard:
        here = self._addresses
        with self._phase("starting processes"):
            waiting.until_it_answers((f"{here.gateway}/health", f"{here.web}/api/v1/openapi.json"), self._halted)
        with ExitStack() as stack:
            quiet = Quiet(self._settings.host, self._settings.gateway_port)
            stack.callback(quiet.close)
            tempo = SandboxTempo(self._dial, quiet.until, deliveries.last_numbers)
            keys = fairyland.keys(self._settings)
            play = self._opened(stack.enter_context(stage.opened(here, keys, stage.ENDLESS)))
            stack.callback(play.books.close)
            self._all(play, tempo)
            counted = counting.count(play.events, play.truth()._replace(until=self._wanted.scenario.counts_until))
            return msgspec.structs.replace(
                counted, mules=finding.mules(play.mules()), own_seconds=seconds(tempo.rested)
            )

    def _opened(self, standing: stage.Stage) -> Play:
        scenario, left = self._wanted.scenario, self._wanted.chosen.left
        country, programme = scenario.country(), scenario.programme(left)

        def thieves() -> Runner:
            return plan.runner(country, *programme.planned, programme.crime, programme.measures)

        return Play(Setting(country, programme, thieves), standing, self._settings.path("play", "events.jsonl").parent)

    def _all(self, play: Play, tempo: SandboxTempo) -> None:
        """The days before; the hours; victims tell for some hours more; terms run."""
        scenario, rounds = self._wanted.scenario, Rounds(Staff(lists=self._wanted.chosen.lists), tempo)
        tempo.alarm = rounds.next_at
        with self._phase("loading the days before"):
            self._load(play, tempo)
        for what, hours, go_on in (
            ("playing", scenario.hours, play.play),
            ("victims tell", scenario.after_hours, play.afterwards),
            ("letting terms run", scenario.settles_days * 24, play.close_up),
        ):
            rounds.every_us = SETTLING_US if go_on == play.close_up else rounds.every_us
            end = tempo.end = tempo.now() + int(hours * HOUR)
            with self._phase(what):
                go_on(tempo, self._until(tempo, end), Beside(rounds, self._saying(what, tempo, hours)))
        self._say("counting")

    def _load(self, play: Play, tempo: SandboxTempo) -> None:
        """The days before, while the clock stands."""
        loaded = 0

        def progress(count: int) -> None:
            nonlocal loaded
            loaded += count
            self._say(f"loading the days before: {loaded:,} payments")

        play.load(progress, self._halted)
        tempo.given()
        tempo.rest()
        play.remember()
        tempo.given()

    def _until(self, tempo: SandboxTempo, end: int) -> Stopped:
        return lambda: self._halted() or tempo.now() >= end

    def _saying(self, what: str, tempo: SandboxTempo, hours: float) -> Callable[[], None]:
        begin = tempo.now()
        return lambda: self._say(f"{what}: {(tempo.now() - begin) / HOUR:.1f} of {hours:g} hours")

    def _halted(self) -> bool:
        return self._stopped.is_set()

    @contextmanager
    def _phase(self, what: str) -> Iterator[None]:
        """Say what is being done, and note how long it took."""
        self._say(what)
        began = time.monotonic()
        try:
            yield
        finally:
            self.took[what] = time.monotonic() - began


class Beside:
    """What is done between two looks of the play: rounds are made, and now and then progress is said."""

    def __init__(self, rounds: Rounds, say: Callable[[], None]) -> None:
        self._rounds, self._say, self._next = rounds, say, 0.0

    def __call__(self) -> None:
        """Do it, if it is time."""
        self._rounds()
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + SAY_S
            self._say()
