"""A training ground in this process, on the tests' own store: the gateway answers at its door, everything else is done
by hand and in order, half a minute of the sandbox after the other. So an hour of a scenario passes in seconds.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import httpx
import msgspec
from django.test import Client as Browser

from arasha.app.reactions import LINES
from arasha.app.training import ground
from arasha.app.training.houses import Houses, keys
from arasha.app.training.playing import Player
from arasha.domains.recovery.actions import due, incidents, refunds
from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Debrief, Exercise, ExerciseState
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.follow import ACCESS, BOOK, Following
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.outbox.reacting import catch_up
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import current
from arasha.simulator.scenarios import Somebody
from tests.support.door import Doors

STEP = clock.MINUTE
ARMAN, DAULET, TIMUR = (By(f"person:{name}", Purpose.REVIEW) for name in ("arman", "daulet", "timur"))


class Scene(NamedTuple):
    """What a trainee sees: his exercise as it stands."""

    row: Exercise

    @property
    def script(self) -> exercises.Script:
        return exercises.script_of(self.row)

    def happened(self, step: str) -> bool:
        """Has a step come to pass?"""
        return step in self.row.record.get("happened", {})

    def payment(self, name: str) -> dict[str, Any]:
        """A payment of the scenario as it stands; empty before it is ordered."""
        return dict(self.row.record.get("payments", {}).get(name, {}))

    def somebody(self, name: str) -> Somebody:
        """One of the cast, as this performance knows him."""
        return msgspec.convert(self.row.play["people"][name], Somebody)

    def token(self, name: str) -> str:
        """The token of an account."""
        return str(self.row.record["tokens"][name])


Trainee = Callable[[Scene], object]


class Theatre:
    """Plays scenarios to trainees."""

    def __init__(self, dial: Dial, doors: Doors) -> None:
        self._dial = dial
        dial.pause()
        self._door = doors.open(clock_skew_s=10**9)
        settings = msgspec.structs.replace(current(), data=doors.folder, gateway_port=self._door.settings.gateway_port)
        ground.prepare(settings)
        self._door.gateway.callers.replace(access.good_keys())
        self._following, self._heard = Following(self._door.gateway, self._door.loop), 0
        self._drain = Drain(self._door.settings)
        self._houses = Houses(settings, keys(settings))

    def play(self, name: str, trainee: Trainee) -> Debrief:
        """From the beginning to the end; what came of it."""
        with self._houses as houses:
            for house in houses._houses.values():
                _at_hand(house.api)
            _at_hand(houses.pages)
            number = doing.begin(name, self._dial, ARMAN).id
            doing.join(number, DAULET)
            self._dial.pause()
            player = Player(houses)
            while exercises.exercise(number).state == ExerciseState.RUNNING:
                self._dial.jump(self._dial.now_us() + STEP)
                self._work()
                player.look()
                self._work()
                if exercises.exercise(number).play:
                    trainee(Scene(exercises.exercise(number)))
        told = exercises.outcome(exercises.exercise(number))
        assert told is not None
        return told

    def _work(self) -> None:
        """Do what keeper, worker and the gateway's follower do."""
        while self._drain.step():
            pass
        for incident in incidents.waiting(clock.now() - timedelta(days=7)):
            incidents.find_waiting(incident)
        catch_up(*LINES)
        while due.breach_due():
            pass
        refunds.close_seen()
        catch_up(*LINES)
        kinds = sorted(self._following.kinds - {kind.kind() for kind in (*ACCESS, *BOOK)})
        while facts := read.since(self._heard, kinds):
            self._following.heed(facts)
            self._heard = facts[-1].sequence + 1


def _at_hand(caller: Any) -> None:
    """The pages and the API answer in this thread, on its own connection to the store."""
    caller._http.close()
    transport = httpx.MockTransport(_answered)
    caller._http = httpx.Client(base_url="http://127.0.0.1:8000", follow_redirects=True, transport=transport)


def _answered(request: httpx.Request) -> httpx.Response:
    headers = {name: value for name, value in request.headers.items() if name not in {"host", "content-length"}}
    kind = headers.pop("content-type", "application/octet-stream")
    path = request.url.raw_path.decode()
    given = Browser().generic(request.method, path, request.read(), content_type=kind, headers=headers)
    told = [*given.headers.items(), *(("set-cookie", cookie.OutputString()) for cookie in given.cookies.values())]
    return httpx.Response(given.status_code, headers=told, content=given.content)
