"""A sandbox in this process: its clock, and one exercise of it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from arasha.domains.training.actions import exercises
from arasha.interfaces.workspace import sandbox
from arasha.kernel import clock
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import current
from arasha.simulator import scenarios

FRIDAY = "pensioner-on-friday"


@pytest.fixture
def dial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dial]:
    """The clock by which this process lives until the test is over."""
    path = tmp_path / "clock"
    turned = Dial(path)
    settings = msgspec.structs.replace(current(), sandbox_clock=path)
    monkeypatch.setattr(sandbox, "current", lambda: settings)
    clock.follow(turned)
    yield turned
    clock.follow(None)


def published(name: str = FRIDAY) -> str:
    """A scenario that may be chosen; its name."""
    exercises.publish(name, msgspec.to_builtins(scenarios.load(name)))
    return name
