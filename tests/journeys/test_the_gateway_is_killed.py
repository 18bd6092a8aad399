"""Kill −9 at random moments under load: no acknowledged verdict is lost, none is kept twice."""

from dataclasses import dataclass

import pytest

from benchmarks import payload
from benchmarks.kills import Killed, kill_again_and_again
from tests.support.cast import KEREMET
from tests.support.centre import Centre


@dataclass
class Target:
    """A centre of the tests as the killing bench sees it."""

    centre: Centre

    @property
    def url(self) -> str:
        return self.centre.url

    @property
    def key(self) -> str:
        return self.centre.keys[KEREMET.code]

    def kill(self, name: str) -> None:
        self.centre.kill(name)

    def start(self, name: str) -> None:
        self.centre.start(name)

    def answering(self) -> float:
        return 0.0


def killed(centre: Centre, times: int) -> Killed:
    """What came of so many kills."""
    return kill_again_and_again(Target(centre), payload.bodies(60_000), times, lambda _: None)


def test_killed_three_times_under_load_it_loses_nothing_and_doubles_nothing(centre: Centre) -> None:
    result = killed(centre, 3)
    assert result.acknowledged > 100
    assert (result.lost, result.doubled) == (0, 0)


@pytest.mark.proof
def test_killed_twenty_times_under_load_it_loses_nothing_and_doubles_nothing(centre: Centre) -> None:
    result = killed(centre, 20)
    assert (result.kills, result.lost, result.doubled) == (20, 0, 0)
