"""A small country is played at a real centre, with a bank that lies, one that goes down, and a gateway that is killed:
the scoreboard says what was true, and nothing that anybody paid is lost.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from arasha.app import fairyland
from arasha.app.evaluation.finding import token_of
from arasha.app.evaluation.staff import Pace, Staff
from arasha.domains.payments.models import Payment
from arasha.domains.recovery.models import Hold
from arasha.kernel.access import actions
from arasha.kernel.access.roles import Role
from arasha.kernel.settings import Settings
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime import ordinary
from arasha.simulator.crime import steps as crime
from arasha.simulator.crime.runner import Begun, Runner
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.steps import Complain, Pay, Script
from arasha.simulator.crime.world import World
from arasha.simulator.live import counting, stage
from arasha.simulator.live.behaviours import Behaviour, Behaviours, Down, Manner
from arasha.simulator.live.crowd import day_of
from arasha.simulator.live.events import Asked, Held, Paid, Passed, Returned
from arasha.simulator.live.play import Play, Setting
from arasha.simulator.live.programme import Programme
from arasha.simulator.live.scoreboard import Scoreboard
from arasha.simulator.live.tempo import SECOND, RealTempo
from tests.support.cast import SAULE
from tests.support.centre import Centre, free_port

COUNTRY = Country(7, 2_000)
ROBBED = 50_000_000  # tiyn
HONEST, LIAR, AWAY = "TAZSHKZA", "TOSTIKZA", "KANBAKZA"
DOWN_MINUTES = 0.15
WAYS = Behaviours(
    Behaviour(minutes=0.005),
    {LIAR: Behaviour(minutes=0.005, pretends=1.0), AWAY: Behaviour(minutes=0.005, down=(Down(0.0, DOWN_MINUTES),))},
)


def at_bank(code: str, place: int = 0) -> int:
    """The main account of some grown-up who banks there."""
    people = (number for number in range(COUNTRY.people) if COUNTRY.person(number).age > 25)
    found = [number * SLOTS for number in people if COUNTRY.account(number * SLOTS).institution == code]
    return found[place]


VICTIM = at_bank("ALDARKZA")
MULES = {code: at_bank(code, 1) for code in (HONEST, LIAR, AWAY)}


class Robbery:
    """A victim pays three mules, who wait; he tells his bank a few seconds later."""

    name, typology, economics = "robbery", "impersonation", Economics(500_000, 1.0, 500_000, (1, 1), (0.0, 0.0))

    def script(self, world: World) -> Script:
        """Three payments, one report."""
        refs = []
        for code, mule in MULES.items():
            world.role(mule, crime.Role.MULE)
            paid = yield Pay(world.now + SECOND, VICTIM, mule, ROBBED, "p2p", stolen=True)
            assert paid.done, code
            refs.append(paid.ref)
        yield Complain(world.now + 3 * SECOND, VICTIM // SLOTS, "bank", "ru", "Меня обманули.", tuple(refs))


@pytest.fixture
def centre_settings() -> dict[str, str]:
    return {"ARASHA_WEB_PORT": str(free_port()), "ARASHA_SHADOW_RULES": "", "ARASHA_CONTROL_SAMPLE_PER_MILLE": "0"}


@pytest.fixture
def standing(centre: Centre) -> Iterator[stage.Stage]:
    port = int(centre.settings["ARASHA_WEB_PORT"])
    settings = Settings(data=centre.folder, web_port=port, gateway_port=centre.port)
    fairyland.connect(settings, SAULE)
    for username, role in (("aigerim", Role.ANALYST), ("asel", Role.SUPERVISOR), ("timur", Role.PROSECUTOR)):
        actions.add_person(username, "a long word for trying", role, SAULE)
    centre.start("worker", "web")
    eventually(lambda: answers(f"http://127.0.0.1:{port}/api/v1/openapi.json"))
    with stage.opened(fairyland.addresses(settings), fairyland.keys(settings)) as opened:
        eventually(lambda: opened.banks[HONEST].gateway.risk_changes() is not None)
        yield opened


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(url, timeout=5).status_code == 200
    return False


def eventually(holds: Callable[[], object], seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while True:
        with suppress(Exception):
            if holds():
                return
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)


def opened(standing: stage.Stage, folder: Path, begin: int) -> Play:
    programme = Programme(begin=begin, days_before=0.0, behaviours=WAYS)
    known = ordinary.of(COUNTRY, day_of(begin))
    return Play(
        Setting(COUNTRY, programme, lambda: Runner(COUNTRY, [Begun(begin, 0, Robbery())], known)), standing, folder
    )


class Show:
    """Plays it; kills the gateway when two banks have answered, and starts it again three seconds later."""

    def __init__(self, centre: Centre, play: Play) -> None:
        self._centre, self.play = centre, play
        self._staff = Staff(Pace(recall=0.0, sanction=0.0, appeal=0.0, listing=0.0))
        self._deadline = time.monotonic() + 90.0
        self.killed_at = 0.0

    def run(self) -> None:
        self.play.load(lambda _: None, lambda: False)
        self.play.play(RealTempo(), self._over, self._beside)
        self.play.books.close()

    def _beside(self) -> None:
        answered = sum(isinstance(event, Held) for event in self.play.events)
        if not self.killed_at and answered == 2:
            self._centre.kill("gateway")
            self.killed_at = time.monotonic()
        if self.killed_at and "gateway" not in self._centre.processes and time.monotonic() - self.killed_at > 3.0:
            self._centre.start("gateway")
        self._staff.look()

    def _over(self) -> bool:
        returned = sum(isinstance(event, Returned) for event in self.play.events)
        return time.monotonic() > self._deadline or (returned == 2 and self.play.settled)


def test_the_scoreboard_says_what_was_true_and_nothing_is_lost(
    centre: Centre, standing: stage.Stage, tmp_path: Path
) -> None:
    begin = RealTempo().now()
    show = Show(centre, opened(standing, tmp_path / "play", begin))
    show.run()
    assert show.killed_at, "the gateway was killed in the midst"
    board = counting.count(show.play.events, show.play.truth())
    the_money_is_counted_as_it_lay(board)
    each_bank_did_as_it_does(show.play, begin)
    the_centre_believes_what_it_was_told()
    whatever_was_paid_is_in_the_ledger(show.play)

    again = opened(standing, tmp_path / "play", begin)
    assert again.events == show.play.events
    assert counting.count(again.events, again.truth()) == board, "a play that is opened again stands where it stood"
    again.books.close()


def the_money_is_counted_as_it_lay(board: Scoreboard) -> None:
    assert (board.money.stolen, board.money.reported) == (3 * ROBBED, 3 * ROBBED)
    assert (board.money.returned, board.money.held, board.money.gone) == (2 * ROBBED, 0, ROBBED)
    assert board.banks.only_said == ROBBED
    assert board.report_to_hold.count == 1
    assert board.innocents.accounts_held == 0


def each_bank_did_as_it_does(play: Play, begin: int) -> None:
    held = {event.account: event.manner for event in play.events if isinstance(event, Held)}
    assert {code: held[mule] for code, mule in MULES.items()} == {
        HONEST: Manner.HONESTLY, LIAR: Manner.PRETENDED, AWAY: Manner.HONESTLY,
    }  # fmt: skip
    asked = [event.at for event in play.events if isinstance(event, Asked) and event.account == MULES[AWAY]]
    assert asked[0] - begin >= DOWN_MINUTES * 60 * SECOND, "while it was down it read nothing"


def the_centre_believes_what_it_was_told() -> None:
    """Only the truth knows better."""
    believed = {hold.account: hold.held for hold in Hold.objects.all()}
    assert believed == {token_of(COUNTRY.account(mule).name): ROBBED for mule in MULES.values()}


def whatever_was_paid_is_in_the_ledger(play: Play) -> None:
    ordinary_ones = sum(event.payments for event in play.events if isinstance(event, Passed))
    stolen = [event.id for event in play.events if isinstance(event, Paid)]
    paid = Payment.objects.exclude(payment_id__startswith="RETURN")
    eventually(lambda: paid.count() >= ordinary_ones + len(stolen))
    assert paid.count() == ordinary_ones + len(stolen)
    assert paid.filter(payment_id__in=stolen).count() == len(stolen)
