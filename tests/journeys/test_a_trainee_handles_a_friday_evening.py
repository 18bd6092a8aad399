"""A trainee handles a Friday evening: she begins the exercise, stops the theft in the queue, and reads the truth."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from pytest_django.live_server_helper import LiveServer

from arasha.app.training import ground
from arasha.app.training.houses import Houses, keys
from arasha.app.training.playing import Player
from arasha.domains.payments.queries import queue
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Exercise
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import current
from tests.support.centre import Centre
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def centre_settings() -> dict[str, str]:
    """The gateway shares the tests' store, which no sandbox may, so it takes the lesson's Friday for days ahead."""
    return {"ARASHA_CLOCK_SKEW_S": "1000000"}


@pytest.fixture
def player(dial: Dial, centre: Centre, live_server: LiveServer, tmp_path: Path) -> Iterator[Callable[[], Exercise]]:
    """Let whoever plays look once; each time it is somebody new, as if the one before had died."""
    port = int(live_server.url.rpartition(":")[2])
    settings = msgspec.structs.replace(current(), data=tmp_path, web_port=port, gateway_port=centre.port)
    ground.prepare(settings)
    with Houses(settings, keys(settings)) as houses:

        def look() -> Exercise:
            assert Player(houses).look()
            running = exercises.running()
            assert running is not None
            return running

        yield look


def until(happened: Callable[[], object], look: Callable[[], Exercise]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        look()
        time.sleep(0.1)


def after(minutes: float, dial: Dial) -> None:
    dial.jump(clock.now_us() + int(minutes * clock.MINUTE))


def begun(reader: Reader) -> int:
    """She logs in, chooses the scenario and begins; the number of the exercise."""
    reader.log_in(Role.ANALYST)
    page = reader.page
    page.click("nav >> text=Training")
    page.click("text=A pensioner, on Friday at 18:05")
    page.click("main >> button:has-text('Begin')")
    page.wait_for_url("**/exercises/**")
    return int(page.url.rstrip("/").rpartition("/")[2])


def test_a_trainee_stops_the_theft_and_reads_the_truth(
    reader: Reader, player: Callable[[], Exercise], dial: Dial
) -> None:
    number, page = begun(reader), reader.page
    assert "nothing here is real" in page.locator(".sandbox").inner_text()
    assert reader.barriers() == []

    after(2, dial)
    until(lambda: len(queue.page(queue.Wanted(), 5)) == 1, player)
    page.click("nav >> text=Queue")
    page.wait_for_url("**/queue/**")
    reader.press("j")
    reader.press("Enter")
    page.wait_for_url("**/payments/**")
    reader.press("1")
    page.wait_for_url("**/queue/**")
    until(lambda: exercises.exercise(number).record["payments"]["theft"]["fate"] == "stopped", player)

    after(6, dial)
    until(lambda: "the_hall_is_real" in exercises.exercise(number).record["happened"], player)
    page.click("text=To the exercise")
    page.wait_for_selector("text=owner of the hall is with him")
    page.click("text=Finish and see the truth")
    page.wait_for_selector("text=Who was who")
    told = exercises.outcome(exercises.exercise(number))
    assert told is not None
    assert (told.stolen, told.kept, told.could) == (175_000_000, 175_000_000, 175_000_000)
    assert reader.barriers() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
