"""One evaluation: a sandbox centre starts, the days before are loaded, the hours are played, terms run, it counts."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple

import msgspec
from django.db import connection

from arasha.app import centre, demonstration_lessons, fairyland, waiting
from arasha.app.demonstration_settings import PASSWORD
from arasha.app.evaluation import finding
from arasha.app.evaluation.capabilities import Chosen
from arasha.app.evaluation.staff import Staff
from arasha.app.evaluation.tempo import SandboxTempo
from arasha.app.processes import Supervisor
from arasha.kernel.access import actions
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.simulator.crime import plan
from arasha.simulator.crime.runner import Runner
from arasha.simulator.live import counting, stage
from arasha.simulator.live.play import Play, Setting
from arasha.simulator.live.programme import HOUR, Scenario
from arasha.simulator.live.scoreboard import Scoreboard

DIRECTOR = By("process:evaluation", Purpose.ADMINISTRATION)
PEOPLE = (
    ("aigerim", "Айгерім", Role.ANALYST), ("asel", "Әсел", Role.SUPERVISOR), ("daniyar", "Данияр", Role.SUPERVISOR),
    ("saule", "Сәуле", Role.ADMINISTRATOR), ("timur", "Тимур", Role.PROSECUTOR),
)  # fmt: skip
STAFF_EVERY_S = 2.0
FASTER = 8.0  # how much faster it goes when the crowd has gone
LEAPS_H = 6  # after the hours that are played, the clock goes in steps of so many hours
SETTLES_S = 4.0  # real time between two leaps: the centre's clocks are heard every few seconds

Say = Callable[[str], None]


class Wanted(NamedTuple):
    """What is played, without what."""

    scenario: Scenario
    chosen: Chosen


class Evaluation:
    """Plays beside the centre's processes; `result` is there when they have stopped."""

    def __init__(self, settings: Settings, tempo: SandboxTempo, wanted: Wanted, say: Say) -> None:
        self._settings, self._tempo, self._wanted, self._say = settings, tempo, wanted, say
        self._stopped = threading.Event()
        self._failed: Exception | None = None
        self._result: Scoreboard | None = None

    def run(self) -> Scoreboard:
        """Run all of it; raises what went wrong."""
        centre.run(self._settings, prepare=self._prepare, beside=self._begin)
        self._stopped.set()
        if self._failed is not None:
            raise self._failed
        if self._result is None:
            raise KeyboardInterrupt
        return self._result

    def _prepare(self) -> None:
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
        addresses = fairyland.addresses(self._settings)
        waiting.until_it_answers(
            (f"{addresses.gateway}/health", f"{addresses.web}/api/v1/openapi.json"), self._stopped.is_set
        )
        with ExitStack() as stack:
            play = self._opened(stack.enter_context(stage.opened(addresses, fairyland.keys(self._settings))))
            stack.callback(play.books.close)
            self._load(play)
            beside = Beside(Staff(lists=self._wanted.chosen.lists))
            self._live(play, beside)
            self._afterwards(play, beside)
            self._settle(play, beside)
            self._say("counting")
            counted = counting.count(play.events, play.truth()._replace(until=self._wanted.scenario.counts_until))
            return msgspec.structs.replace(counted, mules=finding.mules(play.mules()))

    def _opened(self, standing: stage.Stage) -> Play:
        scenario, left = self._wanted.scenario, self._wanted.chosen.left
        country, programme = scenario.country(), scenario.programme(left)

        def thieves() -> Runner:
            return plan.runner(country, *programme.planned, programme.crime, programme.measures)

        return Play(Setting(country, programme, thieves), standing, self._settings.path("play", "events.jsonl").parent)

    def _load(self, play: Play) -> None:
        """The days before, while the clock stands."""
        self._say("loading the days before")
        loaded = 0

        def progress(count: int) -> None:
            nonlocal loaded
            loaded += count
            self._say(f"loading the days before: {loaded:,} payments")

        play.load(progress, self._stopped.is_set)
        waiting.until_drained(fairyland.addresses(self._settings).gateway, self._stopped.is_set)
        play.remember()

    def _live(self, play: Play, beside: "Beside") -> None:
        """The hours of the scenario."""
        end = self._until("playing", self._wanted.scenario.hours, beside)
        play.play(self._tempo, lambda: self._stopped.is_set() or self._tempo.now() >= end, beside)

    def _afterwards(self, play: Play, beside: "Beside") -> None:
        """Thieves go on, and victims tell of it, for some hours more."""
        end = self._until("victims tell", self._wanted.scenario.after_hours, beside)
        self._tempo.hurry(FASTER)
        play.afterwards(self._tempo, lambda: self._stopped.is_set() or self._tempo.now() >= end, beside)

    def _until(self, what: str, hours: float, beside: "Beside") -> int:
        begin = self._tempo.now()
        beside.say = lambda: self._say(f"{what}: {(self._tempo.now() - begin) / HOUR:.1f} of {hours:g} hours")
        return begin + int(hours * HOUR)

    def _settle(self, play: Play, beside: "Beside") -> None:
        """Nobody steals any more; institutions and staff go on until terms have run, in leaps of some hours."""
        beside.say = lambda: None
        days = self._wanted.scenario.settles_days
        for leap in range(int(days * 24 / LEAPS_H)):
            if self._stopped.is_set():
                return
            self._say(f"letting terms run: {leap * LEAPS_H / 24:.1f} of {days:g} days")
            self._tempo.jump(LEAPS_H * HOUR)
            until = time.monotonic() + SETTLES_S
            while time.monotonic() < until:
                play.desks(self._tempo)
                beside()
                time.sleep(0.5)


class Beside:
    """What is done between two looks of the play: staff works every few seconds, and progress is said."""

    def __init__(self, staff: Staff) -> None:
        self._staff, self._next = staff, 0.0
        self.say: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        """Do it, if it is time."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + STAFF_EVERY_S
            self._staff.look()
            self.say()
