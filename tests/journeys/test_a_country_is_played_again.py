"""The same country with the same thieves, played twice: the same thefts, the same verdicts, the same money."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from arasha.simulator.live.events import Held, Kept, Paid, Returned, Stopped
from arasha.simulator.live.scoreboard import Scoreboard, Seconds

TINY = """
seed = 418
people = 1500
begin = 2026-11-25T17:00:00+05:00
hours = 0.25
after_hours = 3.0
settles_days = 0.25
days_before = 0.5
crime = 1200.0

[title]
kk = "Кішкене ел"
ru = "Маленькая страна"
en = "A tiny country"

[about]
kk = "Екі рет ойналады."
ru = "Играется дважды."
en = "It is played twice."
"""
MACHINE_CODE = Path(__file__).parents[2] / ".arasha" / "machine-code"


def played(scenario: Path, kept: Path) -> Scoreboard:
    command = [sys.executable, "-m", "arasha", "evaluate", "--scenario", str(scenario), "--keep", str(kept), "--json"]
    done = subprocess.run(
        command, env=os.environ | {"ARASHA_MACHINE_CODE": str(MACHINE_CODE)}, capture_output=True, check=False,
        timeout=420,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    board = msgspec.json.decode(done.stdout, type=Scoreboard)
    assert board.own_seconds.count, "the centre was at work, and was waited for"
    return msgspec.structs.replace(board, own_seconds=Seconds())


def events(kept: Path, *kinds: type) -> list[object]:
    return [event for event in Kept(kept / "play" / "events.jsonl").events() if isinstance(event, kinds)]


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="arasha-alike-", dir="/tmp", ignore_cleanup_errors=True) as name:
        made = Path(name)
        made.chmod(0o711)  # PostgreSQL's own user must be able to pass, when the tests run as root
        yield made


@pytest.mark.timeout(900)
def test_two_plays_of_a_country_are_alike(folder: Path) -> None:
    scenario = folder / "tiny.toml"
    scenario.write_text(TINY)
    one, other = folder / "one", folder / "other"
    boards = [played(scenario, kept) for kept in (one, other)]
    assert boards[0].money.thefts > 0
    for kinds in ((Paid,), (Stopped,)):
        assert events(one, *kinds) == events(other, *kinds), "the same payments met the same verdicts"
    assert len(events(one, Held)) > 0
    assert events(one, Held, Returned) == events(other, Held, Returned), "the same money was held at the same instants"
    assert boards[0] == boards[1]
